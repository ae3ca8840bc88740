"""Everything that is a county's, as plain values: two snapshots are equal when nobody has touched it."""

from django.apps import apps
from django.contrib.auth.models import Group
from django.db.models import Model

from tenants.admin.ownership import RULES, cut
from tenants.admin.shared import SHARED
from tenants.models import Tenant, User

Rows = dict[str, list[dict]]

# Touched by whoever only signs in or looks.
_RESTLESS = {"last_login", "last_seen_at"}


def _values(model: type[Model], tenant: Tenant) -> list[dict]:
    rows = cut(model._base_manager.all(), tenant).order_by("pk").values()
    return [{name: value for name, value in row.items() if name not in _RESTLESS} for row in rows]


def snapshot(tenant: Tenant) -> Rows:
    owned = [
        model
        for model in apps.get_models()
        if issubclass(model, tuple(RULES)) and model not in SHARED
    ]
    taken = {model._meta.label: _values(model, tenant) for model in owned}
    groups = cut(Group._base_manager.all(), tenant)
    taken["members of groups"] = list(
        User.groups.through.objects.filter(group__in=groups).order_by("pk").values("user_id", "group_id")
    )
    return taken


def changes(before: Rows, after: Rows) -> dict[str, list]:
    """Empty when nothing changed; otherwise table by table what is new, gone or different."""
    return {
        table: [row for row in before[table] + after[table] if row not in before[table] or row not in after[table]]
        for table in before
        if before[table] != after[table]
    }
