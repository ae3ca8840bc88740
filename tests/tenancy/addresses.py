"""Every address of the project, written out with the ids of a county."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.tenancy.world import World


@dataclass(frozen=True)
class Route:
    """`name` with its namespaces, or the pattern itself where the view has no name."""

    pattern: str
    name: str | None
    parameters: tuple[str, ...]


def routes(patterns: list | None = None, prefix: str = "", names: tuple[str, ...] = ()) -> Iterator[Route]:
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        whole = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*names, entry.namespace) if entry.namespace else names
            yield from routes(entry.url_patterns, whole, inner)
        elif isinstance(entry, URLPattern):
            groups = entry.pattern.regex.groupindex or entry.pattern.converters
            name = ":".join((*names, entry.name)) if entry.name else None
            yield Route(whole, name, tuple(groups))


# What stands in every address for one kind of thing.
_PARTS = {
    "page_id": ("policy", "draft", "locked", "waiting"),
    "page_pk": ("root",),
    "parent_page_id": ("root", "index", "news"),
    "page_to_move_id": ("policy",),
    "destination_id": ("index",),
    "revision_id": ("revision",),
    "revision_id_a": ("first_revision",),
    "revision_id_b": ("revision",),
    "image_id": ("image",),
    "document_id": ("document",),
    "doc_id": ("document",),
    "uploaded_file_id": ("upload",),
    "collection_id": ("collection",),
    "redirect_id": ("redirect",),
    "workflow_pk": ("workflow",),
    "workflow_state_id": ("workflow_state",),
    "task_id": ("task",),
    "task_state_id": ("task_state",),
    "session_id": ("session",),
    "page_view_restriction_id": ("restriction",),
    "restriction_id": ("collection_restriction",),
    "slug": ("policy_slug", "section_slug"),
    "evidence_id": ("evidence",),
    "paper_id": ("case_paper",),
    "dossier_id": ("dossier",),
    "grant": ("case_grant",),
    "code": ("paper_code",),
    "evidence": ("evidence",),
    "number": ("case_number",),
    "offer": ("follow_up_offer",),
    "row": ("case_paper",),
    "shift_id": ("shift",),
    "objection_id": ("ranking_objection",),
    "badge": ("badge",),
    "place": ("place",),
    "service": ("bookable_code",),
    "held": ("held_time",),
    "waiting": ("waiting_place",),
    "secret": ("feed_secret",),
    "room": ("mediation_room",),
    "voice_token": ("voice_token",),
}

# Words that do not depend on the county.
_WORDS = {
    "action_name": ("approve", "reject", "publish"),
    "filter_spec": ("max-165x165",),
    "uidb64": ("MQ",),
    "token": ("set-password",),
    "uidb36": ("1",),
    "key": ("abc",),
    "provider": ("none",),
    "transition": ("start_review", "accept"),
    "deed": ("message", "take-back"),
    "seat": ("party-1",),
    "paper_kind": ("mediation_agreement", "acceptance_register"),
    "ending": ("pdf", "docx"),
    "notice_kind": ("notices.neutral", "nothing"),
    "procedure": ("PM_GENERAL",),
    "section": ("basics", "clocks", "states"),
    "entry": ("-", "overall"),
    "register": ("organisations", "mediators", "awards"),
    "board": ("lawyers", "committees"),
    "period": ("2026H1",),
}

_PAGE_TYPES = ("policypage", "newspage", "interpretationpage", "sectionpage", "compilationpage")

# What means something else below some names.
_ELSEWHERE: dict[str, dict[str, tuple[str, ...]]] = {
    "mediation:": {"code": ("mediation_code",), "number": ("1",), "form": ("png",)},
}

# Several words of one address that only make sense together.
_TOGETHER: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {
    ("content_type_app_name", "content_type_model_name"): tuple(("home", kind) for kind in _PAGE_TYPES),
    ("app_label", "model_name", "action"): (
        *(("wagtailcore", "page", action) for action in ("delete", "move", "publish", "unpublish")),
        *(("wagtailimages", "image", action) for action in ("delete", "add_tags", "add_to_collection")),
        *(("wagtaildocs", "document", action) for action in ("delete", "add_tags", "add_to_collection")),
        *(("tenants", "user", action) for action in ("delete", "assign_role", "set_active_state")),
    ),
    ("app_label", "model_name", "object_id"): (
        ("home", "policypage", "policy"), ("wagtailimages", "image", "image"), ("tenants", "user", "user"),
    ),
    ("app_label", "model_name"): (
        *(("home", kind) for kind in _PAGE_TYPES), ("wagtailcore", "groupapprovaltask"),
    ),
    ("app_name", "model_name"): (
        ("home", "tenantsettings"), ("mediation", "mediationsettings"), ("voices", "voicesettings"), ("anomalies", "signsettings"), ("legal_aid", "aidsettings"), ("taggit", "tag"),
    ),
}  # fmt: skip

# What `pk` means under a namespace.
_KEYS = {
    "wagtailadmin_pages": "policy",
    "wagtailadmin_collections": "collection",
    "wagtailadmin_workflows": "workflow",
    "wagtailsettings": "site",
    "wagtailsites": "site",
    "wagtailusers_users": "user",
    "wagtailusers_groups": "group",
    "wagtailimages_chooser": "image",
    "wagtaildocs_chooser": "document",
    "wagtailadmin_api:pages": "policy",
    "wagtailadmin_api:images": "image",
    "wagtailadmin_api:documents": "document",
    "mfa_": "user",
    "journal_modeladmin": "journal",
    "issued-papers_modeladmin": "paper",
    "organisations_modeladmin": "organisation",
    "organisation-members_modeladmin": "organisation_member",
    "routing-rules_modeladmin": "routing_rule",
    "mediators_modeladmin": "mediator",
    "lawyers_modeladmin": "lawyer",
    "experts_modeladmin": "expert",
    "informants_modeladmin": "informant",
    "rooms_modeladmin": "room",
    "premises_modeladmin": "premises_item",
    "trainings_modeladmin": "training",
    "awards_modeladmin": "award",
    "map-tiles_modeladmin": "map_tile",
    "bookable-services_modeladmin": "bookable_service",
    "booking-resources_modeladmin": "resource",
    "hours-exceptions_modeladmin": "hours_exception",
    "booking_": "appointment",
    "rosters_": "roster",
    "booking:": "appointment",
    "booking:duty_roster": "roster",
    "booking_feed_": "feed",
    "booking_hours_office": "organisation",
    "booking_hours_person": "resource",
    "working-days_modeladmin": "calendar_day",
    "notices_open": "notice",
    "notices_again": "delivery",
    "inbox:": "notice",
    "cases_": "case",
    "voices_": "survey",
    "voices_open": "case",
    "ranking_": "edition",
    "designer_": "procedure_draft",
    "designer_version": "procedure_version",
    "mediation_": "mediation_room",
    "mediation_recording": "recording",
    "mediation:": "shared_file",
    "mediation:recording": "recording",
    "legal_aid_": "case",
    "legal_aid_consultation": "consultation",
    "legal_aid_duty": "roster",
    "legal_aid_hours": "hours_entry",
    "legal_aid_volunteer": "volunteer",
    "subsidies_": "subsidy_claim",
    "subsidies_step": "case",
    "subsidies_list": "subsidy_list",
    "subsidy-rates_modeladmin": "subsidy_rate",
    "subsidy-rules_modeladmin": "subsidy_rule",
    "subsidy-budgets_modeladmin": "subsidy_budget",
    "subsidy-payees_modeladmin": "subsidy_payee",
    "count_view": "policy",
    "directory:organisation": "organisation",
    "directory:mediator": "mediator",
    "directory:lawyer": "lawyer",
    "citizen:": "case",
    "citizen:take": "party",
    "complaints_": "case",
    "anomalies_finding": "finding",
    "anomalies_round": "call_round",
    "reviews_": "review_round",
    "reviews_reading": "review_reading",
    "reviews_decline": "review_reading",
    "reviews_result": "review_sampled",
    "reviews:": "review_round",
    "complaints:lawyer": "lawyer",
    "complaints:mediator": "mediator",
    "complaints:organisation": "organisation",
}
_TASKS = ("edit_task", "enable_task", "disable_task")


def _key(name: str) -> str | None:
    if name.endswith(_TASKS):
        return "task"
    fits = [start for start in _KEYS if name.startswith(start)]
    return _KEYS[max(fits, key=len)] if fits else None


def _choices(route: Route, world: World) -> list[list[tuple[tuple[str, Any], ...]]]:
    """For every parameter (or several that go together) what may be filled in; KeyError when nobody knows."""
    ids, left, choices = world.ids, list(route.parameters), []
    for names, words in _TOGETHER.items():
        if set(names) <= set(left):
            left = [name for name in left if name not in names]
            choices.append([tuple((n, ids.get(w, w) if n == "object_id" else w) for n, w in zip(names, row, strict=False)) for row in words])
    elsewhere = next((own for start, own in _ELSEWHERE.items() if (route.name or "").startswith(start)), {})
    for name in left:
        if name in elsewhere:
            choices.append([((name, ids.get(word, word)),) for word in elsewhere[name]])
        elif name in ("pk", "instance_pk"):
            choices.append([((name, ids[_key(route.name or "")]),)])
        elif name in _WORDS:
            choices.append([((name, word),) for word in _WORDS[name]])
        else:
            choices.append([((name, ids[kind]),) for kind in _PARTS[name]])
    return choices


class UnknownAddressError(Exception):
    pass


def written_out(route: Route, world: World) -> Iterator[str]:
    if not route.parameters:
        yield _plain(route)
        return
    try:
        choices = _choices(route, world)
    except KeyError as error:
        raise UnknownAddressError(f"nobody knows what to write for {error} in {route.name} ({route.pattern})") from error
    for combination in product(*choices):
        yield reverse(route.name, kwargs=dict(pair for chosen in combination for pair in chosen))


def _plain(route: Route) -> str:
    try:
        return reverse(route.name) if route.name else f"/{route.pattern}"
    except NoReverseMatch:
        return f"/{route.pattern}"


def with_query(address: str, **query: Any) -> str:
    return f"{address}?{urlencode(query, doseq=True)}"
