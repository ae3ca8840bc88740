from search.text import pinyin


def test_syllables():
    assert pinyin.syllables("法律援助2020年") == ["fa", "lv", "yuan", "zhu", "nian"]


def test_readings():
    assert pinyin.readings("falvyuanzhu")[0] == ("fa", "lv", "yuan", "zhu")
    assert pinyin.readings("fa'lü yuan zhu")[0] == ("fa", "lv", "yuan", "zhu")
    assert set(pinyin.readings("xian")) == {("xian",), ("xi", "an")}
    assert pinyin.readings("flyz") == []
    assert pinyin.readings("法律") == []
    assert len(pinyin.readings("xianxianxianxian" * 4)) <= 4
