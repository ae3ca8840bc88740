"""The blocks of the form editor and the declaration of services.forms: the same form, written in two ways.

A stream is what Wagtail gives (StreamValue) or what it stores (a list of {"type", "value"}). Codes that nobody gave are
made from the label by its sound; once stored they stay, because answers are kept under them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from search.text.pinyin import syllables
from services.declarations.table import MalformedDeclaration
from services.forms.checks import ALLOWED
from services.forms.load import read
from services.inputs.stream_conditions import Names, child, condition_to_blocks, condition_to_data

GROUP = "group"
LONGEST_CODE = 40
_PLAIN = ("help", "required", "sensitive", "message")
_LISTS = ("options", "columns", "accept")


def to_declaration(stream: Iterable[Any], **head: str) -> dict[str, Any]:
    """`head` is what stands beside the fields: code, name, help. Says only what is said."""
    fields: dict[str, dict[str, Any]] = {}
    shown: list[tuple[dict[str, Any], Any]] = []
    groups: list[dict[str, Any]] = []
    for kind, value in _children(stream):
        if kind != GROUP:
            _add_field(fields, shown, kind, value)
            continue
        codes = [_add_field(fields, shown, *one) for one in _children(value.get("fields") or [])]
        group = {"title": value.get("title") or "", "help": value.get("help") or "", "fields": codes}
        groups.append({key: said for key, said in group.items() if said})
        shown.append((groups[-1], value.get("shown_if")))
    names = Names.of(fields)
    for entry, blocks in shown:
        found = condition_to_data(blocks, names)
        if found:
            entry["shown_if"] = found
    return {**head, "fields": _in_order(fields), **({"groups": groups} if groups else {})}


def to_stream(declaration: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Groups first, then fields in no group, as they are drawn. Raises ConditionTooDeepError."""
    fields = declaration.get("fields") or {}
    names = Names.of(fields)
    grouped = {code for group in declaration.get("groups") or [] for code in group["fields"]}
    stream = [
        child(
            GROUP,
            {
                "title": group["title"],
                "help": group.get("help", ""),
                "shown_if": condition_to_blocks(group.get("shown_if"), names),
                "fields": [_block(code, fields[code], names) for code in group["fields"] if code in fields],
            },
        )
        for group in declaration.get("groups") or []
    ]
    return stream + [_block(code, entry, names) for code, entry in fields.items() if code not in grouped]


def faults(stream: Iterable[Any]) -> list[str]:
    """Everything that keeps the form from being used, in words, with the label of the field."""
    children = [one for top in _children(stream) for one in _flat(*top)]
    codes = [value["code"] for _kind, value in children if value.get("code")]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    found = [_("代码“%(code)s”用在了两个字段上。") % {"code": code} for code in twice]
    declaration = to_declaration(stream, code="form", name="form")
    try:
        read(declaration, "form")
    except MalformedDeclaration as malformed:
        labels = {code: entry.get("label", code) for code, entry in declaration["fields"].items()}
        for problem in malformed.problems:
            told = problem.sentence.said(_)
            label = labels.get(str(problem.path[1]), "") if problem.path[:1] == ("fields",) else ""
            beside = _("%(label)s：%(sentence)s") % {"label": label, "sentence": told}
            found.append(told if not label or label in told else beside)
    return found


def _flat(kind: str, value: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield from _children(value.get("fields") or []) if kind == GROUP else [(kind, value)]


def _children(stream: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    for one in stream:
        yield ((one["type"], one["value"]) if isinstance(one, Mapping) else (one.block_type, one.value))


def items(listed: Iterable[Any] | None) -> list[Any]:
    """The values of a ListBlock; stored ones are wrapped."""
    return [
        one["value"] if isinstance(one, Mapping) and one.get("type") == "item" else one
        for one in listed or []
    ]


def _add_field(
    fields: dict[str, dict[str, Any]],
    shown: list[tuple[dict[str, Any], Any]],
    kind: str,
    value: Mapping[str, Any],
) -> str:
    code = value.get("code") or _fresh(value.get("label") or kind, fields)
    fields[code] = _entry(kind, value)
    shown.append((fields[code], value.get("shown_if")))
    return code


def _fresh(label: str, taken: Iterable[str]) -> str:
    base = "_".join(syllables(label))[:LONGEST_CODE].strip("_") or "field"
    wanted, number = base, 1
    while wanted in taken:
        number += 1
        wanted = f"{base}_{number}"
    return wanted


def _entry(kind: str, value: Mapping[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {"label": value.get("label") or "", "type": kind}
    for key in (*_PLAIN, *sorted(ALLOWED[kind] - set(_LISTS))):
        said = value.get(key)
        if said is not None and said is not False and said != "":
            entry[key] = int(said) if isinstance(said, float) and said.is_integer() else said
    if value.get("accept"):
        entry["accept"] = [one.strip(" .").lower() for one in _split(value["accept"])]
    if items(value.get("options")):
        entry["options"] = _options(items(value["options"]))
    if kind == "table":
        columns: dict[str, dict[str, Any]] = {}
        for one in _children(value.get("columns") or []):
            _add_field(columns, [], *one)
        entry["columns"] = columns
    return entry


def _split(text: str) -> list[str]:
    return [part for part in text.replace("，", "、").replace(",", "、").split("、") if part.strip()]


def _options(blocks: list[Mapping[str, Any]]) -> dict[str, str]:
    options: dict[str, str] = {}
    for one in blocks:
        options[one.get("value") or _fresh(one["label"], options)] = one["label"]
    return options


def _block(code: str, entry: Mapping[str, Any], names: Names | None) -> dict[str, Any]:
    kind = entry["type"]
    value = {"code": code, "label": entry["label"]}
    value |= {key: entry[key] for key in (*_PLAIN, *sorted(ALLOWED[kind] - set(_LISTS))) if key in entry}
    if "accept" in entry:
        accept = entry["accept"]
        value["accept"] = accept if isinstance(accept, str) else _("、").join(accept)
    if "options" in entry:
        value["options"] = [{"value": key, "label": label} for key, label in entry["options"].items()]
    if "columns" in entry:
        value["columns"] = [_block(key, column, None) for key, column in entry["columns"].items()]
    if names is not None:
        value["shown_if"] = condition_to_blocks(entry.get("shown_if"), names)
    return child(kind, value)


def _in_order(fields: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """A condition looks at fields that are declared before; where they are drawn is said by the groups."""
    ordered: dict[str, dict[str, Any]] = {}

    def lay(code: str, above: tuple[str, ...]) -> None:
        if code in ordered or code in above or code not in fields:
            return
        for looked_at in looked_at_by(fields[code].get("shown_if")):
            lay(looked_at, (*above, code))
        ordered[code] = fields[code]

    for code in fields:
        lay(code, ())
    return ordered


def looked_at_by(condition: Mapping[str, Any] | None) -> Iterator[str]:
    for how in ("all", "any"):
        for part in (condition or {}).get(how, []):
            yield from looked_at_by(part)
    if condition and "field" in condition:
        yield condition["field"]
