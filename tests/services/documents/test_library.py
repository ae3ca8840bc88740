import io
import re

import pytest
from docx import Document

from services.documents import intake, offered, placeholders
from services.documents.fill import fill
from services.documents.layout import read
from services.documents.library import shipped
from services.documents.trial import SEATS, sample, trial
from services.documents.vocabulary import vocabulary
from services.documents.word import template
from services.procedures.library import shipped as procedures
from tests.services.documents.samples import text_of

FORMS = shipped()
_TEXT = re.compile(r"\{\{ ([^ .]+|field\.[a-z_]+) \}\}")


def words_of(docx: bytes) -> str:
    document = Document(io.BytesIO(docx))
    texts = [
        node.text
        for node in document.element.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")
    ]
    return re.sub(r"\s", "", "".join(text or "" for text in texts))


def asked_of(form) -> list[str]:
    """What the form prints outside of loops, as the sample has it."""
    said = sample(form.title)
    names = {word.name: said.get(code, "") for code, word in vocabulary().texts.items()}
    names |= {
        "申请人姓名": "沈秋禾",
        "被申请人姓名": "陆明川",
        "当事人姓名": "沈秋禾、陆明川",
        "调解员姓名": "周望、江晚",
    }
    asked = _TEXT.findall(form.body)
    return [
        f"〔{name.removeprefix('field.')}〕" if name.startswith("field.") else names[name] for name in asked
    ]


@pytest.mark.parametrize("kind", FORMS)
def test_every_form_says_in_both_files_what_it_was_given(inside_a, kind):
    form = FORMS[kind]
    files = trial(kind)
    word, pdf = words_of(files.docx), text_of(files.pdf)
    for value in asked_of(form):
        for line in re.sub(r"[ \t]", "", value).split("\n"):
            assert line in word
            assert line in pdf
    if "@seats" in form.body:
        assert [spot["seat"] for spot in files.spots] == [0, 1, 2]
        assert "申请人（签名、盖章或按指印）" in pdf
    assert ("（印章）" in pdf) is ("@seal" in form.body)


@pytest.mark.parametrize("kind", FORMS)
def test_every_shipped_file_would_be_accepted_from_an_office(kind):
    content = template(FORMS[kind])
    found = placeholders.find(content, offered.fields())
    assert (intake.faults(content), list(found.unknown), found.faults) == ([], [], [])


@pytest.mark.parametrize("kind", FORMS)
def test_nothing_is_lost_where_nothing_is_given(kind):
    """An empty case leaves lines to write on, and neither braces nor private characters."""
    said = words_of(fill(template(FORMS[kind]), {}, SEATS))
    assert not re.search("[{}%\ue000-\ue00f]", said)


def test_every_paper_that_a_procedure_makes_has_a_form():
    made = {
        code for one in procedures().values() for code, paper in one.documents.items() if not paper.uploaded
    }
    assert made - set(FORMS) == set()


def test_every_form_is_named_once_and_laid_out():
    assert len(FORMS) >= 100
    assert [form.kind for form in FORMS.values() if not read(form.body)] == []
    titles = [form.title for form in FORMS.values()]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_a_loop_over_a_table_field_makes_rows():
    told = {
        "field": {"dossier_items": [{"item": "申请书", "page_no": "1"}, {"item": "协议书", "page_no": "2"}]}
    }
    said = words_of(fill(template(FORMS["dossier_cover"]), told, ()))
    assert "1申请书1" in said and "2协议书2" in said
