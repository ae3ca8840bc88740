"""Plain text in the encodings Chinese offices write: UTF-8 with or without mark, GB18030, UTF-16."""

import codecs
import re

from home.importer.types import Line, Refusal, Source

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_RARE = re.compile(r"[\ue000-\uf8ff\ufffd\U000e0000-\U0010ffff]")
_BREAK = re.compile(r"\r\n|\r|\n|\x85|\u2028|\u2029|\f")


class NotText(Exception):
    """The bytes are no text in a known encoding. `line` is the first line that could not be read."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


def decode(data: bytes) -> str:
    """Bytes to text. Guessing is limited to encodings that can be told apart; anything else is refused."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _sound(_strict(data, encoding))
    wide = _wide(data)
    if wide:
        return _sound(_strict(data, wide))
    try:
        return _sound(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _sound(_strict(data, "gb18030", error.start))


def _wide(data: bytes) -> str:
    """UTF-16 without a mark shows as zero bytes, or as Han with line ends, on one side of each pair."""
    sample = data[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or max(even, odd) < max(2, len(sample) // 100):
        return ""
    return "utf-16-le" if odd > even * 3 else "utf-16-be" if even > odd * 3 else ""


def _strict(data: bytes, encoding: str, readable: int = 0) -> str:
    """`readable` bytes were good in the encoding tried before; the better of the two names the line."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\x00" in data and not encoding.startswith("utf"):
            raise NotText("这是二进制文件，不是文字。") from error
        line = data.count(b"\n", 0, max(error.start, readable)) + 1
        raise NotText(f"第{line}行不是有效的文字编码（UTF-8、GB18030、UTF-16 都不能读出）。", line) from error


def _sound(text: str) -> str:
    found = _CONTROL.search(text)
    rare = len(_RARE.findall(text))
    if "\x00" in text or len(_CONTROL.findall(text)) * 100 > len(text) or rare * 20 > len(text) + 20:
        line = text.count("\n", 0, found.start()) + 1 if found else 0
        raise NotText("这是二进制文件，不是文字。", line)
    return text


def lines_of(text: str) -> tuple[Line, ...]:
    parts = _BREAK.split(text)
    if parts and not parts[-1]:
        parts.pop()
    return tuple(Line(number, part) for number, part in enumerate(parts, 1))


def read_text(data: bytes, name: str) -> Source:
    try:
        return Source(name, "txt", lines_of(decode(data)))
    except NotText as error:
        return Source(name, "txt", refusals=(Refusal(error.line, error.reason),))
