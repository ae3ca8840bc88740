"""What a browser would send: forms filled in by hand, for the choices that a test wants to make."""

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.tenancy.world import World

Blocks = list[tuple[str, Any]]


def empty_formsets(*names: str) -> dict[str, Any]:
    return {name: inline_formset([]) for name in names}


def policy(world: World, *, body: Blocks = (), relations: list[dict] = (), **fields: Any) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": "新办法", "slug": "new-policy", "summary": "", "disclosure": "active", "validity": "valid",
            "comment_notifications": "on",
            "body": streamfield(list(body)),
            "relations": inline_formset(list(relations)),
            **empty_formsets("issuers", "bases", "comments"),
            **fields,
        }
    )  # fmt: skip


def interpretation(world: World, **fields: Any) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": "新解读", "slug": "new-told", "summary": "", "date": "2026-01-05", "body": streamfield([]),
            **empty_formsets("comments"), **fields,
        }
    )  # fmt: skip


def compilation(world: World, *, entries: list[dict]) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": "新汇编", "slug": "new-volume", "summary": "", "date": "2026-01-05",
            "entries": inline_formset(entries), **empty_formsets("comments"),
        }
    )  # fmt: skip


def front(world: World, *, services: Blocks) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": world.tenant.name, "slug": world.tenant.slug, "summary": "", "greeting": "您好",
            "example_questions": streamfield([]), "services": streamfield(services), **empty_formsets("comments"),
        }
    )  # fmt: skip


def linked(kind: str, key: int) -> str:
    """Rich text as the editor sends it, with one entity in it."""
    tag = f'<embed embedtype="image" id="{key}" format="left" alt="x"/>' if kind == "image" else (
        f'<p>见<a linktype="{kind}" id="{key}">此处</a></p>'
    )
    return rich_text(tag)
