"""What the forms of the parts take and give, over the whole library and over data that nobody would write."""

import json

import pytest

from services.designer import parts
from services.designer.actions.copy_entry import without_variants
from services.designer.actions.save_draft import LONGEST, save_draft
from services.designer.compare import changes
from services.designer.errors import NotNow, TooLarge
from services.designer.forms.registry import FORMS
from services.designer.models import DraftSave
from services.designer.queries import drafts, faults
from services.procedures.library import shipped
from services.procedures.load import read
from services.procedures.variants import varied


def _sent(value):
    return value is not None and value is not False


def unchanged(section, data, code):
    """The declaration after the form of a part was sent as it is shown."""
    shown = FORMS[section](declaration=data, code=code)
    sent = {field.html_name: field.value() for field in shown if _sent(field.value())}
    form = FORMS[section](sent, declaration=data, code=code)
    assert form.is_valid(), (section, code, form.errors)
    return form.changed()


@pytest.mark.parametrize("procedure", shipped().values(), ids=shipped())
def test_every_form_gives_back_what_it_shows(procedure):
    procedure = without_variants(procedure)
    data = dict(procedure.source)
    for section in FORMS:
        for code in parts.entries(data, section) if section != "basics" else ("",):
            data = unchanged(section, data, code)
    found = read(data, "again")
    assert changes(procedure, found) == ()
    assert found == procedure


@pytest.mark.parametrize("procedure", shipped().values(), ids=shipped())
def test_every_variant_is_told_in_words(procedure):
    plain = without_variants(procedure)
    for variant in procedure.variants:
        assert changes(plain, varied(procedure, variant.code)) != (), variant.code


WEIRD = (
    {},
    {"states": "none", "transitions": [], "clocks": 3, "follow_ups": {"a": 1}, "numbers": None},
    {"code": "X", "name": ["a"], "states": {"a": 5, "b": {"name": {}}, "c": {"turn": 7, "kind": []}}},
    {
        "transitions": {"t": {"from": {"a": 1}, "to": [], "requires": "x", "by": [1, None]}},
        "unheard": {"x": 1},
    },
    {
        "clocks": {"c": {"number": [], "extended_by": [1], "until": 4}},
        "numbers": {"n": {"unit": 4, "amount": "x"}},
    },
    {"fields": {"f": {"type": [], "options": 3, "columns": {"c": 4}}}, "guards": {"g": {"when": {"all": 3}}}},
    {"compositions": {"c": {"seats": [1, {"role": []}, "x"]}}, "subsidies": [1, "x", {"to": 3}], "texts": []},
)


@pytest.mark.parametrize("data", WEIRD)
def test_data_that_nobody_would_write_is_told_and_shown(data, draft, admin, browse, county_a):
    """A declaration only comes from the forms; what else stands there is a fault and no failure."""
    save_draft(draft, data, actor=admin, what="怪", revision=1)
    judged = faults.judged(draft, county_a)
    assert judged.procedure is None
    assert judged.findings != ()
    client = browse(county_a, "jia-county_admin")
    assert client.get(f"/admin/designer/drafts/{draft.pk}/").status_code == 200
    for section in FORMS:
        for code in parts.entries(data, section):
            assert client.get(f"/admin/designer/drafts/{draft.pk}/{section}/{code}/").status_code == 200


def test_an_unknown_key_is_named_where_it_stands(draft, admin, county_a):
    data = drafts.data_of(draft.text)
    state = {"name": "已受理", "colour": "red"}
    save_draft(draft, parts.put(data, "states", "accepted", state), actor=admin, what="键", revision=1)
    (found,) = faults.judged(draft, county_a).findings
    assert (found.section, found.entry, found.sentence) == ("states", "accepted", "不认识的键“colour”")


def test_more_than_a_procedure_can_hold_is_refused(draft, admin):
    data = drafts.data_of(draft.text)
    with pytest.raises(TooLarge):
        save_draft(draft, {**data, "name": "长" * LONGEST}, actor=admin, what="长", revision=1)
    many = {f"s{place}": "状态" for place in range(500)}
    with pytest.raises(TooLarge):
        save_draft(draft, {**data, "states": many}, actor=admin, what="多", revision=1)
    assert DraftSave.objects.count() == 1


def test_the_code_of_a_procedure_stays(draft, admin):
    save_draft(draft, {**drafts.data_of(draft.text), "code": "OTHER"}, actor=admin, what="换代码", revision=1)
    assert json.loads(draft.text)["code"] == "PM_LAND"


def test_a_dropped_draft_rests(draft, admin):
    draft.status = "dropped"
    draft.save()
    with pytest.raises(NotNow):
        save_draft(draft, {}, actor=admin, what="", revision=1)


@pytest.mark.parametrize(
    ("name", "code"),
    [("回访中", "own_hui_fang_zhong"), ("ABC", "own_states"), ("<b>", "own_states"), ("", "own_states")],
)
def test_a_code_comes_from_the_sound_of_the_name(name, code):
    assert parts.fresh_code({}, "states", name) == code
    assert parts.fresh_code({"states": {code: "x"}}, "states", name) == f"{code}_2"
