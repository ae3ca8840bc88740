import json
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from services.documents.actions.issue import issue
from services.documents.actions.revoke import revoke
from services.documents.actions.sign import sign
from services.documents.queries import docx_of, pdf_of
from tests.services.documents.samples import issue_arguments
from tests.services.documents.test_sign import sign_all, typed

MISSING = "没有这份文书或编号不对"
SCRIPT = Path(__file__).parents[3] / "services/documents/static/papers/sha256.js"


def page(client, paper):
    return client.get(paper.get_absolute_url()).content.decode()


def compare(client, paper, content):
    return client.post(paper.get_absolute_url(), {"file": SimpleUploadedFile("手上的.pdf", content)})


def test_a_stranger_sees_the_back_of_a_paper_and_nothing_of_its_content(paper, browse, county_a):
    said = page(browse(county_a), paper)
    for part in (
        paper.number,
        "人民调解协议书",
        "柳湾镇人民调解委员会",
        "现在有效",
        "应签 3 方，还没有在线签名",
    ):
        assert part in said
    for secret in ("沈秋禾", "陆明川", "排水", "800元", "990121198504121234"):
        assert secret not in said


def test_the_answer_is_kept_nowhere(paper, browse, county_a):
    client = browse(county_a)
    for address in (paper.get_absolute_url(), "/verify/", "/verify/ABCDEFGHJKMNPQRS/"):
        assert "no-store" in client.get(address)["Cache-Control"]
        assert "X-Page-Cache" not in client.get(address)


def test_signatures_are_counted_and_never_named(paper, browse, county_a, drawing, photo):
    client = browse(county_a)
    sign(paper, "mediator_1", typed(paper, "周望"), actor=None)
    assert "应签 3 方，已签 1 方" in page(client, paper)
    assert "周望" not in page(client, paper)


def test_all_have_signed(paper, browse, county_a, drawing, photo):
    sign_all(paper, drawing, photo)
    assert "应签 3 方，已全部签名" in page(browse(county_a), paper)


def test_a_revoked_or_replaced_paper_says_so(paper, browse, county_a):
    client = browse(county_a)
    other = issue("acceptance_register", **issue_arguments())
    revoke(other, actor=None, reason="沈秋禾的姓名写错")
    said = page(client, other)
    assert "撤销，不再有效" in said and "现在有效" not in said and "沈秋禾" not in said
    issue("mediation_agreement", **issue_arguments(replaces=paper))
    assert "已被新的文书替换" in page(client, paper)


@pytest.mark.parametrize(
    "typed_code", ["ABCDEFGHJKMNPQRS", "x", "0000-0000-0000-0000", "ABCD EFGH JKMN PQRS", "%27%22%3Cb%3E"]
)
def test_a_wrong_code_says_nothing(browse, county_a, typed_code):
    answer = browse(county_a).get(f"/verify/{typed_code}/")
    assert answer.status_code == 404
    assert MISSING in answer.content.decode()
    assert "<b>" not in answer.content.decode()


def test_another_countys_paper_is_answered_like_one_that_does_not_exist(paper, browse, county_b):
    client, nowhere = browse(county_b), "ABCDEFGHJKMNPQRS"
    theirs, missing = client.get(paper.get_absolute_url()), client.get(f"/verify/{nowhere}/")
    assert theirs.status_code == missing.status_code == 404
    assert theirs.content.decode().replace(paper.code, nowhere) == missing.content.decode()
    assert client.get(f"/api/v1/verify/{paper.code}/").json() == {"error": MISSING}


def test_a_code_is_found_however_it_is_typed(paper, browse, county_a):
    client = browse(county_a)
    for way in (paper.code.lower(), paper.shown_code, f" {paper.shown_code.replace('-', ' ')} "):
        answer = client.get("/verify/", {"code": way})
        assert (answer.status_code, answer["Location"]) == (302, f"/verify/{paper.code}/")
    wrong = client.get("/verify/", {"code": "abc"})
    assert wrong.status_code == 200 and MISSING in wrong.content.decode()
    assert MISSING not in client.get("/verify/").content.decode()


def test_without_script_the_server_compares(paper, browse, county_a):
    client = browse(county_a)
    assert "一字不差：签发的PDF</p>" in compare(client, paper, pdf_of(paper)).content.decode()
    assert "与签发的文件一字不差：签发的Word文件" in compare(client, paper, docx_of(paper)).content.decode()
    changed = compare(client, paper, pdf_of(paper) + b" ").content.decode()
    assert "verify-answer__word--no" in changed and "与签发的文件一字不差：</p>" not in changed
    assert "请先选择文件" in client.post(paper.get_absolute_url()).content.decode()
    assert "verify-answer__word--no" in compare(client, paper, b"").content.decode()


def test_both_copies_of_a_signed_paper_are_recognised(paper, browse, county_a, drawing, photo):
    issued = pdf_of(paper)
    sign_all(paper, drawing, photo)
    paper.refresh_from_db()
    client = browse(county_a)
    assert "一字不差：签发的PDF</p>" in compare(client, paper, issued).content.decode()
    assert "一字不差：各方签名后的PDF</p>" in compare(client, paper, pdf_of(paper)).content.decode()


def test_guessing_is_slowed_down(paper, browse, county_a, settings):
    settings.THROTTLES = {"verify": 3}
    client = browse(county_a)
    answers = [client.get(f"/verify/ABCDEFGHJKMNPQR{last}/").status_code for last in "234"]
    assert answers == [404, 404, 404]
    for address in (paper.get_absolute_url(), "/verify/", f"/api/v1/verify/{paper.code}/"):
        slowed = client.get(address)
        assert slowed.status_code == 429 and int(slowed["Retry-After"]) <= 60


def test_the_interface(paper, browse, county_a):
    told = browse(county_a).get(f"/api/v1/verify/{paper.shown_code}/").json()
    assert told == {
        "number": paper.number, "kind": "mediation_agreement", "kind_name": "人民调解协议书",
        "office": "柳湾镇人民调解委员会", "issued_at": paper.issued_at.isoformat(), "state": "valid",
        "signatures": {"needed": 3, "made": 0, "last_at": None},
        "sha256": [paper.pdf_sha256, paper.docx_sha256],
    }  # fmt: skip


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node to run the script")
def test_the_hash_by_hand_is_the_hash_of_the_browser():
    lengths = [0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 1000, 65537]
    asked = (
        f"import {{ byHand, sha256 }} from {json.dumps(SCRIPT.as_uri())};"
        "const hex = (bytes) => Buffer.from(bytes).toString('hex'); const out = [];"
        f"for (const length of {lengths}) {{ const data = new Uint8Array(length).map((_, at) => (at * 7 + 3) % 256);"
        "out.push([hex(byHand(data)), await sha256(data.buffer)]); } console.log(JSON.stringify(out));"
    )
    ran = subprocess.run(
        ["node", "--input-type=module", "-e", asked], capture_output=True, text=True, check=True
    )
    wanted = [sha256(bytes((at * 7 + 3) % 256 for at in range(length))).hexdigest() for length in lengths]
    assert json.loads(ran.stdout) == [[digest, digest] for digest in wanted]
