"""Document numbers (文号) in every written form: 卫司发〔2020〕24号, [2020], 【2020】, (2020)第24号, 2020年24号."""

import re
from typing import NamedTuple

from search.text import fold
from search.text.tokens import HAN

_BRACKETED = re.compile(rf"([{HAN}a-z]{{0,16}})〔(\d{{4}})〕(\d{{1,5}})(?:号|(?!\d))")
_BARE = re.compile(rf"([{HAN}a-z]{{0,16}}?) ?((?:19|20)\d\d) ?年? ?第?(\d{{1,4}}) ?号")


class DocumentNumber(NamedTuple):
    issuer: str
    year: str
    serial: str

    @property
    def key(self) -> str:
        return f"{self.issuer}/{self.year}/{self.serial}"

    @property
    def tail(self) -> str:
        return f"{self.year}/{self.serial}"


def read(text: str) -> list[DocumentNumber]:
    """All document numbers named in a text, the issuer's short name as far as it can be told."""
    normal = fold.plain(text)
    matches = _BRACKETED.findall(normal) or _BARE.findall(normal)
    return [DocumentNumber(issuer, year, str(int(serial))) for issuer, year, serial in matches]


def candidates(number: DocumentNumber) -> list[str]:
    """The keys a number in a query may stand for: words may be written before the issuer (“关于卫司发〔2020〕24号”)."""
    issuer = number.issuer
    return [f"{issuer[i:]}/{number.tail}" for i in range(len(issuer))]
