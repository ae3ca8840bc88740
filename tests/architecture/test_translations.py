"""The interface is written in Chinese and complete in English; nothing a person reads escapes translation."""

import re
from fnmatch import fnmatch

import polib
import pytest

from script import catalogues
from tests.architecture import messages
from tests.architecture.sources import name, python_files, templates

# Modules whose Chinese is data, not interface, each with its reason.
DATA = {
    "home/importer/*": "patterns of official documents",
    "home/numbering.py": "numbering marks of clauses",
    "home/clauses.py": "how a clause is cited",
    "home/clause_paths.py": "numbering marks of clauses",
    "home/slugs.py": "the form of a document number",
    "home/actions/import_*.py": "the report of an import, whose notes the importer writes",
    "home/actions/open_site.py": "the first content of a new county's site",
    "*/management/commands/*": "what an operator reads at the terminal",
    "home/demo/*": "content of the demo",
    "search/text/*": "characters, numerals and synonyms",
    "search/engines/plan.py": "words of a question that find nothing by themselves",
    "search/evaluation.py": "forms of a law's name",
    "services/cases/lookup.py": "the number of a case in its official form",
    "services/cases/reading.py": "values as papers write them",
    "services/documents/bundle.py": "pages of a volume, printed in Chinese",
    "services/documents/dates.py": "dates as papers write them",
    "services/documents/foot.py": "the foot of a paper, printed in Chinese",
    "services/documents/numbering.py": "Word's Chinese numbers",
    "services/documents/shapes.py": "names of typefaces",
    "services/documents/signed.py": "the page of signatures, printed in Chinese",
    "services/documents/trial.py": "invented people of the trial paper",
    "services/documents/vocabulary.py": "names of placeholders",
    "services/documents/word.py": "the shipped Word files",
    "portal/formats/*": "date formats of the Chinese official form",
    "portal/settings/*": "names of languages and of the product",
}

# Shown when nothing else works; each speaks both languages by itself.
BILINGUAL = {"portal/templates/500.html", "portal/templates/portal/unknown_host.html"}


def _is_data(path: str) -> bool:
    return any(fnmatch(path, pattern) for pattern in DATA)


def _entries(file: list[polib.POEntry]) -> dict[tuple[str | None, str], object]:
    return {(entry.msgctxt, entry.msgid): entry.msgstr_plural or entry.msgstr for entry in file}


def _written(language: str, domain: str) -> polib.POFile:
    return polib.pofile(str(catalogues.file_of(language, domain)))


@pytest.mark.parametrize(("language", "domain"), catalogues.CATALOGUES)
def test_the_catalogue_is_in_step_with_the_sources(language, domain):
    """`script/messages` brings it there."""
    written = _entries(_written(language, domain))
    wanted = _entries(catalogues.in_step(language, domain))
    assert {"new": wanted.keys() - written.keys(), "gone": written.keys() - wanted.keys()} == {
        "new": set(), "gone": set(),
    }  # fmt: skip


@pytest.mark.parametrize(("language", "domain"), catalogues.CATALOGUES)
def test_every_message_is_translated(language, domain):
    assert [entry.msgid for entry in _written(language, domain).untranslated_entries()] == []


@pytest.mark.parametrize(("language", "domain"), catalogues.CATALOGUES)
def test_the_compiled_catalogue_is_the_written_one(language, domain):
    """Committed, so that a clone needs none of gettext's tools."""
    compiled = polib.mofile(str(catalogues.file_of(language, domain).with_suffix(".mo")))
    assert _entries(compiled) == _entries(_written(language, domain).translated_entries())


def test_a_translation_keeps_the_places_to_fill():
    def places(text: str) -> set[str]:
        return set(re.findall(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", text))

    simple = [entry for entry in _written("en", "django") if entry.msgstr]
    assert [entry.msgid for entry in simple if places(entry.msgid) != places(entry.msgstr)] == []


QUOTED = re.compile(r"“[^”]*”|《[^》]*》|[^\s]*〔\d{4}〕\S*( \S+)?")


def test_no_english_translation_is_still_chinese():
    """Besides what it quotes: words of templates, titles, document numbers."""
    english = {entry.msgid: QUOTED.sub("", entry.msgstr) for entry in _written("en", "django")}
    assert {text: said for text, said in english.items() if messages.HAN.search(said) and text != said} == {}


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
    assert messages.bare_in_template(template) == ["1: <p>丙</p>"]
    assert messages.bare_in_python(module) == ["5: 丙"]
