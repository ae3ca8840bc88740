from wagtail_modeladmin.options import modeladmin_register

from services.subsidies.admin.menu import SubsidiesAdmin

modeladmin_register(SubsidiesAdmin)
