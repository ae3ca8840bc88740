"""Finds the Chinese that a person may read and that escaped translation."""

import ast
import re
from pathlib import Path

from django.template.base import Lexer, TokenType

from tests.architecture.sources import tree

HAN = re.compile(r"[\u4e00-\u9fff]")
PATTERN = re.compile(r"\\[dsSwu1]|\(\?P?[<:!=]|\]\+")
CALLS = {
    f"{prefix}gettext{suffix}" for prefix in ("", "n", "p", "np", "u") for suffix in ("", "_lazy", "_noop")
} | {"_", "on_record"}
_LITERAL = r"u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", None) or getattr(node.func, "attr", "")


def bare_in_template(path: Path) -> list[str]:
    """Chinese outside of translation tags and comments, as `line: text`."""
    found, inside = [], False
    for token in Lexer(path.read_text()).tokenize():
        word = token.split_contents()[0] if token.token_type == TokenType.BLOCK else ""
        if word in ("blocktranslate", "blocktrans", "comment"):
            inside = True
        elif word in ("endblocktranslate", "endblocktrans", "endcomment"):
            inside = False
        elif inside or token.token_type == TokenType.COMMENT or word in ("translate", "trans"):
            continue
        elif HAN.search(_without_marked(token.contents)):
            found.append(f"{token.lineno}: {token.contents.strip()[:40]}")
    return found


def _without_marked(contents: str) -> str:
    """A tag's contents without `_("…")`, without the form of a document's date, and without HTML comments."""
    return re.sub(rf"_\({_LITERAL}\)|\|date:{_LITERAL}|<!--.*?-->", "", contents, flags=re.DOTALL)


def listed(found: dict[str, object]) -> str:
    """For a failing test: one find a line, since pytest cuts long comparisons short."""
    return "\n" + "\n".join(f"{key}: {value}" for key, value in found.items())


def bare_in_python(path: Path) -> list[str]:
    """Chinese literals outside of gettext calls, docstrings and regular expressions, as `line: text`."""
    module = tree(path)
    excused: set[int] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and _called(node) in CALLS:
            excused.update(id(child) for child in ast.walk(node))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            excused.add(id(node.value))
    return [
        f"{node.lineno}: {node.value.strip()[:40]}"
        for node in ast.walk(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in excused
        and HAN.search(node.value)
        and not PATTERN.search(node.value)
    ]
