import io

import pytest
from PIL import Image, ImageDraw

from services.documents.actions.issue import issue
from tests.services.documents.samples import issue_arguments


@pytest.fixture
def paper(inside_a, person):
    return issue(
        "mediation_agreement", **issue_arguments(actor=person("jia-case_officer"), head="a1b2c3d4e5f6")
    )


@pytest.fixture
def drawing():
    """What the signature field of a page sends: ink on nothing."""
    picture = Image.new("RGBA", (600, 240), (0, 0, 0, 0))
    ImageDraw.Draw(picture).line(
        [(60, 180), (160, 40), (300, 200), (460, 60)], fill=(20, 20, 30, 255), width=9
    )
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def photo():
    out = io.BytesIO()
    picture = Image.new("RGB", (900, 1200), "white")
    ImageDraw.Draw(picture).ellipse([300, 500, 600, 700], outline="red", width=8)
    exif = picture.getexif()
    exif[0x010F] = "maker of the camera"
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()
