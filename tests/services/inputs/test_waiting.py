"""A right form waits while its summary is read."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile

from services.forms.load import assemble
from services.inputs import waiting
from services.inputs.bound import Bound

pytestmark = pytest.mark.django_db

FORM = assemble(
    "small",
    "小表",
    {
        "about": {"label": "事由", "type": "text"},
        "papers": {"label": "材料", "type": "file", "multiple": True},
    },
    required={"about"},
)


@pytest.fixture
def sent(asked):
    """`sent(about, file)`: a form that was sent and is held, and the session it came from."""

    def send(**data):
        request = asked(data)
        bound = Bound.of(request, FORM, "form", draft="small")
        assert bound.valid
        waiting.hold(bound)
        return request

    return send


def test_what_is_held_comes_back_checked_with_its_files(sent, asked):
    first = sent(**{"form-about": "滴水", "form-papers": SimpleUploadedFile("借条.pdf", b"%PDF-1.4")})
    held = waiting.held(asked(session=first.session), FORM, draft="small")
    assert held.valid
    assert held.cleaned.values["about"] == "滴水"
    assert [(one["name"], one["size"]) for one in held.cleaned.values["papers"]] == [("借条.pdf", 8)]
    assert len(held.files) == 1


def test_a_confirmation_sends_no_field_of_the_form(sent, asked):
    first = sent(**{"form-about": "滴水"})
    assert waiting.held(asked({"confirm": "1"}, session=first.session), FORM, draft="small").valid


def test_nothing_is_held_for_somebody_else(sent, asked):
    sent(**{"form-about": "滴水"})
    assert waiting.held(asked(session=SessionStore()), FORM, draft="small") is None


def test_after_it_was_sent_nothing_is_held(sent, asked):
    first = sent(**{"form-about": "滴水"})
    waiting.held(asked(session=first.session), FORM, draft="small").settle()
    assert waiting.held(asked(session=first.session), FORM, draft="small") is None
