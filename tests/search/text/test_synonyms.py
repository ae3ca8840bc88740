from search.text import synonyms


def test_everyday_words():
    assert synonyms.written_for("老板拖欠工资怎么办") == ["劳动报酬"]
    assert synonyms.written_for("人民调解") == []


def test_the_table_is_sound():
    for said, written in synonyms._table():
        assert said
        assert written
        assert all(1 < len(word) <= 16 for word in (*said, *written))
