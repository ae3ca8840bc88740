"""What a template may name, read from library/vocabulary.toml, and the values that a caller's context gives it."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parent / "library" / "vocabulary.toml"
SEATS, FIELD = "签名", "field"
# Private characters enclose the number of a seat until the page is set; no value may bring its own.
OPEN, CLOSE = "\ue000", "\ue001"
# Stands where nothing was given, until `fill` makes it a line to write on or, in a table, an empty cell.
EMPTY = "\ue002"
LINE = "＿＿＿＿＿＿＿＿"
# As an office would write them.
EXAMPLES = {
    "text": "{{ 案号 }}",
    "open": "{%p for 人 in 当事人 %}",
    "part": "{{ 人.姓名 }}",
    "close": "{%p endfor %}",
    "row": "{%tr",
    "field": "{{ field.plan_text }}",
    "seats": SEATS,
}
_NOT_TEXT = re.compile(f"[\x00-\x09\x0b-\x1f\x7f{OPEN}{CLOSE}{EMPTY}\ufffe\uffff\ud800-\udfff]")
_ENDS = "，,。；;"


@dataclass(frozen=True)
class Word:
    code: str
    name: str
    meaning: str
    sample: str = ""
    stands_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    texts: dict[str, Word]
    people: dict[str, Word]
    person: dict[str, Word]
    seat: dict[str, Word]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(word.name for word in (*self.texts.values(), *self.people.values())) | {SEATS, FIELD}

    @property
    def of_person(self) -> list[str]:
        return [f"人.{word.name}" for word in self.person.values()]

    @property
    def of_seat(self) -> list[str]:
        return [f"席.{word.name}" for word in self.seat.values()]

    @property
    def parts(self) -> frozenset[str]:
        """What may stand after the dot of a person or a seat."""
        return frozenset(word.name for word in (*self.person.values(), *self.seat.values()))


class UnknownContextError(Exception):
    """The caller of issue() gave something that no template can name."""


@cache
def vocabulary() -> Vocabulary:
    read = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return Vocabulary(**{section: _words(read[section]) for section in ("texts", "people", "person", "seat")})


def _words(section: Mapping[str, Mapping[str, Any]]) -> dict[str, Word]:
    return {
        code: Word(code, said["name"], said["meaning"], said.get("sample", ""), tuple(said.get("from", ())))
        for code, said in section.items()
    }


class Nothing(str):
    """What is not there: false in a condition, no round of a loop, and still a place on the paper."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[str]:
        return iter(())


NOTHING = Nothing(EMPTY)


class Record:
    """Answers by name for a template, and with NOTHING for what is not there."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def __getattr__(self, name: str) -> Any:
        return NOTHING if name.startswith("__") else self._values.get(name) or NOTHING

    def __str__(self) -> str:
        return str(self._values.get("姓名", ""))


def values(
    context: Mapping[str, Any], seats: Sequence[Mapping[str, str]] = (), *, marked: bool = False
) -> dict[str, Any]:
    """Everything a template can name. `marked`: the places of signatures are marks instead of lines."""
    words = vocabulary()
    if strange := set(context) - set(words.texts) - set(words.people) - {FIELD}:
        raise UnknownContextError(", ".join(sorted(strange)))
    field = {code: clean(value) for code, value in context.get(FIELD, {}).items()}
    people = {
        code: [_person(one, word.name) for one in context.get(code, ())]
        for code, word in words.people.items()
    }
    people["parties"] = people["parties"] or [
        *people["applicants"], *people["respondents"], *people["third_parties"],
    ]  # fmt: skip
    texts = {code: _text(word, context, field, people) for code, word in words.texts.items()}
    named = {words.texts[code].name: text or NOTHING for code, text in texts.items()}
    named |= {words.people[code].name: persons for code, persons in people.items()}
    lines = [f"{OPEN}{place}{CLOSE}" if marked else LINE for place in range(len(seats))]
    named[SEATS] = [
        Record({"称谓": clean(seat["label"]), "姓名": clean(seat["name"]), "签": line})
        for seat, line in zip(seats, lines, strict=True)
    ]
    return named | {FIELD: Record(field)}


_JOINED = {
    "applicant_names": "applicants", "respondent_names": "respondents", "third_party_names": "third_parties",
    "party_names": "parties", "mediator_names": "mediators",
}  # fmt: skip


def _text(
    word: Word, context: Mapping[str, Any], field: Mapping[str, Any], people: Mapping[str, list[Record]]
) -> str:
    said = clean(context.get(word.code, ""))
    if not said and word.code in _JOINED:
        said = "、".join(str(person) for person in people[_JOINED[word.code]])
    return said or next((field[code] for code in word.stands_in if isinstance(field.get(code), str)), "")


def clean(value: Any) -> Any:
    """Text that a Word file can hold; lists of texts are joined, rows of a table stay rows."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return Record({str(code): clean(part) for code, part in value.items()})
    if isinstance(value, Iterable) and not isinstance(value, str):
        parts = [clean(part) for part in value]
        return parts if any(isinstance(part, Record) for part in parts) else "、".join(parts)
    return _NOT_TEXT.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\t", "　"))


def _person(said: Mapping[str, Any] | str, role: str) -> Record:
    words = vocabulary().person
    given: Mapping[str, Any] = {"name": said} if isinstance(said, str) else said
    if strange := set(given) - set(words):
        raise UnknownContextError(", ".join(sorted(strange)))
    told = {code: clean(given.get(code, "")) for code in words}
    told["role"] = told["role"] or role
    told["basics"] = told["basics"] or _basics(told)
    return Record({words[code].name: text for code, text in told.items()})


def _basics(told: Mapping[str, str]) -> str:
    labelled = {
        "identity": "证件号码{}", "address": "住址{}", "phone": "电话{}",
        "representative": "法定代表人或负责人{}", "agent": "代理人{}",
    }  # fmt: skip
    parts = [told[code] for code in ("name", "gender", "nation")]
    parts += [f"{told['born']}出生" if told["born"][-1:] == "日" else told["born"], told["occupation"]]
    parts += [shape.format(told[code]) for code, shape in labelled.items() if told[code]]
    return "，".join(part.rstrip(_ENDS) for part in parts if part) + "。"
