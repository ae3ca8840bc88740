"""A person's own filters of the worklist."""

from django.db import transaction
from django.utils.translation import gettext as _

from services.cases.errors import NotAccepted
from services.cases.models import SavedFilter
from tenants.models import User
from tenants.scope import current_tenant

MOST = 20


@transaction.atomic
def keep_filter(user: User, *, name: str, query: str) -> SavedFilter:
    """Under a name that is taken it replaces the old one. Raises NotAccepted."""
    said = name.strip()[:40]
    if not said or not query:
        raise NotAccepted(_("请先设置筛选条件，再起个名称保存。"))
    own = SavedFilter.objects.filter(user=user)
    if own.exclude(name=said).count() >= MOST:
        raise NotAccepted(_("最多保存%(count)s个，请先删除不用的。") % {"count": MOST})
    kept, _made = SavedFilter.objects.update_or_create(
        tenant=current_tenant(), user=user, name=said, defaults={"query": query[:1000]}
    )
    return kept


def drop_filter(kept: SavedFilter, *, user: User) -> None:
    """Somebody else's is left alone."""
    SavedFilter.objects.filter(pk=kept.pk, user=user).delete()
