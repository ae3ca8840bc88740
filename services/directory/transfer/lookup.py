"""What the names in a table stand for in one county. Filled by `known`; asked without the database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _

from services.directory.transfer.refusals import UnreadError
from services.directory.transfer.text import fold

_MOST_NAMED = 4
# Looking for what is like a name takes some milliseconds each.
_MOST_HINTS = 40


@dataclass
class Names:
    """Rows by name, each also as it is compared."""

    by_key: dict[int, str] = field(default_factory=dict)
    exact: dict[str, int] = field(default_factory=dict)
    folded: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    hints: dict[str, str] = field(default_factory=dict)

    def add(self, key: int, name: str, *others: str) -> None:
        self.by_key[key] = name
        self.exact[name] = key
        for other in (name, *others):
            self.folded[fold(other)].add(key)

    def find(self, text: str) -> set[int]:
        return {self.exact[text]} if text in self.exact else self.folded.get(fold(text), set())

    def like(self, text: str) -> str:
        """A hint at what may be meant, or nothing."""
        if text not in self.hints and len(self.hints) < _MOST_HINTS:
            near = get_close_matches(text, list(self.exact), n=2, cutoff=0.6)
            self.hints[text] = _("是不是“%(near)s”？") % {"near": "”、“".join(near)} if near else ""
        return self.hints.get(text, "")

    def one(self, text: str, missing: str) -> int:
        """Raises UnreadError: with `missing` where nothing bears the name."""
        found = self.find(text)
        if len(found) == 1:
            return next(iter(found))
        if not found:
            raise UnreadError(missing + self.like(text))
        listed = "、".join(sorted(self.by_key[key] for key in found)[:_MOST_NAMED])
        raise UnreadError(
            _("有%(count)d个都叫这个名字：%(listed)s。请写全。") % {"count": len(found), "listed": listed}
        )


@dataclass(frozen=True)
class Person:
    key: int
    name: str
    number: str
    organisation: int


@dataclass
class People:
    """`number` is the certificate or the licence."""

    by_key: dict[int, Person] = field(default_factory=dict)
    by_number: dict[str, Person] = field(default_factory=dict)
    by_name: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))

    def add(self, person: Person) -> None:
        self.by_key[person.key] = person
        if person.number:
            self.by_number[fold(person.number)] = person
        self.by_name[fold(person.name)].append(person)

    def one(self, number: str, name: str, organisation: int | None) -> int:
        """Raises UnreadError."""
        if number:
            return self._by_number(number, name)
        found = self.by_name.get(fold(name), [])
        if organisation is not None:
            found = [person for person in found if person.organisation == organisation]
        if not found:
            raise UnreadError(_("名册里没有这个人。请核对姓名，或者先把这个人导入名册。"))
        if len(found) > 1:
            raise UnreadError(_("名册里有%(count)d人同名，请填证号。") % {"count": len(found)})
        return found[0].key

    def _by_number(self, number: str, name: str) -> int:
        person = self.by_number.get(fold(number))
        if person is None:
            raise UnreadError(_("名册里没有证号“%(number)s”。请核对证号。") % {"number": number})
        if name and fold(name) != fold(person.name):
            words = _("证号“%(number)s”登记在“%(owner)s”名下，与本行的姓名对不上。请核对证号和姓名。")
            raise UnreadError(words % {"number": number, "owner": person.name})
        return person.key


@dataclass
class Lookup:
    """`coming`: organisations that the same file brings, as they are compared, and how each writes its name."""

    organisations: Names = field(default_factory=Names)
    places: Names = field(default_factory=Names)
    accounts: Names = field(default_factory=Names)
    mediators: People = field(default_factory=People)
    lawyers: People = field(default_factory=People)
    parents: Mapping[int, int] = field(default_factory=dict)
    coming: Mapping[str, str] = field(default_factory=dict)


def place_names(
    places: Iterable[tuple[int, str, str, int | None]], own: int
) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """For each (key, code, name, parent): how it is written, and what else means it.

    Written from below the county `own` downwards: 桥头镇 河口村. The statistical code of twelve digits ends in zeros
    where it means a township or a county.
    """
    known = {key: (name, parent) for key, _code, name, parent in places}
    for key, code, _name, _parent in places:
        path = _path(key, known)
        names = [known[step][0] for step in path]
        start = path.index(own) + 1 if own in path[:-1] else len(path) - 1
        others = {"".join(names[place:]) for place in range(len(names))}
        yield key, " ".join(names[start:]), (code, code.ljust(12, "0"), *sorted(others))


def _path(key: int, known: Mapping[int, tuple[str, int | None]]) -> list[int]:
    path: list[int] = []
    step: int | None = key
    while step is not None and step in known and step not in path:
        path.insert(0, step)
        step = known[step][1]
    return path
