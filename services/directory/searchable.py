"""What of the public directory can be found: an organisation, a mediator, a lawyer, each in one piece."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from search.registry import Searchable, register
from search.types import Entry
from services.directory import cards, queries
from services.directory.matters import taxonomy
from services.directory.models import Lawyer, Mediator, Organisation
from tenants.models import Division
from tenants.scope import current_tenant

# People and places are found by their names; a text that answers a question stands before them.
LEVEL = 0.9


def _organisation(row: Organisation) -> tuple[str, list[str]]:
    told = [
        _place(row.division), row.host, row.address, *_matters(row.matters), row.introduction, row.duties,
        row.phone,
    ]  # fmt: skip
    return row.get_kind_display(), told


def _mediator(row: Mediator) -> tuple[str, list[str]]:
    told = [
        row.organisation.name,
        _place(row.organisation.division),
        *_matters(row.matters or row.organisation.matters),
        *map(str, cards.language_names(row.languages)),
        row.introduction,
    ]
    return str(_("人民调解员")), told


def _lawyer(row: Lawyer) -> tuple[str, list[str]]:
    villages = [_place(village) for village in row.counsel_of.all()]
    told = [
        row.get_kind_display(),
        str(_("法律援助律师")) if row.aid_roster else "",
        row.firm.name,
        _place(row.firm.division),
        *(f"{village}{_('法律顾问')}" for village in villages),
        *_matters(row.matters),
        *map(str, cards.language_names(row.languages)),
        row.introduction,
    ]
    return str(_("律师")), told


def _place(division: Division) -> str:
    """With what is around it up to the county: somebody asks for the township and means its villages, too."""
    names, county = [division.name], current_tenant().division_id
    while division.parent_id and county not in (division.pk, division.parent_id):
        division = division.parent
        names.append(division.name)
    return "".join(reversed(names))


def _matters(codes: Iterable[str]) -> list[str]:
    """Each field with what it is called in everyday life, and with what it is a part of."""
    found = dict.fromkeys(matter for code in codes for matter in taxonomy().line(code))
    return ["、".join((matter.name, *matter.aliases)) for matter in found]


def _entries(
    kind: str, rows: Callable[[Iterable[int]], Iterable[Any]], told: Callable[[Any], tuple]
) -> Callable:
    def entries(pk: str) -> list[Entry]:
        row = next(iter(rows([int(pk)])), None)
        if row is None:
            return []
        with translation.override(settings.LANGUAGE_CODE):
            heading, words = told(row)
            text = "\n".join(word for word in (heading, *words) if word)
        return [
            Entry(
                tenant=current_tenant().slug, kind=kind, object_id=pk, title=row.name, heading="",
                text=text, url=reverse(f"directory:{kind}", args=[row.pk]), level=LEVEL,
            )
        ]  # fmt: skip

    return entries


def _pks(rows: Callable[[], Any]) -> Callable[[], Iterable[object]]:
    return lambda: rows().order_by("pk").values_list("pk", flat=True)


for _kind, _label, _model, _rows, _every, _told in (
    (
        "organisation",
        _("机构"),
        Organisation,
        cards.organisations,
        queries.public_organisations,
        _organisation,
    ),
    ("mediator", _("调解员"), Mediator, cards.mediators, queries.public_mediators, _mediator),
    ("lawyer", _("律师"), Lawyer, cards.lawyers_with_villages, queries.public_lawyers, _lawyer),
):
    register(
        Searchable(
            _kind,
            _label,
            _model._meta.label,
            _entries(_kind, _rows, _told),
            _pks(_every),
            f"/directory/{_kind}s/",
        )
    )
