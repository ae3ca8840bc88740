"""Reading is strict, names the line, and what was read is complete by itself."""

import json

import pytest

from services.declarations.table import MalformedDeclaration
from services.procedures import load
from services.procedures.load import Vocabulary
from tests.services.procedures.small import DATA, TEXT, small


def _problems(text: str) -> list[str]:
    with pytest.raises(MalformedDeclaration) as error:
        load.parse(text, "small.toml")
    return [str(problem) for problem in error.value.problems]


def _line(text: str, mark: str) -> int:
    return 1 + next(place for place, line in enumerate(text.splitlines()) if mark in line)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('family = "test"', 'family = "test"\nfamly = "x"', "不认识的键“famly”"),
        ('working = "办理中"', 'working = {name = "办理中", trun = "clerk"}', "不认识的键“trun”"),
        ('by = "head"', 'bye = "head"', "不认识的键“bye”"),
        ('kind = "limit"', 'kind = "limitt"', "“kind”只能是：limit、recurrence、window、advance_notice、minimum_duration、quota"),
        ("days_before = [3, 1]", 'days_before = [3, "one"]', "“days_before”应是整数的列表"),
        ("on_start = true", 'on_start = "yes"', "“on_start”应是true 或 false"),
        ('name = "逾期终结"', "name = 7", "“name”应是文字"),
        ('after = "done"', 'after = ["done", 3]', "“after”应是文字的列表"),
        ('note = "北方期限为二十日"', 'nota = "x"', "不认识的键“nota”"),
        ('when = {field = "people", at_least = 10}', 'when = {field = "people", over = 10}', "不认识的键“over”"),
        ('{role = "expert", number', '{rule = "expert", number', "不认识的键“rule”"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_an_error_with_its_line(old, new, said):
    assert TEXT.count(old) == 1
    text = TEXT.replace(old, new)
    line = _line(text, new.splitlines()[-1])
    assert f"small.toml:{line}: {said}" in _problems(text)


def test_every_problem_is_named_at_once():
    problems = _problems('code = "X"\nname = ""\nfamily = "f"\n[states]\na = {kind = "initial"}\n')
    assert problems == ["small.toml:2: 缺少“name”", "small.toml:5: 缺少“name”"]


def test_broken_toml_names_its_line():
    assert _problems('code = "X"\nname = [')[0].startswith("small.toml:2: 不是有效的 TOML")
    assert _problems('code = "X"\ncode = "Y"\n')[0].startswith("small.toml:2: 不是有效的 TOML")


def test_data_without_lines_names_the_place():
    with pytest.raises(MalformedDeclaration) as error:
        load.read({**DATA, "states": {"a": {"name": "甲", "x": 1}}}, "stored")
    assert str(error.value) == "stored states.a.x: 不认识的键“x”"


def test_names_come_from_the_vocabulary_unless_declared_here():
    vocabulary = Vocabulary({"roles": {"clerk": "别的名称", "head": "共用的负责人", "unused": "无关"}})
    data = {**DATA, "roles": {code: name for code, name in DATA["roles"].items() if code != "head"}}
    procedure = load.read(data, "small", vocabulary)
    assert {code: role.name for code, role in procedure.roles.items()} == {
        "clerk": "经办人", "bureau": "司法局", "expert": "专家", "party": "当事人", "head": "共用的负责人",
    }  # fmt: skip


def test_names_of_names_are_completed_too():
    vocabulary = Vocabulary(
        {
            "guards": {
                "many": {"name": "人多", "when": {"field": "heads", "at_least": 5}, "numbers": ["crowd"]}
            },
            "fields": {"heads": {"label": "人数", "type": "number"}},
            "numbers": {
                "crowd": {"name": "人多", "amount": 5, "unit": "person", "basis": "乙发〔2021〕2号 一"}
            },
            "sources": {"乙发〔2021〕2号": "乙"},
        }
    )
    data = {**DATA, "subsidies": [{"name": "补贴", "if": "many"}]}
    procedure = load.read(data, "small", vocabulary)
    assert procedure.numbers["crowd"].basis[0].document_number in procedure.sources
    assert procedure.fields["heads"].label == "人数"


def test_a_kept_version_reads_back_without_any_vocabulary():
    procedure = small()
    again = load.restored(load.stored(procedure))
    assert (again, again.digest) == (procedure, procedure.digest)


def test_the_digest_follows_the_declaration_and_not_its_layout():
    shuffled = {**DATA, "roles": dict(sorted(DATA["roles"].items()))}
    assert load.read(shuffled, "x").digest == small().digest
    assert load.parse(f"# 注释\n{TEXT}", "y").digest == small().digest
    assert small({"numbers": {"limit_days": {"amount": 11}}}).digest != small().digest
    turned = {**DATA, "states": dict(reversed(DATA["states"].items()))}
    assert load.read(turned, "z").digest != small().digest


def test_a_basis_is_a_document_and_a_clause():
    basis = small().by_transition["finish"].basis[0]
    assert (basis.document_number, basis.clause) == ("甲发〔2020〕1号", "五")


def test_a_code_of_the_vocabulary_stands_once(tmp_path):
    (tmp_path / "a.toml").write_text('[roles]\nclerk = "经办人"\n')
    (tmp_path / "b.toml").write_text('[roles]\nhead = "负责人"\nclerk = "经办人"\n')
    with pytest.raises(MalformedDeclaration) as error:
        load.load_vocabulary(tmp_path)
    assert [problem.file for problem in error.value.problems] == ["b.toml"]


def test_the_source_is_plain_data():
    assert json.loads(json.dumps(small().source)) == small().source
