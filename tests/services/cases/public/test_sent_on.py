"""What the browser is sent on to after something was handed in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(applied, inside_a):
    return applied[0]


def test_what_arrived_is_said_at_the_top(visitor, case):
    files = {"file": [SimpleUploadedFile("收据.pdf", b"%PDF-1.7 receipt")]}
    page = visitor.post(f"/track/{case.pk}/evidence/", files, follow=True).content.decode()
    assert "材料已经收到，共1个文件。" in page.split("<main")[0]


@pytest.mark.parametrize("path", ["evidence/", "say/"])
def test_the_address_of_a_form_leads_to_the_case(visitor, case, path):
    assert visitor.get(f"/track/{case.pk}/{path}")["Location"] == f"/track/{case.pk}/"
