from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class TenantUsersConfig(WagtailUsersAppConfig):
    verbose_name = _("用户")
    user_viewset = "tenants.admin.users.viewset.TenantUserViewSet"
