"""What a template asks for, read from its syntax tree before anything is filled.

Only what stands in `_ALLOWED` may occur: text, names, their parts, loops over lists and plain conditions. There is no
call, no filter, no arithmetic; so a template can print what it is given, and nothing else.
"""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from typing import Any

from django.utils.translation import gettext as _
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes

from services.documents.fill import sandbox
from services.documents.vocabulary import FIELD, vocabulary

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const, nodes.For, nodes.If,
    nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand,
)  # fmt: skip
_LOOP = {"index", "first", "last"}
_CODE = re.compile(r"^[a-z][a-z0-9_]*$")
_DEEPEST = 3
_MOST = 1000
_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")


@dataclass
class Found:
    """`names`: known placeholders as written; `unknown`: the others; `faults`: what else is wrong, in words."""

    names: dict[str, None] = field(default_factory=dict)
    unknown: dict[str, None] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def find(content: bytes, known_fields: frozenset[str]) -> Found:
    """`content` has passed `intake`."""
    found = Found()
    for raw, patched in _parts(content):
        if fault := _unclosed(raw):
            found.faults.append(fault)
            continue
        part = patched()
        try:
            tree = sandbox().parse(part)
        except TemplateSyntaxError as error:
            found.faults.append(_syntax(part, error))
            continue
        _Walk(found, known_fields).of(tree, {})
    return found


def _parts(content: bytes) -> Iterator[tuple[str, Callable[[], str]]]:
    """Body, page headers and footers: as they are, and as docxtpl will hand them to Jinja."""
    document = DocxTemplate(io.BytesIO(content))
    document.init_docx()
    raws = [document.get_xml()]
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        raws += [part.blob.decode() for _key, part in document.get_headers_footers(uri)]
    for raw in raws:
        yield raw, partial(document.patch_xml, raw)


def _unclosed(raw: str) -> str:
    """docxtpl searches from every opening brace to the end: what is never closed, or too many, would take it hours."""
    text = _TAGS.sub("", raw)
    if text.count("{{") + text.count("{%") > _MOST:
        return _("占位符太多，最多%(most)d个") % {"most": _MOST}
    for opening, closing in (("{{", "}}"), ("{%", "%}"), ("{#", "#}")):
        if text.rfind(opening) > text.rfind(closing):
            return _("有大括号没有结束：%(where)s") % {"where": unescape(text[text.rfind(opening) :][:40])}
    return ""


def _syntax(part: str, error: TemplateSyntaxError) -> str:
    """Word's lines are not the author's: the placeholder itself says where."""
    lines = part.splitlines()
    near = "\n".join(lines[max((error.lineno or 1) - 1, 0) : (error.lineno or 1)])
    written = [unescape(_TAGS.sub("", one)) for one in _BRACES.findall(near)]
    place = _first_broken(written) or (written[-1] if written else "")
    told = _("占位符写法有误：%(what)s") % {"what": _in_words(error)}
    return f"{told}（{place[:60]}）" if place else told


def _first_broken(written: list[str]) -> str:
    for one in written:
        if one.startswith("{{"):
            try:
                sandbox().parse(one)
            except TemplateSyntaxError:
                return one
    return ""


def _in_words(error: TemplateSyntaxError) -> str:
    said = error.message or ""
    if "end of template" in said or "Unexpected end" in said:
        return _("有 for 或者 if 没有结束（缺 endfor 或者 endif）")
    if "unknown tag" in said or "Encountered unknown" in said:
        return _("只能用 for、endfor、if、else、endif")
    return _("大括号里只能写占位符的名称")


class _Walk:
    def __init__(self, found: Found, known_fields: frozenset[str]) -> None:
        self.found, self.fields = found, known_fields

    def of(self, node: nodes.Node, bound: dict[str, str], depth: int = 0) -> None:
        """`bound`: names of loops and what they walk over."""
        if not isinstance(node, _ALLOWED):
            self._refuse(_("模板里只能有占位符、for 和 if，不能有“%(what)s”") % {"what": type(node).__name__})
        elif isinstance(node, nodes.For):
            self._loop(node, bound, depth)
        elif isinstance(node, nodes.Getattr):
            self._part(node, bound)
        elif isinstance(node, nodes.Name):
            self._name(node.name, bound)
        else:
            for child in node.iter_child_nodes():
                self.of(child, bound, depth)

    def _loop(self, node: nodes.For, bound: dict[str, str], depth: int) -> None:
        simple = isinstance(node.target, nodes.Name) and isinstance(node.iter, nodes.Name | nodes.Getattr)
        if not simple or node.recursive or node.test is not None or depth >= _DEEPEST:
            self._refuse(_("for 只能写成“for 人 in 当事人”的样子"))
            return
        self.of(node.iter, bound)
        inner = bound | {node.target.name: _written(node.iter)}
        for child in (*node.body, *node.else_):
            self.of(child, inner, depth + 1)

    def _part(self, node: nodes.Getattr, bound: dict[str, str]) -> None:
        owner = node.node.name if isinstance(node.node, nodes.Name) else ""
        if owner == FIELD and FIELD not in bound:
            self._note(f"{FIELD}.{node.attr}", known=node.attr in self.fields)
        elif owner == "loop" and bound:
            self._note(f"loop.{node.attr}", known=node.attr in _LOOP)
        elif owner in bound:
            column = bound[owner].startswith(f"{FIELD}.") and bool(_CODE.match(node.attr))
            self._note(f"{owner}.{node.attr}", known=column or node.attr in vocabulary().parts)
        else:
            self._note(_written(node), known=False)

    def _name(self, name: str, bound: dict[str, str]) -> None:
        if name not in bound:
            self._note(name, known=name in vocabulary().names and name != FIELD)

    def _note(self, written: str, *, known: bool) -> None:
        (self.found.names if known else self.found.unknown)[written] = None

    def _refuse(self, why: str) -> None:
        if why not in self.found.faults:
            self.found.faults.append(why)


def _written(node: Any) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"
