"""The demo's pages. Policies come in through the importer, as a county's own would."""

import json
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from home.actions.import_policy import import_policy
from home.actions.load_demo_services import load_services
from home.demo import content
from home.importer import read, recognise
from home.models import (
    CaseStoryPage,
    CompilationEntry,
    CompilationPage,
    GuidePage,
    InterpretationPage,
    NewsPage,
    PolicyBasis,
    PolicyIndexPage,
    PolicyPage,
    PolicyRelation,
    SectionPage,
    StandardPage,
    Theme,
)
from tenants.models import Tenant, User

Kind = SectionPage.Kind
_RELATIONS = (
    ("amends", PolicyRelation.Kind.AMENDS),
    ("repeals", PolicyRelation.Kind.REPEALS),
    ("supersedes", PolicyRelation.Kind.REPLACES),
)


def load_pages(entry: dict[str, Any], tenant: Tenant, *, actor: User | None) -> None:
    root = tenant.root_page
    sections = {section.kind: section for section in SectionPage.objects.child_of(root)}
    policies = _load_policies(entry.get("policies", []), root, actor)
    for item in entry.get("interpretations", []):
        _add(
            sections[Kind.INTERPRETATIONS],
            InterpretationPage(
                **_common(item),
                date=item["date"],
                policy=policies[item["of"]],
                body=_body(content.article(item["text"])),
            ),
            item["date"],
        )
    for item in entry.get("news", []):
        _add(
            sections[Kind.NEWS],
            NewsPage(
                **_common(item),
                date=item["date"],
                kind=item.get("kind", "news"),
                source=item.get("source", ""),
                body=_body(content.article(item["text"])),
            ),
            item["date"],
        )
    for item in entry.get("guides", []):
        _add(sections[Kind.GUIDES], _guide(item), item.get("date"))
    for item in entry.get("cases", []):
        _add(
            sections[Kind.CASES],
            CaseStoryPage(
                **_common(item),
                date=item["date"],
                type=item.get("type", ""),
                body=_body(content.article(item["text"])),
            ),
            item["date"],
        )
    for item in entry.get("compilations", []):
        _add_compilation(sections[Kind.COMPILATIONS], item, policies)
    _fill_standing_pages(entry.get("pages", []), root)
    items = {} if tenant.is_umbrella else load_services(root)
    _fill_home(entry.get("home", {}), root, items)


def _common(item: dict[str, Any]) -> dict[str, Any]:
    return {"title": item["title"], "slug": item["slug"], "summary": item.get("summary", "")}


def _body(blocks: list[dict[str, Any]]) -> str:
    return json.dumps(blocks)


def _add(parent: Page, page: Page, day: date | None = None) -> None:
    parent.add_child(instance=page)
    page.save_revision().publish()
    _date_back(page, day)


def _date_back(page: Page, day: date | None) -> None:
    """A demo that was all published today would not look alive."""
    if day:
        then = timezone.make_aware(datetime.combine(day, time(9, 30)))
        Page.objects.filter(pk=page.pk).update(first_published_at=then, last_published_at=then)


def _load_policies(items: list[dict[str, Any]], root: Page, actor: User | None) -> dict[str, PolicyPage]:
    index = PolicyIndexPage.objects.child_of(root).get()
    policies: dict[str, PolicyPage] = {}
    for item in sorted(items, key=lambda item: str(item.get("issued_on", ""))):
        result = recognise(read(item["text"].encode(), f"{item['slug']}.txt"))
        row = import_policy(result.documents[0], index=index, file=item["slug"], publish=False, actor=actor)
        page = PolicyPage.objects.get(pk=row.page_id)
        _set_facts(page, item, policies)
        policies[item["slug"]] = page
        published = item.get("published_on") or item["issued_on"]
        revision = page.save_revision()
        _date_back(page, published)  # before publishing: the index number carries the year
        revision.refresh_from_db()
        revision.publish()
        _date_back(page, published)
    return policies


def _set_facts(page: PolicyPage, item: dict[str, Any], policies: dict[str, PolicyPage]) -> None:
    page.slug, page.title, page.summary = item["slug"], item["title"], item.get("summary", "")
    page.disclosure = item.get("disclosure", "active")
    page.effective_on, page.expires_on = item.get("effective_on"), item.get("expires_on")
    page.territory, page.is_trial = item.get("territory", ""), item.get("trial", False)
    if item.get("validity") == PolicyPage.Validity.EXPIRED:
        page.validity = PolicyPage.Validity.EXPIRED
    page.themes = [Theme.objects.get_or_create(name=name)[0] for name in item.get("themes", [])]
    page.bases = [
        PolicyBasis(title=content.named(basis["title"]), number=basis.get("number", ""), sort_order=order)
        for order, basis in enumerate(item.get("basis", []))
    ]
    page.relations = [
        PolicyRelation(kind=kind, target=policies[slug])
        for key, kind in _RELATIONS
        for slug in _slugs(item.get(key))
        if slug in policies
    ]


def _slugs(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def _guide(item: dict[str, Any]) -> GuidePage:
    facts = {name: item.get(name, "") for name in ("who", "where", "when", "phone", "fee", "time_limit")}
    return GuidePage(
        **_common(item),
        **facts,
        date=item.get("date") or timezone.localdate(),
        materials="\n".join(item.get("materials", [])),
        basis="\n".join(content.basis_line(basis) for basis in item.get("basis", [])),
        body=_body(content.guide(item)),
    )


def _add_compilation(section: SectionPage, item: dict[str, Any], policies: dict[str, PolicyPage]) -> None:
    page = CompilationPage(
        **_common(item),
        date=item["date"],
        years=item.get("years", ""),
        compiled_by=item.get("compiled_by", ""),
    )
    page.entries = [
        CompilationEntry(policy=policies[slug], sort_order=order)
        for order, slug in enumerate(item["entries"])
    ]
    _add(section, page, item["date"])


def _fill_standing_pages(items: list[dict[str, Any]], root: Page) -> None:
    for item in items:
        page = StandardPage.objects.child_of(root).get(slug=item["slug"])
        page.title, page.summary = item["title"], item.get("summary", "")
        page.body = _body(content.article(item["text"]))
        page.save_revision().publish()


def _fill_home(item: dict[str, Any], root: Page, items: dict[str, int]) -> None:
    home = root.specific
    home.greeting = item.get("greeting", "")
    home.example_questions = _body(
        [{"type": "question", "value": text} for text in item.get("example_questions", [])]
    )
    guides = dict(GuidePage.objects.descendant_of(root).values_list("slug", "pk")) | items
    home.services = _body([_tile(tile, guides) for tile in item.get("services", [])])
    home.save_revision().publish()


def _tile(tile: dict[str, str], guides: dict[str, int]) -> dict[str, Any]:
    shown = {"title": tile["title"][:20], "text": tile.get("text", "")[:60], "icon": tile["icon"]}
    return {"type": "service", "value": shown | {"page": guides[tile["guide"]]}}
