"""The roles of a tenant as data: what each is called and what it may do in the back office."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

COUNTY_ADMIN = "county_admin"
EDITOR = "editor"
REVIEWER = "reviewer"
CASE_OFFICER = "case_officer"
RECEPTIONIST = "receptionist"
MEDIATOR = "mediator"
LAWYER = "lawyer"
SUPERVISOR = "supervisor"


@dataclass(frozen=True)
class Role:
    """`page` and `media` are Wagtail's permission codenames on the tenant's own root page and collection.

    `models` are `app_label.codename` permissions; every one of them acts on scoped rows only.
    """

    key: str
    label: object
    page: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


_MEDIA_WRITE = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
_ACCESS = "wagtailadmin.access_admin"
_PAGES = "wagtailcore"
_REGISTERS = (
    "organisation", "organisationmember", "mediator", "lawyer", "expert", "informant", "room", "premisesitem",
    "training", "award", "maptile", "routingrule",
)  # fmt: skip
_DIRECTORY = tuple(
    f"directory.{verb}_{table}" for table in _REGISTERS for verb in ("add", "change", "delete", "view")
)
_DIRECTORY_READ = tuple(f"directory.view_{table}" for table in _REGISTERS)
# Who tells of quarrels is put at risk by being known: the window does not need their names.
_DIRECTORY_WINDOW = tuple(one for one in _DIRECTORY_READ if one != "directory.view_informant")
_PAPERS = ("papers.view_documenttemplate", "papers.change_documenttemplate", "papers.view_paper")
_CALENDAR = tuple(f"services_calendar.{verb}_calendarday" for verb in ("add", "change", "delete", "view"))
_NOTICES = ("notices.view_noticetext", "notices.change_noticetext")
_CASES = "cases.view_case"
# Who receives people sees their own appointments and arranges their own leave; the desk everybody's (booking/rules).
_RECEIVES = (
    "booking.view_appointment", "booking.change_appointment",
    *(f"booking.{verb}_hoursexception" for verb in ("add", "change", "delete", "view")),
)  # fmt: skip
_COUNTER = (
    *_RECEIVES, "booking.add_appointment", "booking.view_bookableservice", "booking.view_resource",
    "booking.view_openinghours",
)  # fmt: skip
_BOOKING = (
    *_RECEIVES,
    "booking.add_appointment",
    *(
        f"booking.{verb}_{table}"
        for table in ("bookableservice", "resource", "openinghours")
        for verb in ("add", "change", "delete", "view")
    ),
)
# Who sits in mediation rooms or helps people in sees them; which ones, and what of them, services/mediation/staff says.
_ROOMS = ("mediation.view_room",)
_PLANS_ROOMS = (*_ROOMS, "mediation.add_room")
# Legal aid: who reads which case went to whom, who writes down consultations, who confirms duty and hours.
_AID_READS = tuple(
    f"legal_aid.view_{table}"
    for table in ("assignment", "consultation", "hoursentry", "statement", "volunteer")
)
_AID_ASKED = ("legal_aid.view_consultation", "legal_aid.add_consultation")
_AID_OWN = (*_AID_ASKED, "legal_aid.add_hoursentry", "legal_aid.add_volunteer")
_AID_OFFICE = (
    *_AID_READS, "legal_aid.add_consultation", "legal_aid.add_statement", "legal_aid.change_hoursentry",
    "legal_aid.change_volunteer",
)  # fmt: skip
# What people said about the work: the window asks for it, the office reads it (services/voices/rules).
_VOICES_ASK = ("voices.change_survey",)
_VOICES = ("voices.view_survey", *_VOICES_ASK)
# Signs of invented cases are for those who look over the shoulders of all who work here.
_COMPLAINTS = ("complaints.view_complained",)
_SIGNS = ("anomalies.view_finding",)
# Numbers are the administrator's; what moves money are actions, which ask for two people (subsidies/rules).
_SUBSIDIES_READ = tuple(
    f"subsidies.view_{table}" for table in ("claim", "paymentlist", "rate", "schemerule", "budget", "payee")
)
_SUBSIDIES_WORK = (*_SUBSIDIES_READ, "subsidies.add_payee", "subsidies.change_payee")
_SUBSIDIES = (
    *_SUBSIDIES_WORK,
    *(
        f"subsidies.{verb}_{table}"
        for table in ("rate", "schemerule", "budget")
        for verb in ("add", "change", "delete")
    ),
)
# Editions of the ranking; their lines are shown to whom they are about by their own page (services/ranking/rules).
_RANKINGS = ("ranking.view_edition",)
# Dossier review: whoever reads or is read has the pages; which rows, services/reviews/admin/access says.
_REVIEWS = ("reviews.view_round",)
_REVIEWS_RUN = (*_REVIEWS, "reviews.add_round", "reviews.change_round", "reviews.change_reviewer")

ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role(
            COUNTY_ADMIN,
            _("县级管理员"),
            page=("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
            media=(
                *_MEDIA_WRITE,
                "wagtailimages.delete_image",
                "wagtaildocs.delete_document",
                "wagtailcore.add_collection",
                "wagtailcore.change_collection",
                "wagtailcore.delete_collection",
            ),
            models=(
                _ACCESS,
                *_COMPLAINTS,
                *_SIGNS,
                "tenants.add_user",
                "tenants.change_user",
                "tenants.delete_user",
                "tenants.view_user",
                "tenants.view_journalentry",
                "home.change_tenantsettings",
                "wagtailredirects.add_redirect",
                "wagtailredirects.change_redirect",
                "wagtailredirects.delete_redirect",
                *_SUBSIDIES,
                *_CALENDAR,
                *_DIRECTORY,
                *_PAPERS,
                *_NOTICES,
                *_BOOKING,
                *_PLANS_ROOMS,
                "mediation.change_mediationsettings",
                *_VOICES,
                "voices.change_voicesettings",
                "anomalies.change_signsettings",
                *_REVIEWS_RUN,
                "reviews.change_reviewsettings",
                *_AID_OFFICE,
                "legal_aid.change_aidsettings",
                *_RANKINGS,
                _CASES,
            ),
        ),
        Role(EDITOR, _("编辑"), page=("add_page", "change_page"), media=_MEDIA_WRITE, models=(_ACCESS,)),
        Role(
            REVIEWER,
            _("审核"),
            page=("change_page", "publish_page", "lock_page", "unlock_page"),
            media=_MEDIA_WRITE,
            models=(_ACCESS,),
        ),
        Role(
            CASE_OFFICER,
            _("案件经办人"),
            models=(
                _ACCESS,
                *_COMPLAINTS,
                _CASES,
                *_SUBSIDIES_WORK,
                *_DIRECTORY_READ,
                *_RECEIVES,
                *_PLANS_ROOMS,
                *_AID_OFFICE,
                *_VOICES,
                *_RANKINGS,
                *_REVIEWS_RUN,
            ),
        ),
        Role(
            RECEPTIONIST,
            _("窗口接待"),
            models=(_ACCESS, _CASES, *_DIRECTORY_WINDOW, *_COUNTER, *_ROOMS, *_AID_ASKED, *_VOICES_ASK),
        ),
        Role(MEDIATOR, _("调解员"), models=(_ACCESS, _CASES, *_RECEIVES, *_PLANS_ROOMS, *_REVIEWS)),
        Role(LAWYER, _("律师"), models=(_ACCESS, _CASES, *_RECEIVES, *_ROOMS, *_AID_OWN, *_REVIEWS)),
        Role(
            SUPERVISOR,
            _("督导"),
            models=(
                _ACCESS,
                *_COMPLAINTS,
                *_SIGNS,
                "tenants.view_journalentry",
                _CASES,
                *_SUBSIDIES_READ,
                *_DIRECTORY_READ,
                *_ROOMS,
                *_AID_READS,
                "voices.view_survey",
                *_RANKINGS,
                *_REVIEWS,
            ),
        ),
    )
}

CHOICES = [(role.key, role.label) for role in ROLES.values()]

# A second factor is never optional for these; a tenant may add others.
ALWAYS_SECOND_FACTOR = frozenset({COUNTY_ADMIN})
