"""One cell to a value of its column. Every reader raises UnreadError."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from services.directory.transfer import text as texts
from services.directory.transfer.dates import read_date
from services.directory.transfer.lookup import Lookup, Names
from services.directory.transfer.refusals import UnreadError
from services.directory.transfer.register import Column
from services.directory.transfer.words import words

# A long number that a spreadsheet took for one: what stood behind the fifteenth digit is lost.
_ROUNDED = re.compile(r"\d(\.\d+)?[eE]\+?\d{2}")
_BROKEN = re.compile(r"#(REF|N/A|VALUE|NAME|DIV/0|NULL|NUM|SPILL)[!?]?", re.IGNORECASE)
_LARGEST = 2_147_483_647


@dataclass(frozen=True)
class Later:
    """An organisation that the same file brings: known once the rows are written. `key`: as it is compared."""

    key: str
    name: str


def read(column: Column, cell: str, lookup: Lookup) -> Any:
    """The cell is not blank and does not ask for deletion."""
    if _BROKEN.fullmatch(cell.strip()):
        raise UnreadError(_("这是表格软件的出错标记，请填写实际内容。"))
    return READERS[column.reads](column, texts.line(cell), lookup, cell)


Reader = Callable[[Column, str, Lookup, str], Any]


def _text(column: Column, line: str, lookup: Lookup, cell: str) -> str:
    if _ROUNDED.fullmatch(line):
        raise UnreadError(
            _("号码被表格软件当成了数字，后几位已经丢失。请把单元格设成文本格式，重新填写完整号码。")
        )
    return _fitting(column, line)


def _name(column: Column, line: str, lookup: Lookup, cell: str) -> str:
    return _fitting(column, texts.name(cell))


def _lines(column: Column, line: str, lookup: Lookup, cell: str) -> str:
    return _fitting(column, texts.lines(cell))


def _fitting(column: Column, text: str) -> str:
    most = getattr(column.about, "max_length", None)
    if most and len(text) > most:
        raise UnreadError(_("太长：%(length)d字，最多%(most)d字。") % {"length": len(text), "most": most})
    return text


def _date(column: Column, line: str, lookup: Lookup, cell: str) -> Any:
    return read_date(line, ends=column.ends)


def _yes(column: Column, line: str, lookup: Lookup, cell: str) -> bool:
    said = texts.fold(line)
    for answer, meaning in ((column.yes, True), (column.no, False), (words().yes, True), (words().no, False)):
        if said in map(texts.fold, answer):
            return meaning
    yes, no = (column.yes or words().yes)[0], (column.no or words().no)[0]
    raise UnreadError(_("只能填“%(yes)s”或“%(no)s”。") % {"yes": yes, "no": no})


def _choice(column: Column, line: str, lookup: Lookup, cell: str) -> str:
    found = column.meanings.get(texts.fold(line))
    if found is None:
        raise UnreadError(
            _("不是可选的内容，只能填：%(labels)s。") % {"labels": _listed(column.labels.values())}
        )
    return found


def _listed(labels: Iterable[str], mark: str = "、", most: int = 12) -> str:
    named = list(labels)
    rest = _("等%(count)d种，见模板的“选项”表") % {"count": len(named)} if len(named) > most else ""
    return mark.join(named[:most]) + rest


def _codes(column: Column, line: str, lookup: Lookup, cell: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for part in split(cell):
        found |= dict.fromkeys(_each(part, column))
    return tuple(found)


def split(cell: str) -> list[str]:
    """By what is never part of a value."""
    return [part.strip() for part in re.split(f"[{words().hard_mark};\n]", texts.lines(cell)) if part.strip()]


def _each(part: str, column: Column) -> list[str]:
    """The longest run of pieces that has a meaning comes first: a name may hold the mark that separates names."""
    pieces, found, start = re.split(f"[{words().soft_mark}，,]", part), [], 0
    while start < len(pieces):
        for end in range(len(pieces), start, -1):
            code = column.meanings.get(texts.fold(words().soft_mark.join(pieces[start:end])))
            if code:
                found.append(code)
                start = end
                break
        else:
            if pieces[start].strip():
                values = {
                    "said": pieces[start].strip(),
                    "labels": _listed(column.labels.values(), words().hard_mark),
                }
                raise UnreadError(_("不认识“%(said)s”，可以填：%(labels)s。几项之间用分号隔开。") % values)
            start += 1
    return found


def _place(column: Column, line: str, lookup: Lookup, cell: str) -> int:
    return lookup.places.one(line, _("本地没有这个地方，请写成“桥头镇 河口村”这样，或者填区划代码。"))


def _places(column: Column, line: str, lookup: Lookup, cell: str) -> frozenset[int]:
    listed = [
        one for part in split(cell) for one in re.split(f"[{words().soft_mark}，,]", part) if one.strip()
    ]
    found = set()
    for one in listed:
        try:
            found.add(_place(column, texts.line(one), lookup, one))
        except UnreadError as error:
            raise UnreadError(_("“%(said)s”：%(why)s") % {"said": one.strip(), "why": error}) from error
    return frozenset(found)


def _organisation(column: Column, line: str, lookup: Lookup, cell: str) -> int | Later:
    coming = lookup.coming.get(texts.fold(line))
    if coming and not lookup.organisations.find(line):
        return Later(texts.fold(line), coming)
    return lookup.organisations.one(line, _("机构名录里没有这个机构。请核对全称，或者先导入机构。"))


def _account(column: Column, line: str, lookup: Lookup, cell: str) -> int:
    return _exactly(lookup.accounts, line)


def _exactly(accounts: Names, username: str) -> int:
    found = accounts.exact.get(username)
    if found is None:
        raise UnreadError(_("本县没有这个用户名。没有账号的人员请留空。"))
    return found


def _whole(column: Column, line: str, lookup: Lookup, cell: str) -> int:
    number = _decimal(column, line, lookup, cell)
    if number != number.to_integral_value() or not 0 <= number <= _LARGEST:
        raise UnreadError(_("请填整数。"))
    return int(number)


def _decimal(column: Column, line: str, lookup: Lookup, cell: str) -> Decimal:
    try:
        number = Decimal(line.replace(",", ""))
    except InvalidOperation as error:
        raise UnreadError(_("请只填数字，不带单位。")) from error
    places = getattr(column.about, "decimal_places", None)
    digits = getattr(column.about, "max_digits", None)
    if not number.is_finite() or number < 0 or (digits and number >= 10 ** (digits - (places or 0))):
        raise UnreadError(_("数字不对，请核对。"))
    if places is not None and number != round(number, places):
        raise UnreadError(_("小数点后最多%(places)d位。") % {"places": places})
    return number


READERS: Mapping[str, Reader] = {
    "text": _text, "name": _name, "lines": _lines, "date": _date, "yes": _yes, "choice": _choice, "codes": _codes,
    "place": _place, "places": _places, "organisation": _organisation, "account": _account, "whole": _whole,
    "decimal": _decimal, "mediator": _name, "lawyer": _name,
}  # fmt: skip
