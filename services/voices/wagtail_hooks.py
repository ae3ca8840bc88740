from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from services.voices.admin.mine import menu_item
from services.voices.admin.modeladmin import SurveyAdmin

modeladmin_register(SurveyAdmin)
hooks.register("register_admin_menu_item", menu_item)
