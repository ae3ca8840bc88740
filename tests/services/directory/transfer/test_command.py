import io

import pytest
from django.core.management import CommandError, call_command

from services.directory.models import Mediator
from tenants.models import JournalEntry
from tests.services.directory.transfer.tables import csv_of

pytestmark = pytest.mark.django_db
HEAD = ("姓名", "所在组织", "证号")
BRIDGE = "桥头镇人民调解委员会"


def run(path, *rows, **options):
    path.write_bytes(csv_of(HEAD, *rows))
    out = io.StringIO()
    call_command("import_register", "mediators", str(path), tenant="jia", stdout=out, **options)
    return out.getvalue().splitlines()


def test_it_imports_and_names_each_row(tmp_path, committee):
    told = run(tmp_path / "a.csv", ("赵一", BRIDGE, "甲-1"))
    assert told == ["[新增] 第2行 赵一", "新增 1，修改 0，不变 0，有问题 0"]
    assert [row.name for row in Mediator.objects.all()] == ["赵一"]
    entry = JournalEntry.objects.get(verb="import_register")
    assert (entry.actor, entry.data["file"]) == (None, "a.csv")


def test_a_rehearsal_changes_nothing(tmp_path, committee):
    assert run(tmp_path / "a.csv", ("赵一", BRIDGE, "甲-1"), dry_run=True)[0] == "[新增] 第2行 赵一"
    assert Mediator.objects.count() == 0


def test_faulty_rows_end_in_an_error_and_the_others_stay(tmp_path, committee):
    with pytest.raises(CommandError, match="有1行有问题"):
        run(tmp_path / "a.csv", ("赵一", BRIDGE, "甲-1"), ("钱二", "无", ""))
    assert Mediator.objects.count() == 1


def test_an_unknown_county_and_an_unreadable_file_are_said(tmp_path, committee):
    path = tmp_path / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(CommandError, match="另存为"):
        call_command("import_register", "mediators", str(path), tenant="jia")
    with pytest.raises(CommandError, match="没有标识为“nirgends”的租户"):
        call_command("import_register", "mediators", str(path), tenant="nirgends")
