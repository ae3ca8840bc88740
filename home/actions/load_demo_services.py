"""The demo's service items: the same in every county, each under the procedure in force there."""

import tomllib

from wagtail.models import Page

from home.demo import content
from home.models import ServiceIndexPage, ServiceItemPage

FILE = content.FOLDER / "shared" / "services.toml"


def load_services(root: Page) -> dict[str, int]:
    """By the slug of the guide that a home page names: the item its tile leads to."""
    declared = tomllib.loads(FILE.read_text("utf-8"))
    index = ServiceIndexPage.objects.child_of(root).get()
    made = {item["slug"]: _item(index, item) for item in declared["items"]}
    return {guide: made[slug] for guide, slug in declared["tiles"].items()}


def _item(index: ServiceIndexPage, item: dict[str, str]) -> int:
    page = ServiceItemPage(**item)
    index.add_child(instance=page)
    page.save_revision().publish()
    return page.pk
