"""Phone numbers: one stored form (E.164), one shown form, one masked form."""

import unicodedata

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

REGION = "CN"
_MOBILE = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}


def normalise(written: str) -> str:
    """`138 0000 0001`, `１３８…` or `+86 138…` → `+8613800000001`.

    Only mobile numbers of the mainland: a code sent abroad costs money, and premium numbers are a known fraud.
    """
    try:
        number = phonenumbers.parse(unicodedata.normalize("NFKC", written), REGION)
    except phonenumbers.NumberParseException:
        number = None
    if (
        number is None
        or not phonenumbers.is_valid_number_for_region(number, REGION)
        or phonenumbers.number_type(number) not in _MOBILE
    ):
        raise ValidationError(_("请填写11位手机号码，例如 138 0000 0001。"), code="invalid_phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def spaced(phone: str) -> str:
    """`138 0000 0001`, as people read it aloud."""
    digits = phone.removeprefix("+86")
    return f"{digits[:3]} {digits[3:7]} {digits[7:]}"


def masked(phone: str) -> str:
    digits = phone.removeprefix("+86")
    return f"{digits[:3]}****{digits[-4:]}"
