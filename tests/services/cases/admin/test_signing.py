import base64
import io

import pytest
from PIL import Image

from services.cases.actions.make_papers import make_ahead
from services.cases.models import CaseEvent, CasePaper

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(inside_a, case, officer) -> CasePaper:
    return make_ahead(case, "rights_notice", doer=officer)


def drawn() -> str:
    picture = io.BytesIO()
    image = Image.new("RGBA", (200, 80))
    for x in range(20, 180):
        for y in range(38, 42):
            image.putpixel((x, y), (0, 0, 0, 255))
    image.save(picture, "PNG")
    return "data:image/png;base64," + base64.b64encode(picture.getvalue()).decode()


def address(paper: CasePaper) -> str:
    return f"/admin/cases/{paper.case_id}/papers/{paper.pk}/sign/{paper.paper.seats[0]['code']}/"


def said(paper: CasePaper, **more: str) -> dict[str, str]:
    return {"sign-sent": "1", "sign-read": "yes", "seen": paper.paper.pdf_sha256, **more}


def test_a_party_signs_by_hand_in_front_of_the_officer(desk, paper):
    client = desk("case_officer")
    assert (
        f"/sign/{paper.paper.seats[0]['code']}/"
        in client.get(f"/admin/cases/{paper.case_id}/").content.decode()
    )
    sent = said(paper, **{"sign-signature-way": "drawn", "sign-signature-drawn": drawn()})
    answer = client.post(address(paper), sent)
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/cases/{paper.case_id}/#papers")
    assert paper.paper.signatures.get().seat == paper.paper.seats[0]["code"]
    assert CaseEvent.objects.filter(case=paper.case, kind="signed").count() == 1
    assert client.get(address(paper)).status_code == 404


def test_nobody_types_the_name_of_another(desk, paper):
    name = paper.paper.seats[0]["name"]
    typed = {"sign-signature-way": "typed", "sign-signature-typed": name, "sign-signature-confirmed": "yes"}
    answer = desk("case_officer").post(address(paper), said(paper, **typed))
    assert "不能替别人输入姓名，请本人手写签名" in answer.content.decode()
    assert 'value="typed"' not in answer.content.decode()
    assert paper.paper.signatures.count() == 0


def test_another_file_than_was_shown_is_not_signed(desk, paper):
    sent = said(paper, **{"sign-signature-way": "drawn", "sign-signature-drawn": drawn()}) | {
        "seen": "0" * 64
    }
    answer = desk("case_officer").post(address(paper), sent)
    assert answer.status_code == 409
    assert "没有签成" in answer.content.decode()


@pytest.mark.parametrize(("role", "status"), [("supervisor", 403), ("mediator", 404), ("editor", 403)])
def test_who_does_not_work_on_it_signs_nothing(role, status, desk, paper):
    assert desk(role).get(address(paper)).status_code == status
    assert desk(role).post(address(paper), said(paper)).status_code == status
