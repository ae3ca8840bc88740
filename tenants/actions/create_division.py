from django.db import transaction
from django.utils.translation import gettext as _

from tenants.actions.errors import TenantError
from tenants.models import Division

# Every second or third pair of digits names one level further down.
_LEVELS = ((6, Division.Level.COUNTY), (9, Division.Level.TOWNSHIP), (12, Division.Level.VILLAGE))


def level_of(code: str) -> str:
    """990000 is a province, 990100 a city, 990121 a county; longer codes lie below the county."""
    if len(code) == 6:
        if code.endswith("0000"):
            return Division.Level.PROVINCE
        return Division.Level.CITY if code.endswith("00") else Division.Level.COUNTY
    found = dict(_LEVELS).get(len(code))
    if found is None:
        raise TenantError(_("区划代码应为6、9或12位数字：%(code)s") % {"code": code})
    return found


def parent_code(code: str) -> str | None:
    match level_of(code):
        case Division.Level.PROVINCE:
            return None
        case Division.Level.CITY:
            return code[:2] + "0000"
        case Division.Level.COUNTY:
            return code[:4] + "00"
        case Division.Level.TOWNSHIP:
            return code[:6]
    return code[:9]


@transaction.atomic
def create_division(code: str, name: str) -> Division:
    """Finds or makes the division; ancestors that are not known yet are made with their code as name."""
    above = parent_code(code)
    parent = (Division.objects.filter(code=above).first() or create_division(above, above)) if above else None
    division, created = Division.objects.get_or_create(
        code=code, defaults={"name": name, "level": level_of(code), "parent": parent}
    )
    if not created and name != code and division.name == code:
        division.name = name
        division.save(update_fields=["name"])
    return division
