from wagtail_modeladmin.options import modeladmin_register

from services.mediation.admin.menu import RoomAdmin

modeladmin_register(RoomAdmin)
