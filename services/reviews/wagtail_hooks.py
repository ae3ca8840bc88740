from wagtail_modeladmin.options import modeladmin_register

from services.reviews.admin.menu import RoundAdmin

modeladmin_register(RoundAdmin)
