"""Who stands in an application form: the parties of the case it opens."""

import re
from collections.abc import Mapping
from typing import Any

from services.cases.actions.open_case import PartyData
from services.cases.models import Party
from services.cases.wording import on_record
from services.forms.values.people import names
from tenants.models import User

# Where the forms keep the name of whoever the matter is about; the first that is filled counts.
OWN_NAMES = ("applicant_name", "visitor_name", "complainant_name", "person_name")
CONTACT = frozenset(
    {"applicant_kind", "applicant_id_no", "applicant_phone", "applicant_address", "safe_to_call", "contact_care",
     "helper_name", "helper_phone", "helper_relation", "helper_consent", "filled_by",
     "respondent_kind", "respondent_phone", "respondent_address"}
)  # fmt: skip
# Elsewhere the opponent must not learn that somebody asked for help against them.
TWO_SIDED = ("mediation", "confirmation")
_MOBILE = re.compile(r"^\+861[3-9]\d{9}$")


def parties(values: Mapping[str, Any], user: User | None, *, family: str) -> list[PartyData]:
    """The applicant first, then whoever fills in for them, then the other side where the procedure has two."""
    by_other = values.get("filled_by") in ("agent", "helper")
    own = PartyData(
        name=own_name(values) or on_record("匿名"),
        is_organisation=values.get("applicant_kind") == "organisation",
        identity_number=values.get("applicant_id_no", ""),
        phone=values.get("applicant_phone", ""),
        address=_address(values.get("applicant_address")),
        careful=values.get("contact_care", "") if values.get("safe_to_call") == "no" else "",
        reach=Party.Reach.NEUTRAL if values.get("safe_to_call") == "neutral" else Party.Reach.USUAL,
        user=None if by_other else user,
    )
    return [
        own,
        *([_helper(values, user)] if by_other else []),
        *(_others(values) if family in TWO_SIDED else []),
    ]


def own_name(values: Mapping[str, Any]) -> str:
    return next((str(values[code]) for code in OWN_NAMES if values.get(code)), "")


def safe_mobile(values: Mapping[str, Any]) -> str:
    """The number a text message may go to: the applicant's, unless they asked for care, else the helper's."""
    safe = values.get("applicant_phone", "") if values.get("safe_to_call") != "no" else ""
    return next((one for one in (safe, values.get("helper_phone", "")) if _MOBILE.match(one)), "")


def _helper(values: Mapping[str, Any], user: User | None) -> PartyData:
    agent = values["filled_by"] == "agent"
    words = {"relation": values.get("helper_relation", "")}
    consent = (
        on_record("代理人，与申请人的关系：%(relation)s")
        if agent
        else on_record("申请人同意由其代办，与申请人的关系：%(relation)s")
    )
    return PartyData(
        name=values["helper_name"],
        role=Party.Role.AGENT if agent else Party.Role.HELPER,
        phone=values.get("helper_phone", ""),
        consent=consent % words,
        user=user,
        acts_for=0,
    )


def _others(values: Mapping[str, Any]) -> list[PartyData]:
    """One party for each name; a phone and an address can only be of a single one."""
    found = (
        [str(one).strip() for one in names(values.get("respondent_name", ""))]
        if values.get("respondent_name")
        else []
    )
    alone = len(found) == 1
    return [
        PartyData(
            name=name,
            side=Party.Side.RESPONDENT,
            is_organisation=values.get("respondent_kind") == "organisation",
            phone=values.get("respondent_phone", "") if alone else "",
            address=_address(values.get("respondent_address")) if alone else "",
        )
        for name in found
    ]


def _address(place: Any) -> str:
    return str(place.get("address", "")) if isinstance(place, Mapping) else str(place or "")
