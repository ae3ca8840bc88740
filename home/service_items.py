"""A service item with what the procedure in force says where the editor left a field blank."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from home.models import ServiceItemPage
from services.booking.queries import offered
from services.cases.guide import Guide, guide
from services.directory.models import Organisation
from tenants.scope import current_tenant


def guide_of(page: ServiceItemPage) -> Guide | None:
    """None where the procedure or the form is no longer there: the page then stands without them."""
    try:
        return guide(current_tenant(), page.procedure, page.form)
    except KeyError:
        return None


def shown(page: ServiceItemPage) -> dict[str, object]:
    found = guide_of(page)
    texts = found.texts if found else {}
    office = found.office if found else None
    return {
        "guide": found,
        "who": page.lines("who") or list(texts.get("applicants", ())),
        "eligible": list(texts.get("eligible", ())),
        "principles": list(texts.get("principles", ())),
        "excluded": list(texts.get("excluded", ())),
        "materials": page.lines("materials") or list(found.materials if found else ()),
        "outcomes": page.lines("outcomes") or list(texts.get("outcomes", ())),
        "notes": list(texts.get("notes", ())),
        "fee": page.fee or (found.fee if found else "") or _("不收费"),
        "office": office,
        "phone": page.phone or (office.phone if office else ""),
        "may_apply": page.online and found is not None,
        "book_url": book_url(page.procedure, office),
    }


def book_url(procedure: str, office: Organisation | None) -> str:
    """Where a time can be booked for it: what opens this very procedure, else what its office offers; or nothing."""
    wanted = Q(procedure=procedure)
    if office:
        wanted |= Q(organisation=office)
    found = list(offered().filter(wanted))
    own = [one for one in found if one.procedure == procedure] or found
    if len(own) == 1:
        return reverse("booking:pick", args=[own[0].code])
    return reverse("booking:index", query={"organisation": own[0].organisation_id}) if own else ""


def told(page: ServiceItemPage) -> list[str]:
    """For the search index: what a reader of the page finds on it besides the editor's own words."""
    found = guide_of(page)
    if found is None:
        return []
    return [found.procedure.name, *(line for lines in found.texts.values() for line in lines)]
