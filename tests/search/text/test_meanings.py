import pytest

from search.text import meanings, tokens


def read(text: str) -> tuple[list[str], list[str]]:
    """The words to be found as they are, and the words that were understood."""
    (run,) = tokens.runs(text)
    reading = meanings.read(run.units)
    typed = ["".join(units) for meaning in reading.meanings for units in meaning.typed]
    return ["".join(units) for units in reading.literals], typed


@pytest.mark.parametrize(
    ("text", "literals", "typed"),
    [
        ("人民调解是免费的吗", ["人民调解"], ["免费"]),
        ("调解要钱吗", ["调解"], ["要钱"]),
        ("法律援助要多久", ["法律援助"], ["要多久"]),
        ("申请需要多长时间", ["申请"], ["多长时间"]),
        ("法援", [], ["法援"]),
        ("法援申请条件", ["申请条件"], ["法援"]),
        ("周末开门吗", [], ["周末", "开门"]),
        ("几点上班", [], ["几点", "上班"]),
        ("调解协议有效吗", ["调解协议有效"], []),
        ("的吗", [], []),
    ],
)
def test_what_is_looked_for_and_what_is_meant(text, literals, typed):
    assert read(text) == (literals, typed)


@pytest.mark.parametrize(
    "text", ["找人调解", "法律所规定", "上下班途中", "上班受伤", "办公证", "乱收费", "仲裁委员", "主要责任"]
)
def test_a_word_inside_another_one_is_left_alone(text):
    assert read(text) == ([text], [])


def test_one_thing_is_asked_once():
    (run,) = tokens.runs("几点上班")
    (asked,) = meanings.read(run.units).meanings
    assert (asked.typed, asked.ask) == ((("几", "点"), ("上", "班")), True)


def test_the_table_is_sound():
    table, longest = meanings._table()
    written = [phrase for meaning in table.values() if meaning for phrase in meaning.written]
    assert written
    assert all(1 < len(units) <= 16 for units in written)
    assert longest <= 16
