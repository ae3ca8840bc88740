from wagtail_modeladmin.options import modeladmin_register

from services.anomalies.admin.menu import FindingsAdmin

modeladmin_register(FindingsAdmin)
