from datetime import date

import pytest

from services.directory.transfer.dates import read_date
from services.directory.transfer.refusals import UnreadError


@pytest.mark.parametrize(
    "said",
    [
        "2024-3-5", "2024-03-05", "2024/3/5", "2024.3.5", "2024.03.05", "2024年3月5日", "2024年3月5号", "2024 3 5",
        "20240305", "45356", "45356.0", "2024-03-05 00:00", "2024-03-05 08:30:00", "2024-03-05T08:30:00", "2024年3月5日、",
    ],
)  # fmt: skip
def test_one_day_in_many_forms(said):
    assert read_date(said) == date(2024, 3, 5)


@pytest.mark.parametrize("said", ["2024.3", "2024年3月", "2024-03", "2024/3"])
def test_a_month_is_its_first_day_or_its_last(said):
    assert (read_date(said), read_date(said, ends=True)) == (date(2024, 3, 1), date(2024, 3, 31))


def test_the_last_day_of_a_leap_february():
    assert read_date("2024-02", ends=True) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("2024.1", "分不清是1月还是10月"), ("2024", "只有年份"), ("2024年", "只有年份"), ("24-3-5", "四位数的年份"),
        ("3/5/2024", "四位数的年份"), ("2024-13-01", "没有这一天"), ("2024-02-30", "没有这一天"), ("长期", "看不出是哪一天"),
        ("2024-1-1至2027-1-1", "看不出是哪一天"), ("0024-01-01", "四位数的年份"), ("1", "只有年份"), ("99999999", "四位数的年份"),
    ],
)  # fmt: skip
def test_what_is_no_day_says_what_to_do(said, hint):
    with pytest.raises(UnreadError, match=hint):
        read_date(said)
