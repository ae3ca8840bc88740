import pytest
from django.core.exceptions import ValidationError

from tenants.phones import masked, normalise, spaced


@pytest.mark.parametrize(
    "written",
    [
        "13800000001",
        "138 0000 0001",
        "138-0000-0001",
        "+86 138 0000 0001",
        "１３８０００００００１",
        "008613800000001",
    ],
)
def test_every_way_of_writing_gives_one_form(written):
    assert normalise(written) == "+8613800000001"


@pytest.mark.parametrize(
    "written", ["", "1380000000", "010-62345678", "+1 202 555 0143", "+852 5123 4567", "电话"]
)
def test_anything_but_a_mainland_mobile_is_refused(written):
    with pytest.raises(ValidationError):
        normalise(written)


def test_shown_forms():
    assert (spaced("+8613800000001"), masked("+8613800000001")) == ("138 0000 0001", "138****0001")
