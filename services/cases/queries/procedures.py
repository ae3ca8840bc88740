"""Which procedures hold in the county today, and the declared procedure of a version."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from django.utils import timezone

from services.cases.models import Enactment, ProcedureVersion
from services.procedures import library, load
from services.procedures.spec import Procedure
from services.procedures.variants import for_territory, varied
from tenants.models import Tenant


@lru_cache(maxsize=512)
def _restored(digest: str, text: str) -> Procedure:
    return load.restored(text)


# Some dozen procedures, each in a few versions.
_read: dict[str, Procedure] = {}


def declared(version: ProcedureVersion) -> Procedure:
    return _restored(version.digest, version.text)


def by_digest(digests: Iterable[str]) -> dict[str, Procedure]:
    """Several at once. A digest stands for its text: what this process has read before is not read again."""
    wanted = set(digests)
    unread = wanted - _read.keys()
    for version in ProcedureVersion.objects.filter(digest__in=unread) if unread else ():
        _read[version.digest] = declared(version)
    return {digest: _read[digest] for digest in wanted}


@lru_cache(maxsize=512)
def shipped(code: str, division: str) -> Procedure:
    """As shipped, with the variant of the narrowest territory that the county lies in. KeyError for an unknown code."""
    procedure = library.shipped()[code]
    variants = for_territory(procedure, division)
    return varied(procedure, variants[0].code) if variants else procedure


def enactments(on: date | None = None) -> dict[str, Enactment]:
    """What the county has put in force itself, by procedure; a row without a version went back to the shipped one."""
    rows = Enactment.objects.filter(since__lte=on or timezone.localdate()).select_related("version")
    return {row.code: row for row in rows.order_by("since", "pk")}


def in_force(tenant: Tenant, code: str, on: date | None = None) -> Procedure:
    """KeyError when neither the county nor the product knows the code."""
    enacted = enactments(on).get(code)
    if enacted is not None and enacted.version is not None:
        return declared(enacted.version)
    return shipped(code, tenant.division.code)


def all_in_force(tenant: Tenant, on: date | None = None) -> Mapping[str, Procedure]:
    """Every procedure that a case can be opened under today, by code."""
    own = {code: row.version for code, row in enactments(on).items() if row.version is not None}
    codes = sorted({*library.shipped(), *own})
    return {
        code: declared(own[code]) if code in own else shipped(code, tenant.division.code) for code in codes
    }
