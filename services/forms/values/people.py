"""Persons, organisations, places, and the numbers that belong to them."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import phonenumbers
from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidLength, ValidationError

from services.declarations.sentences import _
from services.forms.spec import Field
from services.forms.values.refusal import NotAccepted
from services.forms.values.text import narrow, plain

LONGEST_NAME = 100
LONGEST_PLACE = 300


def identity_number(field: Field, value: Any) -> str:
    """Eighteen characters with their check digit; the sentence says which part is wrong."""
    return credit_code(value) if field.kind == "organisation" else resident_number(value)


def resident_number(value: Any) -> str:
    """Length, check digit and a day of birth.

    The first six digits are where somebody was registered when the number was given out, long after birth for the
    older ones: `ric.validate`, which looks for the district in the year of birth, refuses true numbers.
    """
    said = re.sub(r"[\s-]", "", narrow(value)).upper()
    if len(said) != 18:
        raise NotAccepted(_("身份证号应为18位，现有%(count)s位"), count=len(said))
    if not re.fullmatch(r"\d{17}[\dX]", said, re.ASCII) or said[-1] != ric.calc_check_digit(said):
        raise NotAccepted(_("身份证号码不对，请对照身份证一位一位核对"))
    try:
        ric.get_birth_date(said)
    except ValidationError:
        raise NotAccepted(_("身份证号里的出生日期不对，请核对")) from None
    return said


def credit_code(value: Any) -> str:
    said = re.sub(r"[\s-]", "", narrow(value)).upper()
    try:
        return str(uscc.validate(said))
    except InvalidLength:
        raise NotAccepted(_("统一社会信用代码应为18位，现有%(count)s位"), count=len(said)) from None
    except ValidationError:
        raise NotAccepted(_("统一社会信用代码不对，请核对每一位")) from None


def phone(field: Field, value: Any) -> str:
    """E.164. Local numbers are read as Chinese ones, a landline with its area code."""
    try:
        number = phonenumbers.parse(narrow(value), "CN")
    except phonenumbers.NumberParseException:
        raise NotAccepted(_("请填写电话号码，固定电话请加区号")) from None
    if not phonenumbers.is_valid_number(number):
        raise NotAccepted(_("电话号码不对，请核对；固定电话请加区号"))
    mobile = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    if field.kind == "mobile" and phonenumbers.number_type(number) not in mobile:
        raise NotAccepted(_("请填写手机号码"))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def person(field: Field, value: Any) -> dict[str, str]:
    """A name, or name with what is known besides. `ref` is the caller's key of a registered person."""
    return _described(value, {"identity_number": resident_number, "phone": lambda said: phone(field, said)})


def organisation(field: Field, value: Any) -> dict[str, str]:
    return _described(value, {"credit_code": credit_code, "phone": lambda said: phone(field, said)})


def names(value: Any) -> list[Any]:
    """Several names typed in one line: 甲、乙."""
    if isinstance(value, str):
        return [part for part in re.split(r"[、,，;；\n]", value) if part.strip()]
    return list(value) if isinstance(value, list | tuple) else [value]


def _described(value: Any, parts: Mapping[str, Callable[[Any], str]]) -> dict[str, str]:
    given = value if isinstance(value, Mapping) else {"name": value}
    said = {"name": re.sub(r"\s+", " ", plain(given.get("name", "")))}
    if not said["name"]:
        raise NotAccepted(_("请填写姓名或名称"))
    if len(said["name"]) > LONGEST_NAME:
        raise NotAccepted(_("最多%(count)s个字，现有%(now)s个"), count=LONGEST_NAME, now=len(said["name"]))
    if given.get("ref") not in (None, ""):
        said["ref"] = plain(given["ref"])[:LONGEST_NAME]
    return said | {key: read(given[key]) for key, read in parts.items() if given.get(key) not in (None, "")}


def place(field: Field, value: Any) -> dict[str, str]:
    """An address; `division` is the code of its administrative division, where it was chosen."""
    given = value if isinstance(value, Mapping) else {"address": value}
    address = re.sub(r"\s+", " ", plain(given.get("address", "")))
    if not address:
        raise NotAccepted(_("请填写地址"))
    if len(address) > LONGEST_PLACE:
        raise NotAccepted(_("最多%(count)s个字，现有%(now)s个"), count=LONGEST_PLACE, now=len(address))
    division = narrow(given.get("division", "") or "")
    if division and not re.fullmatch(r"\d{2,12}", division):
        raise NotAccepted(_("请选择行政区划"))
    return {"address": address} | ({"division": division} if division else {})
