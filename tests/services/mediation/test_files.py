"""Files in a room: who may bring what, who sees it, and that a sealed room keeps its own."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from services.documents.store import opened
from services.mediation import pages
from services.mediation.actions.share_file import share_file
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Room, RoomEvent, Seat, SharedFile
from tenants.scope import in_tenant
from tests.people import sign_in
from tests.services.mediation.people import browser
from tests.services.mediation.rooms import part, pdf, put_in, seated, shared

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(inside_a):
    return seated()


def jpeg(size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, "JPEG")
    return out.getvalue()


def names(seat: Seat) -> list[str]:
    return [row["name"] for row in part(seat, "files")["list"]]


def posted(here, key: str, name: str, content: bytes):
    return browser(here.room, key).post(
        f"/mediation/{here.room.code}/files/", {"file": SimpleUploadedFile(name, content)}
    )


def test_what_is_shared_is_for_everybody_who_is_there(here):
    row = shared(here.a)
    assert (row.name, row.mime, row.pages, row.place) == ("鉴定意见.pdf", "application/pdf", 3, "joint")
    for seat in (here.mediator, here.a, here.b, here.insurer, here.observer):
        assert names(seat) == ["鉴定意见.pdf"]
    shown = part(here.b, "files")["list"][0]
    assert {key: shown[key] for key in ("id", "pages", "by", "sealed", "url", "may_present")} == {
        "id": row.pk,
        "pages": 3,
        "by": "沈秋禾",
        "sealed": False,
        "url": f"/mediation/{here.room.code}/files/{row.pk}/",
        "may_present": False,
    }
    event = RoomEvent.objects.get(kind="file_shared")
    assert (event.seat_id, event.place, event.data) == (here.a.pk, "joint", {"file": row.pk})


def test_it_lies_sealed_on_the_disk_and_under_no_name_of_its_own(here):
    content = pdf()
    row = share_file("沈秋禾.pdf", content, actor=here.a)
    kept = row.file.open("rb").read()
    assert b"%PDF" not in kept
    assert opened(row.file) == content
    assert "沈秋禾" not in row.file.name


def test_a_photograph_is_kept_as_a_picture_and_nothing_else(here):
    row = share_file("界桩.PNG.jpg", jpeg(), actor=here.b)
    assert (row.name, row.mime, row.pages) == ("界桩.PNG.jpg", "image/jpeg", 1)
    assert part(here.a, "files")["list"][0]["pages"] == 1


@pytest.mark.parametrize("key", ["mediator", "co", "recorder", "a", "b", "agent", "expert", "insurer"])
def test_everybody_who_may_share_does(here, key):
    shared(getattr(here, key), pages=1)
    assert SharedFile.objects.count() == 1


def test_who_only_listens_shares_nothing(here):
    with pytest.raises(NotAllowed):
        shared(here.observer)


@pytest.mark.parametrize("state", ["waiting", "removed", "refused", "invited"])
def test_nobody_shares_from_before_the_door(here, state):
    Seat.objects.filter(pk=here.a.pk).update(state=state)
    with pytest.raises(NotAllowed):
        shared(here.a)
    shared(here.b, pages=1)
    assert part(here.a, "files") is None


def test_nothing_is_shared_after_the_end(here):
    Room.objects.update(state=Room.State.ENDED)
    with pytest.raises(RoomError, match="已经结束"):
        shared(here.a)


def test_a_sealed_room_keeps_what_is_shared_in_it(here):
    """Not list, not number, not name nor size reaches the others; nor those who are taken in later."""
    put_in("a", here.a, here.mediator)
    row = shared(here.a, "底线.pdf")
    assert [names(seat) for seat in (here.a, here.mediator)] == [["底线.pdf"], ["底线.pdf"]]
    assert part(here.a, "files")["list"][0]["sealed"] is True
    for seat in (here.b, here.agent, here.co, here.insurer, here.observer):
        assert part(seat, "files") == {"list": [], "wall": None, "may_share": seat is not here.observer}
    put_in("a", here.co, here.expert)
    assert [names(seat) for seat in (here.co, here.expert)] == [[], []]
    put_in("joint", here.a, here.mediator, here.co, here.expert)
    assert [names(seat) for seat in (here.a, here.mediator, here.b)] == [["底线.pdf"], ["底线.pdf"], []]
    assert row.readers == sorted([here.a.pk, here.mediator.pk])


def test_who_was_away_does_not_get_what_was_shared_meanwhile(here):
    put_in("b", here.b, here.mediator)
    shared(here.a)
    put_in("joint", here.b, here.mediator)
    assert [names(seat) for seat in (here.a, here.b, here.mediator)] == [["鉴定意见.pdf"], [], []]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("x.jpg", b"<html><script>alert(1)</script></html>", "内容与格式不符"),
        ("x.jpg", b"\xff\xd8\xff<html><script>alert(1)</script></html>", "打不开"),
        ("x.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "内容与格式不符"),
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不能接收"),
        ("x.html", b"<html>", "不能接收"),
        ("x.webp", b"RIFF\x00\x00\x00\x00WAVEfmt ", "打不开"),
        ("x.pdf", b"%PDF-1.7 <script>alert(1)</script>", "打不开"),
        ("x.pdf", b"", "是空的"),
        ("x.pdf", b"%PDF-" + b"x" * (20 * 1024 * 1024), "不能超过20MB"),
        ("x", b"%PDF-", "不能接收"),
        (".pdf", b"%PDF-", "不能接收"),
        ("协议.docx", b"PK\x03\x04", "另存为PDF"),
    ],
    ids=[
        "html", "html-with-magic", "svg-as-png", "svg", "html-file", "sound", "html-in-pdf", "empty", "large",
        "no-suffix", "only-suffix", "word",
    ],
)  # fmt: skip
def test_what_is_hostile_or_cannot_be_shown_is_not_taken_in(here, name, content, why):
    with pytest.raises(RoomError, match=why):
        share_file(name, content, actor=here.a)
    assert SharedFile.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\底线.pdf", "底线.pdf"),
        ("a\u202efdp.pdf", "afdp.pdf"),
        ("行\r\nSet-Cookie: x.pdf", "行Set-Cookie: x.pdf"),
        ("长" * 300 + ".pdf", "长" * 100 + ".pdf"),
    ],
)
def test_a_name_is_a_name_and_no_path(here, name, kept):
    row = share_file(name, pdf(1), actor=here.a)
    assert row.name == kept
    assert re.fullmatch(rf"mediation/{here.room.pk}/jia/[0-9a-f]{{32}}", row.file.name)


def test_a_room_takes_so_many_files(here, monkeypatch):
    monkeypatch.setattr("services.mediation.actions.share_file.MOST_FILES", 1)
    shared(here.a, pages=1)
    with pytest.raises(RoomError, match="已满1份"):
        shared(here.b, pages=1)


def test_the_door_takes_a_file_and_says_what_is_wrong_with_another(here):
    answer = posted(here, "a", "底线.pdf", pdf(2))
    assert (answer.status_code, answer.json()["pages"]) == (201, 2)
    answer = posted(here, "a", "底线.pdf", b"<html>")
    assert (answer.status_code, answer.json()) == (
        422, {"error": "“底线.pdf”打不开：内容与格式不符，可能已经损坏，请换一个。"},
    )  # fmt: skip
    assert posted(here, "observer", "底线.pdf", pdf(1)).status_code == 403
    client = browser(here.room, "a")
    assert client.post(f"/mediation/{here.room.code}/files/").status_code == 422
    assert client.get(f"/mediation/{here.room.code}/files/").status_code == 405


def test_a_file_is_saved_and_a_page_is_a_picture(here):
    row, client = shared(here.a), browser(here.room, "b")
    answer = client.get(f"/mediation/{here.room.code}/files/{row.pk}/")
    assert (answer["Content-Type"], b"".join(answer)[:5]) == ("application/pdf", b"%PDF-")
    assert answer["Content-Disposition"].startswith("attachment; ")
    page = client.get(f"/mediation/{here.room.code}/files/{row.pk}/2.png")
    assert (page["Content-Type"], Image.open(io.BytesIO(b"".join(page))).size) == ("image/png", (1200, 1600))
    for one in (answer, page):
        assert one["X-Content-Type-Options"] == "nosniff"
        assert one["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "no-store" in one["Cache-Control"]
    for wrong in ("0.png", "4.png", "2.jpg", "2.html", "99999999999.png"):
        assert client.get(f"/mediation/{here.room.code}/files/{row.pk}/{wrong}").status_code == 404


def test_a_photograph_is_shown_as_it_is(here):
    row = share_file("界桩.jpg", jpeg(), actor=here.a)
    client = browser(here.room, "b")
    page = client.get(f"/mediation/{here.room.code}/files/{row.pk}/1.jpg")
    assert (page["Content-Type"], page.get("Content-Disposition")) == ("image/jpeg", None)
    assert client.get(f"/mediation/{here.room.code}/files/{row.pk}/1.png").status_code == 404


def test_whoever_may_not_read_it_is_told_that_there_is_none(here, browse, county_a, county_b, monkeypatch):
    put_in("a", here.a, here.mediator)
    row = shared(here.a, "底线.pdf")
    base = f"/mediation/{here.room.code}/files/{row.pk}"
    none = f"/mediation/{here.room.code}/files/{row.pk + 1}"
    drawn = []
    monkeypatch.setattr(pages, "_run", lambda *told: drawn.append(told) or b"")
    visitors = {
        "other side": browser(here.room, "b"),
        "expert": browser(here.room, "expert"),
        "nobody": browse(county_a),
        "stranger": browse(county_a, "stranger"),
        "member": browse(county_a, "jia-county_admin"),
        "mediator of the other county": browse(county_b, "yi-mediator"),
        "of the other county, here": browse(county_a, "yi-mediator"),
    }
    for who, client in visitors.items():
        for address in (f"{base}/", f"{base}/1.png", f"{base}/9.png", f"{none}/", f"{none}/1.png"):
            assert (who, address, client.get(address).status_code) == (who, address, 404)
    assert drawn == []
    own = browser(here.room, "a")
    assert [own.get(one).status_code for one in (f"{base}/", f"{base}/1.png", f"{none}/")] == [200, 200, 404]


def test_who_leads_has_passed_the_second_factor_where_the_county_asks_for_it(here, browse, county_a):
    type(county_a).objects.filter(pk=county_a.pk).update(second_factor_roles=["mediator"])
    row = shared(here.mediator)
    address = f"/mediation/{here.room.code}/files/{row.pk}/"
    hasty = sign_in(Client(HTTP_HOST=county_a.site.hostname), "jia-mediator", second_factor=False)
    assert [client.get(address).status_code for client in (hasty, browse(county_a, "jia-mediator"))] == [
        404,
        200,
    ]
    assert hasty.post(f"/mediation/{here.room.code}/files/").status_code == 404


def test_who_was_sent_out_reads_nothing_any_more(here):
    row, client = shared(here.a), browser(here.room, "b")
    address = f"/mediation/{here.room.code}/files/{row.pk}/"
    assert client.get(address).status_code == 200
    Seat.objects.filter(pk=here.b.pk).update(state=Seat.State.REMOVED)
    assert client.get(address).status_code == 404
    Seat.objects.filter(pk=here.b.pk).update(state=Seat.State.ADMITTED)
    Room.objects.update(state=Room.State.ENDED)
    assert client.get(address).status_code == 404


def test_a_file_of_another_room_is_none_here(here):
    other = seated(people={"mediator": ("mediator", "", "周明"), "a": ("party", "a", "别人")})
    row = shared(other.a)
    client = browser(here.room, "b")
    assert client.get(f"/mediation/{here.room.code}/files/{row.pk}/").status_code == 404
    assert client.get(f"/mediation/{other.room.code}/files/{row.pk}/").status_code == 404


def test_a_room_of_the_other_county_is_none_here(county_b, here):
    other = seated("yi")
    with in_tenant(county_b):
        row = shared(other.a)
    client = browser(here.room, "a")
    assert client.get(f"/mediation/{other.room.code}/files/{row.pk}/").status_code == 404
    assert client.get(f"/mediation/{here.room.code}/files/{row.pk}/").status_code == 404


def test_the_list_costs_the_same_whatever_its_length(here, django_assert_num_queries):
    for number in range(3):
        shared(here.a, f"{number}.pdf", pages=1)
    now = Seat.objects.select_related("room__tenant").get(pk=here.b.pk)
    from services.mediation.parts import files

    with django_assert_num_queries(2):
        assert len(files.seen(now.room, now)["list"]) == 3
