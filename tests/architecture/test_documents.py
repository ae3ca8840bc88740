"""The documents say what is true: packages have reasons, links lead somewhere, commands exist."""

import os
import re

import pytest

from tests.architecture.sources import ROOT, name, run

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")


def _pins(file: str) -> dict[str, str]:
    """Package → version of every line that is neither a comment nor an inclusion."""
    lines = [line.split("#")[0].strip() for line in (ROOT / file).read_text().splitlines()]
    pairs = (re.fullmatch(r"([\w.-]+)(?:\[[\w,-]+\])?==([\w.]+)", line) for line in lines if line[:1] not in ("", "-"))
    return {pair[1]: pair[2] for pair in pairs}


def _reasons(heading: str) -> list[str]:
    text = (ROOT / "docs" / "dependencies.md").read_text()
    section = next(part for part in text.split("\n## ") if heading in part.splitlines()[0])
    return [row[1] for row in re.finditer(r"^\| ([\w.-]+) \| \S.+ \|$", section, re.MULTILINE) if row[1] != "package"]


@pytest.mark.parametrize("file", REQUIREMENTS)
def test_every_requirement_is_pinned_and_has_its_reason_in_one_line(file):
    assert _reasons(f"`{file}`") == list(_pins(file))


def test_the_constraints_hold_every_pin():
    constraints = {key.lower().replace("_", "-"): pin for key, pin in _pins("constraints.txt").items()}
    pins = {key: pin for file in REQUIREMENTS for key, pin in _pins(file).items()}
    assert {key: constraints.get(key) for key in pins} == pins


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_leads_somewhere(document):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_script_named_in_a_document_can_be_run(document):
    scripts = set(re.findall(r"\bscript/[a-z_]+\b(?!\.)", document.read_text()))
    missing = [script for script in scripts if not (ROOT / script).is_file()]
    assert missing == []
    assert [script for script in scripts - {"script/environment"} if not os.access(ROOT / script, os.X_OK)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_command_named_in_a_document_exists(document):
    from django.core.management import get_commands

    named = set(re.findall(r"manage\.py ([a-z_]+)", document.read_text()))
    assert named - set(get_commands()) == set()


def test_the_readmes_are_twins():
    """The same headings in number and level, the same commands."""
    english, chinese = ((ROOT / file).read_text() for file in ("README.md", "README.zh-CN.md"))

    def shape(text: str) -> list[str]:
        outside_code = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        return re.findall(r"^#+(?= )", outside_code, re.MULTILINE)

    def commands(text: str) -> list[str]:
        return re.findall(r"^(?:script/|git clone|cd ).*?(?=  |$)", text, re.MULTILINE)

    assert shape(english) == shape(chinese)
    assert commands(english) == commands(chinese)


def test_the_scripts_are_valid_shell():
    for script in ("script/server", "script/bench", "script/environment"):
        assert run("sh", "-n", script).stderr == ""
    for script in ("script/test", ".ci/run"):
        assert run("bash", "-n", script).stderr == ""
