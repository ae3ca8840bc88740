"""What of the rankings can be found: the pages that explain and list, and each published edition."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from search.registry import Searchable, register
from search.types import Entry
from services.calendar.half_years import asked, half_year
from services.cases.wording import on_record
from services.ranking.models import Edition
from services.ranking.public.index import REVIEWS, SUBSIDIES, is_there
from services.ranking.queries import published, published_of
from tenants.scope import current_tenant

KIND = "ranking"
# Who asks for a rule wants the rule; who asks for these pages says so.
LEVEL = 0.9
# What people call it, beside what the page calls itself.
CALLED = on_record("律师排名 哪个律师好 哪个调解员好 好律师 律师排行 律师评价 律师得分 调解员排名")
PAGES: Mapping[str, tuple[str, str, str]] = {
    "index": ("/rankings/", gettext_noop("公益排名"), CALLED),
    "method": (
        "/rankings/method/",
        gettext_noop("排名是怎么算的"),
        on_record("公益排名 排名办法 公式 比重 群众满意度 律师排名怎么算"),
    ),
    "reviews": (
        REVIEWS,
        gettext_noop("案卷评查"),
        on_record("抽查案卷 评查结果 案件质量 办案质量 合格 不合格"),
    ),
    "subsidies": (
        SUBSIDIES,
        gettext_noop("补贴公开"),
        on_record("办案补贴 值班补贴 以案定补 补贴标准 补贴发放 发了多少补贴"),
    ),
}


def _entries(pk: str) -> list[Entry]:
    with translation.override(settings.LANGUAGE_CODE):
        if pk in PAGES:
            url, title, words = PAGES[pk]
            return [_entry(pk, url, _(title), words)] if is_there(url) else []
        board, _dash, period = pk.partition("-")
        half = asked(period)
        found = published_of(board, half) if half else None
        if found is None:
            return []
        title = f"{found.formula['name']} {half_year(found.since)}"
        url = reverse("ranking:edition", args=[board, period])
        return [_entry(pk, url, title, f"{found.get_board_display()} {CALLED}")]


def _entry(pk: str, url: str, title: str, words: str) -> Entry:
    return Entry(
        tenant=current_tenant().slug, kind=KIND, object_id=pk, title=title, text=words, url=url, level=LEVEL
    )


def _pks() -> Iterable[object]:
    return [
        *(pk for pk, page in PAGES.items() if is_there(page[0])),
        *(f"{one.board}-{one.period}" for one in published()),
    ]


register(Searchable(KIND, gettext_lazy("公益排名"), Edition._meta.label, _entries, _pks, "/rankings/"))
