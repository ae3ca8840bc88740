from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from services.ranking.admin.menu import EditionAdmin
from services.ranking.admin.mine import menu_item

modeladmin_register(EditionAdmin)
hooks.register("register_admin_menu_item", menu_item)
