from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from services.cases.admin.modeladmin import CaseAdmin
from services.cases.admin.panels import add_panel

modeladmin_register(CaseAdmin)
hooks.register("construct_homepage_panels", add_panel)
