"""Our catalogues: in step with the sources, complete, compiled, and in effect before those of the packages.

What the messages of our own sources are is found a second time, independently, in tests/architecture.
"""

import json
import re

import polib
import pytest
from django.utils import translation

from home.actions.open_site import SECTIONS, STANDING
from script.catalogues import CATALOGUES, file_of, in_step

HAN = re.compile(r"[\u4e00-\u9fff]")
PLACES = re.compile(r"%(?:\(\w+\))?[sdr]|\{\w+\}|</?\w+|href=\"[^\"]*\"")

in_every_catalogue = pytest.mark.parametrize(("language", "domain"), CATALOGUES, ids="-".join)


def _written(language: str, domain: str) -> polib.POFile:
    return polib.pofile(str(file_of(language, domain)))


def _forms(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@in_every_catalogue
def test_it_is_in_step_with_the_sources(language, domain):
    """A failure here is mended by script/messages."""
    wanted = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in in_step(language, domain)}
    written = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in _written(language, domain)}
    assert {"missing": wanted - written, "gone": written - wanted} == {"missing": set(), "gone": set()}


@in_every_catalogue
def test_nothing_is_empty_or_in_doubt(language, domain):
    unfinished = [entry.msgid for entry in _written(language, domain) if entry.fuzzy or not all(_forms(entry))]
    assert unfinished == []


@in_every_catalogue
def test_the_compiled_one_says_the_same(language, domain):
    compiled = polib.mofile(str(file_of(language, domain).with_suffix(".mo")))
    assert {(entry.msgctxt, entry.msgid): _forms(entry) for entry in compiled} == {
        (entry.msgctxt, entry.msgid): _forms(entry) for entry in _written(language, domain)
    }


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_chinese_fills_only_what_there_is(domain):
    """It may say less (Wagtail has no name for what it counts in a search), never ask for more."""
    wrong = [
        entry.msgid
        for entry in _written("zh_Hans", domain)
        for form in _forms(entry)
        if not set(PLACES.findall(form)) <= set(PLACES.findall(entry.msgid + entry.msgid_plural))
    ]
    assert wrong == []


def test_no_other_catalogue_overrules_ours():
    """Our messages are Chinese: shown as they stand, or as our English catalogue has them."""
    own = [entry for entry in _written("en", "django") if not entry.msgid_plural]

    def shown(entry):
        return translation.pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else translation.gettext(entry.msgid)

    with translation.override("zh-hans"):
        assert [entry.msgid for entry in own if shown(entry) != entry.msgid] == []
    with translation.override("en"):
        assert [entry.msgid for entry in own if shown(entry) != entry.msgstr] == []


def test_plurals_are_found_in_both_languages():
    with translation.override("en"):
        counted = [translation.ngettext("共 %(counter)s 件文件", "共 %(counter)s 件文件", n) for n in (1, 2)]
        assert counted == ["%(counter)s document", "%(counter)s documents"]
    with translation.override("zh-hans"):
        assert translation.ngettext("Moved up 1 place.", "Moved up %(counter)s places.", 1) == "上移了 %(counter)s 位。"


def test_menu_titles_of_a_new_county_have_english_names():
    with translation.override("en"):
        assert [s.title for s in SECTIONS + STANDING if HAN.search(translation.gettext(s.title))] == []
    with translation.override("zh-hans"):
        assert translation.gettext("Exploring") == "浏览"


def test_scripts_of_the_back_office_speak_chinese(county_a, browse):
    script = browse(county_a, "jia-editor").get("/admin/jsi18n/").content.decode()
    catalogue = json.loads(re.search(r"newcatalog = (\{.*?\n  \});?$", script, re.MULTILINE | re.DOTALL)[1])
    assert catalogue["Changes have been autosaved."] == "修改已自动保存。"
    assert catalogue["%(num)s error"] == ["%(num)s 处错误"]
    assert [english for english, chinese in catalogue.items() if english == chinese] == []
