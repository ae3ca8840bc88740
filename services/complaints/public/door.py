"""Complaining about somebody whose page one has just read: the person stands in the form already."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from services.cases.lines import COMPLAINED, line
from services.cases.public.applying import Offer, apply_online
from services.complaints.rules import PROCEDURE
from services.directory import figures
from services.directory.kinds import MEDIATES, OrganisationKind
from services.directory.models import Lawyer, Mediator, Organisation
from services.directory.queries import public_lawyers, public_mediators, public_organisations

_AID = (OrganisationKind.LEGAL_AID_CENTER, OrganisationKind.LEGAL_AID_STATION)
_LAWYERS = (OrganisationKind.LAW_FIRM, OrganisationKind.LEGAL_SERVICE_OFFICE)
_PUBLIC = {
    "lawyer": lambda: public_lawyers().select_related("firm"),
    "mediator": lambda: public_mediators().select_related("organisation"),
    "organisation": public_organisations,
}


@figures.register_complaints
def address(kind: str, pk: int) -> str:
    return reverse(f"complaints:{kind}", args=[pk]) if kind in _PUBLIC else ""


def complain(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    found = _PUBLIC[kind]().filter(pk=pk).first()
    if found is None:
        raise Http404
    back = reverse(f"directory:{kind}", args=[pk])
    offer = Offer(
        key=f"complaint-{line(kind, pk)}",
        title=_("投诉"),
        procedure=PROCEDURE,
        address=address(kind, pk),
        back=back,
        crumbs=[
            {"title": _("找人、找机构"), "url": reverse("directory:start")},
            {"title": found.name, "url": back},
        ],
        initial={
            "complaint_field": _field(found),
            "complaint_target": _called(found),
            "keep_identity_secret": "yes",
        },
        locked=("complaint_target",),
        noted={COMPLAINED: line(kind, pk)},
    )
    return apply_online(request, offer)


def _called(found: Lawyer | Mediator | Organisation) -> str:
    if isinstance(found, Organisation):
        return found.name
    belongs = found.firm if isinstance(found, Lawyer) else found.organisation
    return _("%(name)s（%(where)s）") % {"name": found.name, "where": belongs.name}


def _field(found: Lawyer | Mediator | Organisation) -> str:
    """What the complaint is most likely about; it can be changed in the form."""
    if isinstance(found, Lawyer):
        return "legal_aid" if found.aid_roster else "lawyer"
    if isinstance(found, Mediator) or found.kind in MEDIATES:
        return "mediation"
    if found.kind in _AID:
        return "legal_aid"
    return "lawyer" if found.kind in _LAWYERS else "other"
