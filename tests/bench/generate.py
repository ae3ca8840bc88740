"""A city of many counties for measuring: sites as they are opened in earnest, policies written straight into tables.

`python -m tests.bench.generate --counties 200 --policies 20000` fills the portal that the environment names.
"""

import argparse
import json
from datetime import datetime, time
from typing import Any

import django
from django.db import connection, models, transaction
from django.db.models.sql import InsertQuery
from django.utils import timezone
from tqdm import tqdm

from tests.bench.texts import Policy, county_name, policies

django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from wagtail.models import Locale, Page  # noqa: E402

from home.actions.open_site import open_site  # noqa: E402
from home.models import PolicyIndexPage, PolicyIssuer, PolicyPage  # noqa: E402
from tenants.models import Tenant  # noqa: E402

# SQLite takes 32 766 values in one statement.
_AT_ONCE = 400


def generate(counties: int, total: int) -> None:
    umbrella = open_site("bench-city", name="量衡市", division_code="970100", kind=Tenant.Kind.UMBRELLA)
    each, more = divmod(total, counties)
    for place in tqdm(range(counties), unit="county"):
        with transaction.atomic():
            name = county_name(place)
            code = f"97{1 + place // 90:02d}{1 + place % 90:02d}"
            tenant = open_site(f"c{place:03d}", name=name, division_code=code, parent=umbrella)
            index = PolicyIndexPage.objects.child_of(tenant.root_page).get()
            _write(index, list(policies(name, each + (place < more), seed=place)))


def _write(index: PolicyIndexPage, texts: list[Policy]) -> None:
    """Page rows, their policy rows and their issuers; what publishing does besides is done by the rebuilt index."""
    shared = {
        "content_type": ContentType.objects.get_for_model(PolicyPage),
        "locale": Locale.get_default(),
        "owner": None,
    }
    pages = Page.objects.bulk_create(
        [_page(index, place, text, shared) for place, text in enumerate(texts, 1)], _AT_ONCE
    )
    _insert([_policy(page, text) for page, text in zip(pages, texts, strict=True)])
    PolicyIssuer.objects.bulk_create(
        [
            PolicyIssuer(page_id=page.pk, name=name, sort_order=order)
            for page, text in zip(pages, texts, strict=True)
            for order, name in enumerate(text.issuers)
        ],
        _AT_ONCE,
    )
    Page.objects.filter(pk=index.pk).update(numchild=len(texts))


def _page(index: PolicyIndexPage, place: int, text: Policy, shared: dict[str, Any]) -> Page:
    published = timezone.make_aware(datetime.combine(text.issued_on, time(9)))
    return Page(
        path=Page._get_path(index.path, index.depth + 1, place), depth=index.depth + 1, numchild=0,
        title=text.title, draft_title=text.title, slug=f"p{place}", url_path=f"{index.url_path}p{place}/",
        live=True, has_unpublished_changes=False, first_published_at=published, last_published_at=published, **shared,
    )  # fmt: skip


def _policy(page: Page, text: Policy) -> PolicyPage:
    made = PolicyPage(
        page_ptr_id=page.pk, summary=text.summary, document_number=text.number, issued_on=text.issued_on,
        disclosure="active", validity=text.validity, index_number=f"{page.pk:09d}/{text.issued_on.year}-00001",
    )  # fmt: skip
    made.body = json.dumps(text.body, ensure_ascii=False)
    return made


def _insert(rows: list[models.Model]) -> None:
    """Rows of a table that inherits: bulk_create refuses them since it would have to write the parent, too."""
    fields = type(rows[0])._meta.local_concrete_fields
    for start in range(0, len(rows), _AT_ONCE):
        query = InsertQuery(type(rows[0]))
        query.insert_values(fields, rows[start : start + _AT_ONCE])
        query.get_compiler(connection=connection).execute_sql()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--counties", type=int, required=True)
    parser.add_argument("--policies", type=int, required=True)
    asked = parser.parse_args()
    generate(asked.counties, asked.policies)
