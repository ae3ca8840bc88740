"""Numbers and codes by which a matter is found from outside."""

import re
import unicodedata

from django.utils.crypto import constant_time_compare

from services.cases.models import Case
from tenants.codes import hashed
from tenants.models import Tenant

# The word for the family of a procedure in the number of the case (案号).
SERIES = {
    "mediation": "民调",
    "confirmation": "确",
    "legal_aid": "法援",
    "petition": "访",
    "supervision": "督",
}
OTHER = "法服"


def series(family: str) -> str:
    return SERIES.get(family, OTHER)


def number(tenant: Tenant, family: str, year: int, last: int) -> str:
    """The official form: （2026）云溪民调第12号."""
    place = re.sub(r"(自治县|自治州|县|市|区|旗)$", "", tenant.division.name) or tenant.division.name
    return f"（{year}）{place}{series(family)}第{last}号"


def tidy_number(said: str) -> str:
    """Brackets of any kind and blanks are forgiven."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", said))
    return re.sub(r"[(\[〔【](\d{4})[)\]〕】]", r"（\1）", plain)


def edges(said: str) -> tuple[str, str]:
    """How a case number with these two figures begins and ends, however it is typed."""
    figures = re.findall(r"\d+", unicodedata.normalize("NFKC", said))
    year, last = (figures[0], figures[-1].lstrip("0")) if len(figures) > 1 else ("", "")
    return f"（{year}）", f"第{last}号"


def opens(case: Case, code: str) -> bool:
    return constant_time_compare(case.lookup_hash, hashed(case.number, code))
