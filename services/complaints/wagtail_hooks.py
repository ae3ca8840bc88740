from wagtail_modeladmin.options import modeladmin_register

from services.complaints.admin.menu import ComplaintsAdmin

modeladmin_register(ComplaintsAdmin)
