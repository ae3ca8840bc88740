"""What has an address beside the page tree: the public directory, what can be booked, the test of a device; without
badges and times.
"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _

from services.booking.queries import offered
from services.calendar.half_years import half_year
from services.directory.queries import public_lawyers, public_mediators, public_organisations
from services.ranking.queries import published
from tenants.models import Tenant

LOOK_UP = reverse_lazy("booking:mine")


def groups(tenant: Tenant) -> list[dict[str, Any]]:
    """As the site map shows them; people and offices are found through their lists."""
    lists = [
        _ours(_("人民调解员"), reverse("directory:mediators")),
        _ours(_("律师"), reverse("directory:lawyers")),
        _ours(_("机构"), reverse("directory:organisations")),
    ]
    times = []
    if not tenant.is_umbrella:
        lists.insert(0, _ours(_("我的村归哪里管"), reverse("directory:office")))
        times = [{"title": one.name, "url": reverse("booking:pick", args=[one.code])} for one in offered()]
        times += [_ours(_("值班安排"), reverse("booking:duty")), _ours(_("查我的预约"), LOOK_UP)]
        times.append(_ours(_("视频调解前检查设备"), reverse("mediation:test")))
    return [
        {"title": _("找人、找机构"), "url": reverse("directory:start"), "pages": lists, "more": False},
        {"title": _("预约"), "url": reverse("booking:index"), "pages": times, "more": False},
        {"title": _("公益排名"), "url": reverse("ranking:index"), "pages": rankings(), "more": False},
    ]


def rankings() -> list[dict[str, Any]]:
    """The newest edition of each board; the rest is found in the archive."""
    newest = {one.board: one for one in published().reverse()}
    return [
        _ours(
            f"{one.get_board_display()} {half_year(one.since)}",
            reverse("ranking:edition", args=[one.board, one.period]),
        )
        for one in newest.values()
    ]


def _ours(title: str, url: str) -> dict[str, Any]:
    """A name in the reader's language, not one of the county's own."""
    return {"title": title, "url": url, "ours": True}


def addresses(tenant: Tenant) -> Iterator[str]:
    """Every address that a search engine may know."""
    for group in groups(tenant):
        yield group["url"]
        yield from (page["url"] for page in group["pages"] if page["url"] != LOOK_UP)
    for name, rows in (
        ("organisation", public_organisations()),
        ("mediator", public_mediators()),
        ("lawyer", public_lawyers()),
    ):
        for pk in rows.order_by("pk").values_list("pk", flat=True):
            yield reverse(f"directory:{name}", args=[pk])
