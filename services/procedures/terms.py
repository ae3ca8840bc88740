"""The names a procedure uses: figures with their clause, guards, papers, fields, roles, reminders."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from services.declarations.conditions import Condition

# policy: a policy document says so; law: a statute or national rule; default: our own, with a note why;
# open: a document demands the number but gives no figure, so the county or the case must.
Origin = Literal["policy", "law", "default", "open"]

SPANS = ("hour", "calendar_day", "working_day", "week", "month", "quarter", "half_year", "year")
PERIODS = ("day", "week", "month", "quarter", "half_year", "year")


@dataclass(frozen=True)
class Basis:
    """A document number, or a title in 《》 where there is none, and the clause."""

    document_number: str
    clause: str


@dataclass(frozen=True)
class Source:
    """A document that numbers and steps rest on; `code` is its document number or title."""

    code: str
    name: str
    issuer: str = ""
    issued_on: str = ""


@dataclass(frozen=True)
class Number:
    """`amount`, or `least` and `most`, of a unit; `per` makes it a frequency or a rate: two times per month.

    `on` is a fixed day ("03-15", or "1" for the first of the month); `text` what is no figure ("大专").
    """

    code: str
    name: str
    unit: str
    amount: int | None = None
    least: int | None = None
    most: int | None = None
    per: str = ""
    on: str = ""
    text: str = ""
    origin: Origin = "policy"
    basis: tuple[Basis, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Guard:
    """A condition of a step.

    `when` is worked out from the fields, `computed` is answered by the caller from its tables;
    any other guard is a judgement that the acting person confirms. `refusal` says in plain words what is missing.
    """

    code: str
    name: str
    refusal: str = ""
    computed: bool = False
    when: Condition | None = None
    numbers: tuple[str, ...] = ()

    @property
    def judged(self) -> bool:
        return not self.computed and self.when is None


@dataclass(frozen=True)
class Document:
    """`uploaded`: brought by somebody and there before the step; otherwise the step itself makes it."""

    code: str
    name: str
    uploaded: bool = False


@dataclass(frozen=True)
class Field:
    """`declared` is the field as `services.forms` reads it; here only code and label matter."""

    code: str
    label: str
    declared: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Named:
    """A role, an outcome, an event or an effect: a code and what people call it."""

    code: str
    name: str


@dataclass(frozen=True)
class Reminder:
    """When a clock speaks: at its start, before the end, on the last day, and after it.

    After the end it repeats every `repeat_days`; every `escalate_after_days` the next one in charge is told.
    """

    code: str
    name: str
    on_start: bool = False
    days_before: tuple[int, ...] = ()
    hours_before: tuple[int, ...] = ()
    on_due: bool = False
    repeat_days: int = 0
    escalate_after_days: int = 0
