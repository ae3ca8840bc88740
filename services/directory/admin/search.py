"""Codes are searched for by what they are called: as filters, lists of codes would fill a telephone's screen."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail_modeladmin.helpers import DjangoORMSearchHandler

from services.directory.codes import LANGUAGES, wrapped
from services.directory.kinds import OrganisationKind
from services.directory.matters import taxonomy


class _NamedSearch(DjangoORMSearchHandler):
    def named(self, words: str) -> Q | None:
        raise NotImplementedError

    def search_queryset(self, queryset: QuerySet, search_term: str, **kwargs: Any) -> QuerySet:
        found = super().search_queryset(queryset, search_term, **kwargs)
        named = self.named(search_term.strip()) if search_term.strip() else None
        return found | queryset.filter(named) if named is not None else found


class OrganisationSearch(_NamedSearch):
    def named(self, words: str) -> Q | None:
        kinds = [kind for kind, name in OrganisationKind.choices if words in str(name)]
        return Q(kind__in=kinds) if kinds else None


class PersonSearch(_NamedSearch):
    """Of mediators and lawyers: by field and by language."""

    def named(self, words: str) -> Q | None:
        fields = [code for code, matter in taxonomy().matters.items() if words in matter.name]
        spoken = [code for code, name in LANGUAGES.items() if words in str(name)]
        return _any("matters", fields, _any("languages", spoken))


def _any(column: str, codes: Iterable[str], found: Q | None = None) -> Q | None:
    for code in codes:
        one = Q(**{f"{column}__contains": wrapped(code)})
        found = one if found is None else found | one
    return found
