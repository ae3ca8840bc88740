from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from services.cases.models import CaseEvent

pytestmark = pytest.mark.django_db


def test_all_hold(inside_a, new_case, case_of_b):
    new_case()
    out = StringIO()
    call_command("verify_cases", stdout=out)
    assert "2件案件，全部通过" in out.getvalue()


def test_a_broken_one_is_named_and_ends_with_one(inside_a, new_case, case_of_b):
    whole, broken = new_case().case, new_case().case
    CaseEvent.objects.filter(case=broken).update(text="改过")
    said = StringIO()
    with pytest.raises(CommandError, match="3件案件，1件没有通过") as error:
        call_command("verify_cases", stderr=said)
    assert error.value.returncode == 1
    assert said.getvalue().strip() == f"jia {broken.number}：第1条记录本身被改动"
    call_command("verify_cases", case=whole.number, stdout=StringIO())
    call_command("verify_cases", tenant="yi", stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("verify_cases", tenant="jia", case=broken.number, stderr=said)


@pytest.mark.parametrize("asked", [{"tenant": "nowhere"}, {"case": "（2026）甲民调第999号"}])
def test_what_is_not_there_is_said(asked, inside_a, new_case):
    new_case()
    with pytest.raises(CommandError, match="没有这个"):
        call_command("verify_cases", **asked)
