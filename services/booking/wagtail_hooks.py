from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from services.booking.admin.menu import BookingAdmin
from services.booking.admin.rosters_addresses import roster_urls

modeladmin_register(BookingAdmin)
hooks.register("register_admin_urls", roster_urls)
