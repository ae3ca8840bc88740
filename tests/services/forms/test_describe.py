import json

from services.forms.describe import describe
from tests.services.forms.sample import form


def _field(described, code):
    return next(one for group in described["groups"] for one in group["fields"] if one["code"] == code)


def test_fields_stand_in_their_groups_and_the_rest_comes_last():
    described = describe(form())
    assert [group["title"] for group in described["groups"]] == ["纠纷", "家庭", ""]
    codes = [field["code"] for group in described["groups"] for field in group["fields"]]
    assert codes[:4] == ["about", "title", "kind", "home"]
    assert sorted(codes) == sorted(form().by_code)


def test_a_field_says_what_a_page_needs():
    described = describe(form())
    assert _field(described, "about") == {
        "code": "about", "label": "纠纷情况", "type": "long_text", "help": "说清起因和经过", "longest": 50,
        "required": True, "shown_if": None, "options": [], "columns": [], "shown": True,
    }  # fmt: skip
    assert _field(described, "kind")["options"] == [
        {"value": "family", "label": "婚姻家庭"},
        {"value": "work", "label": "劳动"},
    ]
    assert [column["code"] for column in _field(described, "items")["columns"]] == ["what", "cost"]


def test_conditions_come_as_declared_and_answered():
    described = describe(form(), {"kind": "work"})
    assert (_field(described, "employer")["shown"], _field(described, "home")["shown"]) == (True, False)
    assert _field(described, "wages")["shown_if"] == {
        "all": [{"field": "kind", "is": "work"}, {"field": "employer", "filled": True}]
    }


def test_it_is_plain_data():
    described = describe(form())
    assert json.loads(json.dumps(described)) == described | {
        "groups": json.loads(json.dumps(described["groups"]))
    }
