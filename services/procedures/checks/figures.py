"""Every number has its clause, and says what it counts."""

from collections.abc import Iterator

from services.declarations.lines import Path
from services.declarations.sentences import _
from services.procedures.checks.fault import Fault, fault
from services.procedures.spec import Procedure
from services.procedures.terms import PERIODS, SPANS, Basis, Number

# What numbers may count besides time.
THINGS = (
    "time", "person", "yuan", "percent", "case", "day", "minute", "record", "ratio", "level", "weekday", "date",
    "category", "organisation", "studio", "grade", "household", "building", "ring", "multiple", "document", "item",
)  # fmt: skip


def numbers(procedure: Procedure) -> Iterator[Fault]:
    for number in procedure.numbers.values():
        for code, template in _of(number):
            yield fault(procedure, ("numbers", number.code), code, template, name=number.name)


def _of(number: Number) -> Iterator[tuple[str, str]]:
    said = [value for value in (number.amount, number.least, number.most) if value is not None]
    empty = not (said or number.on or number.text)
    if number.origin == "default" and not number.note:
        yield "missing_note", _("“%(name)s”是自定的，要用 note 说明理由")
    if number.origin != "default" and not number.basis:
        yield "missing_basis", _("“%(name)s”没有写明依据的文号和条款")
    if any(not basis.clause for basis in number.basis):
        yield "missing_clause", _("“%(name)s”的依据没有写明条款")
    if number.origin == "open" and not empty:
        yield "open_number", _("“%(name)s”已有数值，不能又标为待定")
    if number.origin != "open" and empty:
        yield "empty_number", _("“%(name)s”没有数值")
    yield from _range(number)
    if number.unit not in (*SPANS, *THINGS) or (number.per and number.per not in (*PERIODS, *THINGS)):
        yield "unit", _("“%(name)s”的单位不认识")
    if number.on and not _is_day(number.on):
        yield "unit", _("“%(name)s”的日期应写作 03-15 或者 1")


def _range(number: Number) -> Iterator[tuple[str, str]]:
    if number.amount is not None and (number.least is not None or number.most is not None):
        yield "contradiction", _("“%(name)s”不能既有定数又有范围")
    if number.least is not None and number.most is not None and number.least > number.most:
        yield "contradiction", _("“%(name)s”的下限大于上限")
    if any((value or 0) < 0 for value in (number.amount, number.least, number.most)):
        yield "negative", _("“%(name)s”不能是负数")


def _is_day(on: str) -> bool:
    """ "03-15" is a day of every year, "1" a day of every month."""
    month, _dash, day = on.rpartition("-")
    return (
        (not month or (month.isdigit() and 1 <= int(month) <= 12)) and day.isdigit() and 1 <= int(day) <= 31
    )


def bases(procedure: Procedure) -> Iterator[Fault]:
    """Steps, rules and variants rest on a document unless they are declared to be our own."""
    for transition in procedure.transitions:
        if transition.origin != "default" and not transition.basis:
            path = ("transitions", transition.code)
            yield fault(procedure, path, "missing_basis", _BASIS, name=transition.name)
    for rule in procedure.rules:
        if rule.origin != "default" and not rule.basis:
            yield fault(procedure, ("rules", rule.code), "missing_basis", _BASIS, name=rule.code)
    for variant in procedure.variants:
        if not variant.basis:
            yield fault(procedure, ("variants", variant.code), "missing_basis", _BASIS, name=variant.name)
    if not procedure.legal_basis:
        yield fault(procedure, ("legal_basis",), "missing_basis", _BASIS, name=procedure.name)
    for place, basis in _cited(procedure):
        if not basis.clause:
            yield fault(
                procedure,
                place,
                "missing_clause",
                _("依据“%(document)s”没有写明条款"),
                document=basis.document_number,
            )


_BASIS = _("“%(name)s”没有写明依据的文号和条款")


def _cited(procedure: Procedure) -> Iterator[tuple[Path, Basis]]:
    for transition in procedure.transitions:
        yield from ((("transitions", transition.code, "basis"), basis) for basis in transition.basis)
    for rule in procedure.rules:
        yield from ((("rules", rule.code, "basis"), basis) for basis in rule.basis)
