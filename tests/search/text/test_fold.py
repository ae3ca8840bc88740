import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import fold


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("ＡＢＣ１２３，（甲）", "abc123,(甲)"),
        ("人民調解委員會", "人民调解委员会"),
        ("二十日内", "20日内"),
        ("20 日内", "20日内"),
        ("第十二条", "第12条"),
        ("第 12 条", "第12条"),
        ("三十日", "30日"),
        ("二〇二四年三月九日", "2024年3月9日"),
        ("2024 年 03 月 09 日", "2024年3月9日"),
        ("五万元", "50000元"),
        ("5 万元", "50000元"),
        ("50,000元", "50000元"),
        ("1.5亿元", "150000000元"),
        ("百分之三十", "30"),
        ("三个工作日", "3个工作日"),
        ("二十四小时", "24小时"),
        ("一千零一", "1001"),
        ("统一规定 十分重要 千方百计 同一天 一一对应", "统一规定 十分重要 千方百计 同一天 一一对应"),
        ("一百二", "一百二"),
        ("甲司发[2020]24号", "甲司发〔2020〕24号"),
        ("甲司发【2020】第24号", "甲司发〔2020〕24号"),
        ("甲司发（二〇二〇）24号", "甲司发〔2020〕24号"),
        ("甲\u200b司\ufeff发", "甲司发"),
    ],
)
def test_one_form(written, normal):
    assert fold.plain(written) == normal


def test_each_character_knows_where_it_came_from():
    text = "自受理之日起二十日內"
    trace = fold.traced(text)
    start = trace.text.index("20日内")
    assert text[trace.starts[start] : trace.ends[start + 3]] == "二十日內"


written = st.text(
    st.sampled_from("甲司发〔2020〕24号二十日内三百零五万第条（一）[]【】 ,.%百分之㈠①Ａ調\n\u200b")
    | st.characters(),
    max_size=40,
)


@given(written)
def test_the_trace_agrees_with_the_plain_form_and_stays_inside_the_text(text):
    trace = fold.traced(text)
    assert trace.text == fold.plain(text)
    assert len(trace.starts) == len(trace.ends) == len(trace.text)
    assert all(0 <= start < end <= len(text) for start, end in zip(trace.starts, trace.ends, strict=True))
    assert trace.starts == sorted(trace.starts)
