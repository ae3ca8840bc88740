from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants import roles
from tenants.models.owned import TenantOwned


class Membership(TenantOwned):
    """One role of one person in one tenant. `until` is set for a platform operator's passing visit only."""

    user = models.ForeignKey("tenants.User", models.CASCADE, related_name="memberships")
    role = models.CharField(_("角色"), max_length=20, choices=roles.CHOICES)
    granted_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    granted_at = models.DateTimeField(_("授予时间"), auto_now_add=True)
    until = models.DateTimeField(_("有效至"), null=True, blank=True)

    class Meta:
        verbose_name = _("成员")
        verbose_name_plural = _("成员")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "user", "role"], name="one_membership_per_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class RoleGroup(TenantOwned):
    """The Wagtail group that carries a role's permissions in one tenant."""

    role = models.CharField(max_length=20, choices=roles.CHOICES)
    group = models.OneToOneField("auth.Group", models.CASCADE, related_name="role_group")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "role"], name="one_group_per_role")]

    def __str__(self) -> str:
        return self.group.name
