"""Which row of a register a row of a file stands for, and which rows of a file are one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from services.directory.transfer.lookup import Lookup
from services.directory.transfer.plan import Existing, Line
from services.directory.transfer.reading import Later
from services.directory.transfer.register import Register
from services.directory.transfer.text import fold
from services.directory.transfer.writing import written

_BEGINS, _ENDS = ("since", "started_on"), ("until", "ended_on")

Key = tuple[str, ...]


class Matcher:
    def __init__(self, register: Register, existing: Iterable[Existing], lookup: Lookup) -> None:
        self.register, self.lookup = register, lookup
        self.rows: dict[Key, dict[tuple, list[Existing]]] = {key: defaultdict(list) for key in register.keys}
        self.seen: dict[Key, dict[tuple, list[Line]]] = {key: defaultdict(list) for key in register.keys}
        self.taken: dict[int, Line] = {}
        self.reserved: set[int] = set()
        for row in existing:
            for key in register.keys:
                if (said := identity(key, row.values)) is not None:
                    self.rows[key][said].append(row)

    def reserve(self, lines: Iterable[Line]) -> None:
        """What a row of the file surely means, no other row means by its name alone."""
        surest = self.register.keys[0]
        for line in lines:
            said = identity(surest, line.values)
            found = self.rows[surest][said] if said else []
            if len(found) == 1:
                self.reserved.add(found[0].key)

    def match(self, line: Line) -> None:
        """Finds `line.existing`, or complains."""
        said = {key: found for key in self.register.keys if (found := identity(key, line.values)) is not None}
        if not said:
            line.complain("", "", _("缺少必要的内容，请至少填写：%(keys)s。") % {"keys": self._keys()})
            return
        for key, values in said.items():
            found = _narrowed(self._free(key, values, said), line, key)
            if len(found) > 1:
                line.complain(
                    "",
                    "",
                    _("名册里有%(count)d行与本行相符，分不清是哪一行。请在名册里直接修改。")
                    % {"count": len(found)},
                )
                return
            if found:
                line.existing = found[0]
                self._must_agree(line)
                break
        self._must_be_first(line, said)

    def _free(self, key: Key, values: tuple, said: Mapping[Key, tuple]) -> list[Existing]:
        """A row that has the surest key itself, and another one than the reserved row, is somebody else."""
        surest = self.register.keys[0]
        anybody = key == surest or surest not in said
        return [row for row in self.rows[key][values] if anybody or row.key not in self.reserved]

    def _keys(self) -> str:
        together = (
            "＋".join(self.register.column_of(name).heading for name in key) for key in self.register.keys
        )
        return _("，或者").join(together)

    def _must_agree(self, line: Line) -> None:
        """Found by one sign, another speaks against it: somebody of the same name, or a slip in a number."""
        for name in self.register.agree:
            old = line.existing.values.get(name) if line.existing else None
            new = line.values.get(name)
            if old and new and fold(str(old)) != fold(str(new)):
                column = self.register.column_of(name)
                words = _(
                    "名册里对应的是“%(who)s”，这一项是“%(old)s”，与本行不同。是同一个人的，请先在名册里改好再导入；"
                    "不是同一个人的，请核对本行，或者在名册里手工新增。"
                )
                values = {
                    "who": line.existing.values.get("name", ""),
                    "old": written(column, old, self.lookup),
                }
                line.complain(column.heading, written(column, new, self.lookup), words % values)

    def _must_be_first(self, line: Line, said: Mapping[Key, tuple]) -> None:
        other = self.taken.get(line.existing.key) if line.existing else self._same(line, said)
        if other is not None:
            words = _("与第%(number)d行是同一条记录，请只留一行。")
            line.complain("", "", words % {"number": other.number})
            return
        if line.existing:
            self.taken[line.existing.key] = line
        for key, values in said.items():
            self.seen[key][values].append(line)

    def _same(self, line: Line, said: Mapping[Key, tuple]) -> Line | None:
        """An earlier row that says the same."""
        earlier = (other for key, values in said.items() for other in self.seen[key][values])
        return next((other for other in earlier if self._could_be(line, other)), None)

    def _could_be(self, line: Line, other: Line) -> bool:
        """The surest key that both rows have decides."""
        for key in self.register.keys:
            one, two = identity(key, line.values), identity(key, other.values)
            if one is not None and two is not None:
                return one == two
        return False


def identity(key: Key, values: Mapping[str, Any]) -> tuple | None:
    """Nothing where one of the fields is missing."""
    said = tuple(_comparable(values.get(name)) for name in key)
    return None if None in said or "" in said else said


def _comparable(value: Any) -> Any:
    if isinstance(value, Later):
        return value.key
    return fold(value) if isinstance(value, str) else value


def _narrowed(found: list[Existing], line: Line, key: Key) -> list[Existing]:
    """Of several the one that is written alike, began the same day, or still counts. A key of one field is sure."""
    if len(key) > 1:
        found = [row for row in found if not _came_back(row, line)]
    if len(found) < 2:
        return found
    for names in (key, *((begins,) for begins in _BEGINS if begins in line.values)):
        alike = [row for row in found if all(row.values.get(name) == line.values.get(name) for name in names)]
        if len(alike) == 1:
            return alike
    standing = [row for row in found if all(row.values.get(ends) is None for ends in _ENDS)]
    return standing or found


def _came_back(row: Existing, line: Line) -> bool:
    """Who left and begins anew gets a row of their own."""
    ended = next((row.values[name] for name in _ENDS if row.values.get(name)), None)
    begins = next((line.values[name] for name in _BEGINS if line.values.get(name)), None)
    return ended is not None and begins is not None and begins > ended
