"""The interface is written in Chinese and complete in English; nothing a person reads escapes translation."""

from fnmatch import fnmatch

import polib
import pytest

from tests.architecture import messages
from tests.architecture.sources import ROOT, name, python_files, templates

CATALOGUE = ROOT / "portal" / "locale" / "en" / "LC_MESSAGES" / "django.po"

# Modules whose Chinese is data, not interface, each with its reason.
DATA = {
    "home/importer/*": "patterns of official documents",
    "home/numbering.py": "numbering marks of clauses",
    "home/clauses.py": "how a clause is cited",
    "home/clause_paths.py": "numbering marks of clauses",
    "home/slugs.py": "the form of a document number",
    "home/actions/open_site.py": "the first content of a new county's site",
    "*/management/commands/*": "what an operator reads at the terminal",
    "home/demo/*": "content of the demo",
    "search/text/*": "characters, numerals and synonyms",
    "search/evaluation.py": "forms of a law's name",
    "portal/formats/*": "date formats of the Chinese official form",
    "portal/settings/*": "names of languages and of the product",
}

# Shown when nothing else works; each speaks both languages by itself.
BILINGUAL = {"portal/templates/500.html", "portal/templates/portal/unknown_host.html"}


def _is_data(path: str) -> bool:
    return any(fnmatch(path, pattern) for pattern in DATA)


def _message_ids() -> dict[str, str]:
    """Message → one place where it stands."""
    found = {}
    for path in python_files():
        found.update(dict.fromkeys(messages.in_python(path), name(path)))
    for path in templates():
        found.update(dict.fromkeys(messages.in_template(path), name(path)))
    return {message: place for message, place in found.items() if message}


def test_every_message_is_translated():
    catalogue = polib.pofile(str(CATALOGUE))
    translated = {entry.msgid for entry in catalogue if entry.translated()}
    missing = {message: place for message, place in _message_ids().items() if message not in translated}
    assert missing == {}, messages.listed(missing)


def test_the_catalogue_holds_nothing_that_is_gone():
    catalogue = polib.pofile(str(CATALOGUE))
    known = _message_ids()
    assert [entry.msgid for entry in catalogue if not entry.obsolete and entry.msgid not in known] == []


def test_a_translation_keeps_the_places_to_fill():
    from string import Formatter

    def places(text: str) -> set[str]:
        named = {field for _, field, _, _ in Formatter().parse(text.replace("{{", "").replace("}}", "")) if field}
        return named | set(messages.re.findall(r"%\((\w+)\)", text))

    catalogue = polib.pofile(str(CATALOGUE))
    assert [entry.msgid for entry in catalogue if entry.msgstr and places(entry.msgid) != places(entry.msgstr)] == []


def test_no_english_translation_is_still_chinese():
    catalogue = polib.pofile(str(CATALOGUE))
    assert [entry.msgid for entry in catalogue if messages.HAN.search(entry.msgstr)] == []


def test_the_compiled_catalogue_is_the_written_one():
    """Committed, so that a clone needs none of gettext's tools."""
    written = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE)).translated_entries()}
    compiled = {entry.msgid: entry.msgstr for entry in polib.mofile(str(CATALOGUE.with_suffix(".mo")))}
    assert compiled == written


@pytest.mark.parametrize("path", [path for path in templates() if name(path) not in BILINGUAL], ids=name)
def test_no_chinese_in_a_template_escapes_translation(path):
    assert messages.bare_in_template(path) == []


def test_no_chinese_in_a_module_escapes_translation():
    found = {name(path): messages.bare_in_python(path) for path in python_files() if not _is_data(name(path))}
    bare = {path: lines for path, lines in found.items() if lines}
    assert bare == {}, messages.listed(bare)


def test_the_finders_find(tmp_path):
    template = tmp_path / "t.html"
    template.write_text(
        '{% load i18n %}{% translate "甲" %}{% blocktranslate %}乙{{ n }}{% endblocktranslate %}'
        '{# 注 #}{% comment %}注{% endcomment %}<p>丙</p>{% include "x" with a=_("丁") %}'
    )
    module = tmp_path / "m.py"
    module.write_text(
        'from django.utils.translation import gettext as _, pgettext\n"""文"""\nA = _("甲")\nB = pgettext("x", "乙")\nC = "丙"\n'
    )
    assert list(messages.in_template(template)) == ["甲", "乙%(n)s", "丁"]
    assert messages.bare_in_template(template) == ["1: <p>丙</p>"]
    assert list(messages.in_python(module)) == ["甲", "乙"]
    assert messages.bare_in_python(module) == ["5: 丙"]
