import io
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction
from docx import Document

from services.documents.actions.issue import Seat, issue
from services.documents.errors import PaperError
from services.documents.foot import Foot
from services.documents.library import shipped
from services.documents.models import Paper
from services.documents.queries import by_code, docx_of, papers_of, pdf_of
from services.documents.setting import set_paper
from services.documents.vocabulary import UnknownContextError
from services.documents.word import template
from tenants.models import JournalEntry
from tenants.scope import in_tenant
from tests.services.documents.samples import MATTER, context, issue_arguments, text_of


def test_a_paper_says_what_it_was_given(paper):
    said = text_of(pdf_of(paper))
    for part in (
        "沈秋禾，女，汉族，1985年4月12日出生",
        "陆明川支付沈秋禾墙面修补费800元",
        "柳湾镇人民调解委员会（印章）",
    ):
        assert part in said
    assert (
        "".join(paragraph.text for paragraph in Document(io.BytesIO(docx_of(paper))).paragraphs).count(
            "沈秋禾"
        )
        >= 2
    )


def test_its_foot_says_how_to_check_it(paper, county_a):
    said = text_of(pdf_of(paper))
    assert f"核验码{paper.shown_code}" in said
    assert "登记链头a1b2c3d4e5f6" in said
    assert f"{county_a.root_url}/verify/" in said


def test_what_is_kept(paper, person):
    assert (paper.number, paper.matter_number, paper.kind_name) == (f"{MATTER}-01", MATTER, "人民调解协议书")
    assert paper.pdf_sha256 == sha256(pdf_of(paper)).hexdigest()
    assert paper.docx_sha256 == sha256(docx_of(paper)).hexdigest()
    assert set(paper.code) <= set("23456789ABCDEFGHJKMNPQRSTUVWXYZ") and len(paper.code) == 16
    assert paper.state == Paper.State.VALID
    line = JournalEntry.objects.get(verb="paper_issued")
    assert (line.actor, line.subject_id) == (person("jia-case_officer"), str(paper.pk))


def test_nothing_readable_lies_on_the_disk(paper):
    with paper.pdf.open("rb") as kept:
        assert b"%PDF" not in kept.read()
    stored = (
        Paper._base_manager.filter(pk=paper.pk)
        .extra(select={"raw": "seats || subject_label"})
        .values("raw")
        .get()
    )
    assert "沈秋禾" not in stored["raw"]


def test_papers_of_a_matter_are_counted(paper):
    second = issue("acceptance_register", **issue_arguments())
    assert [one.number for one in papers_of(MATTER)] == [f"{MATTER}-01", f"{MATTER}-02"]
    assert second.code != paper.code


def test_a_new_paper_takes_the_force_of_the_old_one(paper):
    new = issue("mediation_agreement", **issue_arguments(replaces=paper))
    paper.refresh_from_db()
    assert (paper.state, paper.replaced_by) == (Paper.State.REPLACED, new)
    with pytest.raises(PaperError):
        issue("mediation_agreement", **issue_arguments(replaces=paper))
    assert papers_of(MATTER).count() == 2


def test_a_kind_without_a_form_is_filled_on_the_general_one(inside_a):
    paper = issue("own_kind_of_a_county", **issue_arguments(kind_name="入户走访单"))
    assert paper.kind_name == "入户走访单"
    assert "入户走访单" in text_of(pdf_of(paper))


def test_what_no_template_can_name_is_a_mistake_of_the_caller(inside_a):
    with pytest.raises(UnknownContextError, match="aplicants"):
        issue("mediation_agreement", **issue_arguments(context=context(aplicants=[])))
    with pytest.raises(ValueError, match="seats"):
        issue("mediation_agreement", **issue_arguments(seats=(Seat("a", "x", "y"), Seat("a", "x", "z"))))


def test_fields_of_the_case_stand_in(inside_a):
    told = {"field": {"agreed_terms": "甲方三日内搬走木料。", "dispute_summary": "木料占道。"}}
    said = text_of(pdf_of(issue("mediation_agreement", **issue_arguments(context=told))))
    assert "甲方三日内搬走木料。" in said and "木料占道。" in said


def test_values_are_text_and_never_instructions(inside_a):
    hostile = "{{ 7*7 }} <w:br/> #panic() & $x$ \x07\x00 \ue0000\ue001"
    said = text_of(pdf_of(issue("mediation_agreement", **issue_arguments(context=context(facts=hostile)))))
    assert "{{7*7}}<w:br/>#panic()&$x$" in said


def test_another_county_does_not_find_it(paper, county_b):
    with in_tenant(county_b):
        assert by_code(paper.code) is None
        assert list(papers_of(MATTER)) == []


def test_two_papers_of_one_matter_at_once_get_two_numbers(paper, monkeypatch):
    """The second read the same count as the first; the table refuses, and it takes the next number."""
    counts = iter([f"{MATTER}-01", f"{MATTER}-02"])
    monkeypatch.setattr("services.documents.actions.issue._next_number", lambda matter: next(counts))
    assert issue("acceptance_register", **issue_arguments()).number == f"{MATTER}-02"
    with pytest.raises(IntegrityError), transaction.atomic():
        issue("acceptance_register", **issue_arguments(number=f"{MATTER}-02"))


def test_the_same_values_at_the_same_moment_make_the_same_pdf():
    at = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
    content = template(shipped()["mediation_agreement"])
    made = [
        set_paper(content, context(), (), title="协议", foot=Foot(("脚注",)), at=at).pdf for _ in range(2)
    ]
    assert made[0] == made[1]
