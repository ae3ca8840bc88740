import pytest

from search.text.numerals import value


@pytest.mark.parametrize(
    ("run", "number"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("三百六十五", 365),
        ("二万五千", 25_000),
        ("三十万", 300_000),
        ("一亿二千万", 120_000_000),
        ("一万亿", 1_000_000_000_000),
        ("一二十", None),
        ("百", None),
        ("一百二", None),
        ("万亿", None),
    ],
)
def test_value(run, number):
    assert value(run) == number
