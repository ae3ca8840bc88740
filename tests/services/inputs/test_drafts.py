"""What was typed is kept for who typed it, and for nobody else."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from services.inputs import drafts
from services.inputs.actions.errors import DraftTooLargeError
from services.inputs.actions.keep_file import MOST_FILES
from services.inputs.actions.purge_drafts import purge_drafts
from services.inputs.actions.save_draft import LONGEST, MOST_DRAFTS, save_draft
from services.inputs.bound import Bound
from services.inputs.models import FormDraft, KeptFile
from services.inputs.queries import draft_of, kept_file
from services.inputs.views import save
from tenants.scope import across_tenants, in_tenant
from tests.services.forms import sample
from tests.services.inputs.sending import NEEDED, drawn, pdf

FORM = sample.form()


def opened(request, **how) -> Bound:
    return Bound.of(request, FORM, "form", draft="apply-1", **how)


def autosave(request_of, data, **who):
    """What the script does."""
    ticket = opened(request_of(**who)).ticket
    return save(request_of({**data, "ticket": ticket}, **who))


def typed(request) -> object:
    found = opened(request)
    return found.typed.get("about") if found.restored else None


def test_the_draft_is_there_again_in_the_same_browser(asked):
    answer = autosave(asked, {"form-about": "树挡光", "form-kind": "family", "csrfmiddlewaretoken": "x"})
    assert answer.status_code == 200
    found = opened(asked())
    assert (found.restored, found.typed["about"], found.typed["kind"]) == (True, "树挡光", "family")
    assert "树挡光" in drawn(found) and "已恢复您" in drawn(found)


def test_it_is_sealed_and_knows_its_form(asked):
    autosave(asked, {"form-about": "树挡光", "other-name": "x", "csrfmiddlewaretoken": "x"})
    row = FormDraft.objects.get()
    assert (row.key, row.digest) == ("apply-1", FORM.digest)
    assert "about" not in row.sealed
    _draft, data = draft_of([row.owner], "apply-1")
    assert data.dict() == {"form-about": "树挡光"}


def test_nobody_else_reads_it(asked, person, county_b):
    autosave(asked, {"form-about": "树挡光"})
    assert typed(asked()) == "树挡光"
    assert typed(asked(session=SessionStore())) is None
    assert typed(asked(user=person("stranger"), session=SessionStore())) is None
    with in_tenant(county_b):
        assert typed(asked()) is None
        assert FormDraft.objects.count() == 0


def test_a_persons_draft_is_hers_in_any_browser_and_not_the_next_persons(asked, person):
    mine, other = person("jia-case_officer"), person("jia-mediator")
    shared = SessionStore()
    autosave(asked, {"form-about": "树挡光"}, user=mine, session=shared)
    assert typed(asked(user=mine, session=SessionStore())) == "树挡光"
    assert typed(asked(user=other, session=shared)) is None
    assert typed(asked(session=shared)) is None


def test_what_was_typed_before_signing_in_is_still_there(asked, person):
    browser = SessionStore()
    autosave(asked, {"form-about": "树挡光"}, session=browser)
    assert typed(asked(user=person("stranger"), session=browser)) == "树挡光"


def test_only_a_form_that_was_shown_can_be_saved(asked):
    answers = [
        save(asked({"form-about": "x", "ticket": ticket})).status_code for ticket in ("", "x", "a:b:c")
    ]
    assert (answers, FormDraft.objects.count()) == ([400, 400, 400], 0)


def test_a_failed_submission_and_the_button_without_script_save_too(asked):
    failed = opened(asked({"form-about": "树挡光"}))
    assert (failed.valid, failed.restored, failed.saved_at is None) == (False, False, False)
    kept = opened(asked({"form-about": "墙裂了", "form-keep": "1"}))
    assert (kept.valid, kept.complaints) == (False, [])
    assert typed(asked()) == "墙裂了"


def test_an_upload_of_a_failed_submission_is_in_the_draft(asked):
    opened(asked({"form-papers": [pdf()], "form-about": ""}))
    assert [one["name"] for one in opened(asked()).typed["papers"]] == ["合同.pdf"]


def test_sending_ends_the_draft_and_its_files(asked, django_capture_on_commit_callbacks):
    opened(asked({"form-papers": [pdf()], "form-about": ""}))
    kept = KeptFile.objects.get()
    sent = opened(asked({**NEEDED, "form-papers-kept": kept.key}))
    assert [*sent.files] == [kept.key]
    with django_capture_on_commit_callbacks(execute=True):
        sent.settle()
    assert (FormDraft.objects.count(), KeptFile.objects.count()) == (0, 0)
    assert not kept.file.storage.exists(kept.file.name)


def test_clearing_forgets_everything_at_once(asked, django_capture_on_commit_callbacks):
    opened(asked({"form-papers": [pdf()], "form-about": "树挡光"}))
    kept = KeptFile.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        found = opened(asked({"form-clear": "1", "form-about": "树挡光", "form-papers-kept": kept.key}))
    assert (found.valid, found.typed, found.complaints) == (False, {}, [])
    assert (FormDraft.objects.count(), KeptFile.objects.count()) == (0, 0)
    assert not kept.file.storage.exists(kept.file.name)


def test_a_file_of_somebody_else_cannot_be_named(asked, county_b):
    opened(asked({"form-papers": [pdf()]}))
    kept = KeptFile.objects.get()
    data = {**NEEDED, "form-papers-kept": kept.key}
    assert "papers" in opened(asked(data)).cleaned.values
    assert "papers" not in opened(asked(data, session=SessionStore())).cleaned.values
    with in_tenant(county_b):
        assert kept_file([kept.owner], kept.key) is None


def test_the_name_of_a_file_is_sealed(asked):
    opened(asked({"form-papers": [pdf("孙某的身份证.pdf")]}))
    kept = KeptFile.objects.get()
    assert "孙某" not in kept.sealed_name + kept.file.name + str(kept)
    assert kept.file.name == f"kept/jia/{kept.key}"


def test_nobody_keeps_files_without_end(asked, monkeypatch):
    monkeypatch.setattr("services.inputs.actions.keep_file.MOST_FILES", 1)
    found = opened(asked({**NEEDED, "form-papers": [pdf(), pdf("b.pdf")]}))
    assert not found.valid
    assert "您已经上传了很多文件，请先提交或清空，再上传新的。" in [one.sentence for one in found.complaints]
    assert KeptFile.objects.count() == 1 < MOST_FILES


def test_the_oldest_drafts_make_room(inside_a):
    for number in range(MOST_DRAFTS + 2):
        save_draft(f"apply-{number}", owner="x", digest="", sent="")
    keys = set(FormDraft.objects.values_list("key", flat=True))
    assert keys == {f"apply-{number}" for number in range(2, MOST_DRAFTS + 2)}


def test_too_much_is_refused(inside_a, asked):
    with pytest.raises(DraftTooLargeError):
        save_draft("apply-1", owner="x", digest="", sent="x" * (LONGEST + 1))
    assert autosave(asked, {"form-about": "x" * LONGEST}).status_code == 413


def test_a_form_that_has_changed_since_says_so(asked):
    request = asked({"form-about": "树挡光"})
    drafts.save(request, drafts.Ticket("apply-1", "older", "form"), request.POST)
    found = opened(asked())
    assert found.outdated
    assert "请从头核对一遍" in drawn(found)


def test_a_month_later_it_is_forgotten_everywhere(
    asked, county_a, county_b, django_capture_on_commit_callbacks
):
    opened(asked({"form-papers": [pdf()], "form-about": "树挡光"}))
    old = KeptFile.objects.get()
    with in_tenant(county_b):
        save_draft("apply-1", owner="x", digest="", sent="")
    now = timezone.now()
    assert purge_drafts(now=now + timedelta(days=29)) == 0
    KeptFile.objects.update(kept_at=now - timedelta(days=31))
    FormDraft.objects.update(updated_at=now - timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        assert purge_drafts(now=now) == 2
    assert not old.file.storage.exists(old.file.name)
    with across_tenants(reason="a test counts what is left"):
        assert [*FormDraft.objects.values_list("tenant__slug", flat=True)] == ["yi"]
        assert KeptFile.objects.count() == 0


def test_typing_keeps_the_files_alive(asked):
    opened(asked({"form-papers": [pdf()]}))
    KeptFile.objects.update(kept_at=timezone.now() - timedelta(days=31))
    autosave(asked, {"form-about": "树挡光"})
    assert purge_drafts() == 0


def test_a_drawn_signature_is_kept_and_a_false_one_is_not(bound):
    import base64
    import io

    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (20, 8), "white").save(picture, "PNG")
    drawing = "data:image/png;base64," + base64.b64encode(picture.getvalue()).decode()
    signed = {"form-signed-way": "drawn"}
    found = bound({**NEEDED, **signed, "form-signed-drawn": drawing})
    value = found.cleaned.values["signed"]
    assert (value["way"], [*found.files]) == ("drawn", [value["key"]])
    again = bound({**NEEDED, **signed, "form-signed-kept": f"drawn.{value['key']}"})
    assert again.cleaned.values["signed"] == value
    for false in ("data:image/png;base64,AAAA", "data:image/svg+xml;base64,AAAA", "x", drawing[:-40]):
        assert "signed" not in bound({**NEEDED, **signed, "form-signed-drawn": false}).cleaned.values


def test_a_photograph_of_a_signature_is_a_picture(bound):
    from django.core.files.uploadedfile import SimpleUploadedFile

    photo = SimpleUploadedFile("签字.jpg", b"\xff\xd8\xff", content_type="image/jpeg")
    found = bound({**NEEDED, "form-signed-photo": photo})
    assert found.cleaned.values["signed"]["way"] == "photo"
    refused = bound({**NEEDED, "form-signed-photo": pdf()})
    assert [one.line for one in refused.complaints] == ["签名：“合同.pdf”不是能上传的那几种文件，请换一个"]
