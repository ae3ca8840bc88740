"""Brings portal/locale in step with the sources and with the installed packages, and compiles it.

en        our own messages, whose source language is Chinese
zh_Hans   what the packages have no Chinese for, and what they say badly: an entry here wins over theirs

Translations that are still needed are kept, new messages are added empty, what is gone is dropped.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import django
import polib
from django.apps import apps

from script.collect import Message, in_file

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "portal" / "locale"
STOREYS = ("portal", "home", "services", "search", "tenants")
PLURALS = {"en": "nplurals=2; plural=(n != 1);", "zh_Hans": "nplurals=1; plural=0;"}
CATALOGUES = (("en", "django"), ("zh_Hans", "django"), ("zh_Hans", "djangojs"))

# Read without being installed as an application, so that its own Chinese is never loaded.
BORROWED = ("contrib/admin/filters.py",)

Key = tuple[str | None, str]


def file_of(language: str, domain: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


def in_step(language: str, domain: str) -> polib.POFile:
    """The catalogue as it should stand now, made from the one that stands there."""
    old = polib.pofile(str(file_of(language, domain))) if file_of(language, domain).exists() else []
    known = {_key(entry): entry for entry in old}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Project-Id-Version": "fengqiao",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    wanted = _own() if language == "en" else _lacking(domain, set(known))
    catalogue.extend(_entry(message, places, language, known) for message, places in wanted.items())
    return catalogue


def _key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def _entry(
    message: Message, places: list[str], language: str, known: dict[Key, polib.POEntry]
) -> polib.POEntry:
    old = known.get((message.context, message.text), polib.POEntry())
    entry = polib.POEntry(
        msgid=message.text,
        msgid_plural=message.plural,
        msgctxt=message.context,
        occurrences=[(place, "") for place in dict.fromkeys(places)],
        flags=old.flags,
        tcomment=old.tcomment,
    )
    if message.plural:
        forms = 1 if language == "zh_Hans" else 2
        entry.msgstr_plural = {form: old.msgstr_plural.get(form, "") for form in range(forms)}
    else:
        entry.msgstr = old.msgstr
    return entry


def _own() -> dict[Message, list[str]]:
    """Our messages with the files in which they stand; a text is one entry whether it has a plural or not."""
    found: dict[Message, list[str]] = {}
    for path in _sources():
        for message in in_file(path):
            found.setdefault(message, []).append(path.relative_to(ROOT).as_posix())
    plurals = {(message.context, message.text): message for message in found if message.plural}
    for message in [message for message in found if not message.plural]:
        plural = plurals.get((message.context, message.text))
        if plural:
            found[plural] += found.pop(message)
    return found


def _sources() -> Iterator[Path]:
    for storey in STOREYS:
        yield from sorted(path for path in (ROOT / storey).rglob("*.py") if "migrations" not in path.parts)
        yield from sorted(path for path in (ROOT / storey).glob("**/templates/**/*") if path.is_file())


def _lacking(domain: str, kept: set[Key]) -> dict[Message, list[str]]:
    """What installed packages say without a Chinese word for it, and what we already say in their stead."""
    source: dict[Key, polib.POEntry] = {}
    packages: dict[Key, list[str]] = {}
    for name, folder in _packages():
        for entry in _entries(folder / "en", domain):
            source.setdefault(_key(entry), entry)
            packages.setdefault(_key(entry), []).append(name)
    chinese = {
        _key(entry)
        for _, folder in _packages()
        for entry in _entries(folder / "zh_Hans", domain)
        if entry.translated()
    }
    wanted = {
        Message(entry.msgid, entry.msgid_plural, entry.msgctxt): packages[key]
        for key, entry in source.items()
        if key not in chinese or key in kept
    }
    if domain == "django":
        for message in _borrowed():
            if (message.context, message.text) not in chinese | source.keys():
                wanted[message] = ["django.contrib.admin"]
    return wanted


def _borrowed() -> Iterator[Message]:
    for name in BORROWED:
        yield from in_file(Path(django.__file__).parent / name)


def _packages() -> Iterator[tuple[str, Path]]:
    yield "django", Path(django.__file__).parent / "conf" / "locale"
    for app in apps.get_app_configs():
        if not Path(app.path).is_relative_to(ROOT) or ".venv" in Path(app.path).parts:
            yield app.name, Path(app.path) / "locale"


def _entries(folder: Path, domain: str) -> Iterable[polib.POEntry]:
    path = folder / "LC_MESSAGES" / f"{domain}.po"
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete] if path.exists() else []


def main() -> None:
    django.setup()
    waiting = 0
    for language, domain in CATALOGUES:
        path = file_of(language, domain)
        catalogue = in_step(language, domain)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(path))
        catalogue.save_as_mofile(str(path.with_suffix(".mo")))
        empty = catalogue.untranslated_entries()
        waiting += len(empty)
        sys.stdout.write(f"{path.relative_to(ROOT)}: {len(catalogue)} messages, {len(empty)} untranslated\n")
        sys.stdout.writelines(f"    {entry.msgid!r}\n" for entry in empty)
    sys.exit(1 if waiting else 0)


if __name__ == "__main__":
    main()
