import pytest
from django.core.management import CommandError, call_command

from services.documents.management.commands.sample_papers import USUAL
from tests.services.documents.samples import text_of


def test_the_usual_three_without_a_county(tmp_path, capsys):
    call_command("sample_papers", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"{kind}.{ending}" for kind in USUAL for ending in ("docx", "pdf")
    )
    said = text_of((tmp_path / "judicial_confirmation_application.pdf").read_bytes())
    assert "样张" in said and "编号：（2026）云人调字第018号" in said and "云溪县人民法院" in said
    assert capsys.readouterr().out.count("人民调解协议书") == 1


def test_a_kind_that_is_none(tmp_path):
    with pytest.raises(CommandError, match="nothing"):
        call_command("sample_papers", tmp_path, "nothing")
