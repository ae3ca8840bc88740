from django.urls import path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from services.calendar.admin import CalendarAdmin
from services.calendar.views import change_year

modeladmin_register(CalendarAdmin)


@hooks.register("register_admin_urls")
def register_year_url() -> list:
    return [path("working-days/year/", change_year, name="change_calendar_year")]
