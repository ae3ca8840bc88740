"""Whether a file that came from outside is a Word file that may be opened at all. Nothing is unpacked before this."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

LARGEST = 5 * 1024 * 1024
_PARTS, _UNPACKED, _TEXT = 300, 30 * 1024 * 1024, 3 * 1024 * 1024
_MAIN = "word/document.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DECLARED = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"^<\?xml[^>]*encoding=[\"'](?P<name>[A-Za-z0-9_.-]+)")
_OUTSIDE = re.compile(r'TargetMode\s*=\s*"External"')
_IN_PROPERTIES = re.compile(rb"\{\{|\{%|\{#")
_MACROS = {"vbaproject.bin", "vbadata.xml"}
# What Word shows and the PDF would lose, or what could carry something in.
_LOST = {
    "<w:txbxContent": lambda: _("文本框里的文字进不了PDF，请改成普通段落或者表格"),
    "<w:altChunk": lambda: _("文件里嵌入了别的文件，请去掉"),
    "<w:subDoc": lambda: _("文件里嵌入了别的文件，请去掉"),
    "<w:object": lambda: _("文件里嵌入了别的文件，请去掉"),
    "<w:ins ": lambda: _("文件里有修订记录，请先接受或拒绝全部修订"),
    "<w:del ": lambda: _("文件里有修订记录，请先接受或拒绝全部修订"),
    "<w:footnoteReference": lambda: _("脚注进不了PDF，请写进正文"),
    "<w:endnoteReference": lambda: _("尾注进不了PDF，请写进正文"),
}


def faults(content: bytes) -> list[str]:
    """Every reason not to take the file as a template, in words; none when it may be used."""
    if len(content) > LARGEST:
        return [_("文件超过%(most)dMB") % {"most": LARGEST // 1024 // 1024}]
    return harmful(content) or _all(content, _unsuitable)


def harmful(content: bytes) -> list[str]:
    """Why the file must not even be opened: a bomb, a forgery, an entity."""
    return _all(content, _of_package) or _all(content, _declared)


def _all(content: bytes, check: Callable[[zipfile.ZipFile], Iterator[str]]) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return list(dict.fromkeys(check(package)))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error):
        return [_("这不是Word文件（.docx），或者文件已损坏")]


def _of_package(package: zipfile.ZipFile) -> Iterator[str]:
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if _MAIN not in names or "[Content_Types].xml" not in names:
        yield _("这不是Word文件（.docx），或者文件已损坏")
    too_large = sum(entry.file_size for entry in entries) > _UNPACKED
    if too_large or len(entries) > _PARTS or len(set(names)) != len(names):
        yield _("文件内部过大或者过于复杂")
    if any(entry.file_size > _TEXT for entry in entries if entry.filename.endswith((".xml", ".rels"))):
        yield _("文件内部过大或者过于复杂")
    if any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names):
        yield _("文件内部的路径不正常")


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for name in package.namelist():
        if name.endswith((".xml", ".rels")):
            yield name, package.read(name)


def _declared(package: zipfile.ZipFile) -> Iterator[str]:
    for _name, content in _parts(package):
        declared = _ENCODING.match(content)
        odd = declared is not None and declared["name"].lower() not in (b"utf-8", b"us-ascii", b"ascii")
        if odd or content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in content:
            yield _("文件内部的编码不正常")
        if _DECLARED.search(content):
            yield _("文件内部带有实体声明，可能有害")


def _unsuitable(package: zipfile.ZipFile) -> Iterator[str]:
    names = package.namelist()
    kinds = package.read("[Content_Types].xml").decode(errors="replace")
    if "macroEnabled" in kinds or any(name.rsplit("/", 1)[-1].lower() in _MACROS for name in names):
        yield _("文件带有宏，请另存为不带宏的.docx")
    elif _TYPE not in kinds:
        yield _("这不是Word文件（.docx），或者文件已损坏")
    if any("embeddings/" in name or "activeX/" in name for name in names):
        yield _("文件里嵌入了别的文件，请去掉")
    for name, content in _parts(package):
        yield from _of_xml(name, content)


def _of_xml(name: str, content: bytes) -> Iterator[str]:
    text = content.decode(errors="replace")
    if name.endswith(".rels") and _OUTSIDE.search(text.replace("'", '"')):
        yield _("文件链接到外部（网址、图片或者模板），请去掉链接")
    if name.startswith("docProps/") and _IN_PROPERTIES.search(content):
        yield _("文件属性里有占位符，请删去")
    if name.startswith("word/"):
        yield from (say() for mark, say in _LOST.items() if mark in text)
