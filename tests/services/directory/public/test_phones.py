import pytest

from services.directory.templatetags.directory_phones import numbers


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("0199-555-0100", ["01995550100"]),
        ("0955-7065148", ["09557065148"]),
        ("办公室：0199 555 0100，值班 13900000001", ["01995550100", "13900000001"]),
        ("12348", ["12348"]),
        ("+86 13900000001", ["+8613900000001"]),
        ("5550100转8001", ["5550100"]),
        ("", []),
        ("请到窗口问", []),
    ],
)
def test_each_number_is_dialled_on_its_own(written, dialled):
    assert [number.dialled for number in numbers(written)] == dialled
