from wagtail_modeladmin.options import modeladmin_register

from services.legal_aid.admin.modeladmin import AssignmentAdmin

modeladmin_register(AssignmentAdmin)
