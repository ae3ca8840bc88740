"""Finds the messages in source files without gettext's tools, plural forms and contexts included."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize


@dataclass(frozen=True)
class Message:
    text: str
    plural: str = ""
    context: str | None = None


# Which arguments of gettext's functions hold what: context, text, plural.
_PLAIN, _PLURAL, _CONTEXT, _BOTH = (None, 0, None), (None, 0, 1), (0, 1, None), (0, 1, 2)
_KINDS = {"gettext": _PLAIN, "ngettext": _PLURAL, "pgettext": _CONTEXT, "npgettext": _BOTH}
_ENDS = ("", "_lazy", "_noop")
_CALLS = {"_": _PLAIN} | {f"{name}{end}": kind for name, kind in _KINDS.items() for end in _ENDS}


def in_file(path: Path) -> list[Message]:
    """The messages of a module or a template, in the order in which they stand."""
    source = path.read_text()
    module = source if path.suffix == ".py" else _as_module(source, str(path))
    return list(_in_module(ast.parse(module, filename=str(path))))


# Django writes `gettext(…)` for every tag and an X for every other letter, which is no module yet. Literals
# are kept exactly as xgettext would read them.
_LITERAL = r"u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
_CALL = re.compile(rf"\b(?:n?p?gettext|_)\(\s*{_LITERAL}(?:\s*,\s*{_LITERAL})*", re.DOTALL)


def _as_module(template: str, origin: str) -> str:
    return "\n".join(f"{call})" for call in _CALL.findall(templatize(template, origin=origin)))


def _in_module(module: ast.Module) -> Iterator[Message]:
    calls = (node for node in ast.walk(module) if isinstance(node, ast.Call))
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        kind = _CALLS.get(getattr(call.func, "id", None) or getattr(call.func, "attr", ""))
        context, text, plural = (_literal(call, place) for place in kind or (None, None, None))
        if text:
            yield Message(text, plural or "", context)


def _literal(call: ast.Call, place: int | None) -> str | None:
    if place is None or place >= len(call.args):
        return None
    argument = call.args[place]
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None
