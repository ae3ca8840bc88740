"""A service item with what the procedure in force says where the editor left a field blank."""

from django.utils.translation import gettext as _

from home.models import ServiceItemPage
from services.cases.guide import Guide, guide
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
    }


def told(page: ServiceItemPage) -> list[str]:
    """For the search index: what a reader of the page finds on it besides the editor's own words."""
    found = guide_of(page)
    if found is None:
        return []
    return [found.procedure.name, *(line for lines in found.texts.values() for line in lines)]
