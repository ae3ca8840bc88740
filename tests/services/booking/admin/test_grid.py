from services.booking.admin.grid import Column, Piece, blocks, rows

NINE, TEN, NOON, FIVE = 108, 120, 144, 204
MIDNIGHT = 288_000


def column(**pieces) -> Column:
    moved = {
        name: [Piece((a + MIDNIGHT, b + MIDNIGHT), what) for a, b, what in spans]
        for name, spans in pieces.items()
        if name != "open"
    }
    opened = [(a + MIDNIGHT, b + MIDNIGHT) for a, b in pieces.get("open", [(NINE, NOON)])]
    return Column("王", MIDNIGHT, **moved, open=opened)


def drawn(*columns: Column) -> list[tuple]:
    return [(row.label, [(cell.kind, cell.rows, cell.items) for cell in row.cells]) for row in rows(columns)]


def test_an_empty_morning_is_six_free_half_hours():
    assert drawn(column()) == [
        (label, [("open", 1, [])]) for label in ("9:00", "9:30", "10:00", "10:30", "11:00", "11:30")
    ]


def test_what_is_taken_is_one_cell_as_high_as_it_is_long_and_hides_the_leave_below_it():
    found = drawn(column(taken=[(NINE, TEN, "谈")], away=[(NINE, NOON, "假")]))
    assert found == [
        ("9:00", [("taken", 2, ["谈"])]),
        ("9:30", []),
        ("10:00", [("away", 4, ["假"])]),
        ("10:30", []),
        ("11:00", []),
        ("11:30", []),
    ]


def test_two_that_share_a_quarter_share_a_cell_and_what_begins_at_ten_past_makes_quarters():
    found = drawn(column(taken=[(NINE, NINE + 4, "甲"), (NINE + 4, NINE + 8, "乙")]))
    assert found[:3] == [("9:00", [("taken", 3, ["甲", "乙"])]), ("9:15", []), ("9:30", [])]
    assert len(found) == 12


def test_neighbours_on_the_half_hour_stay_two():
    found = drawn(column(taken=[(NINE, NINE + 6, "甲"), (NINE + 6, TEN, "乙")]))
    assert found[:2] == [("9:00", [("taken", 1, ["甲"])]), ("9:30", [("taken", 1, ["乙"])])]


def test_columns_of_different_hours_stand_in_one_table_and_a_shut_one_is_off():
    found = rows([column(), column(open=[(NOON + 24, FIVE)])])
    assert (found[0].label, found[-1].label, len(found)) == ("9:00", "16:30", 16)
    assert [(cell.kind, cell.rows) for cell in found[0].cells] == [("open", 1), ("off", 10)]


def test_a_night_is_cut_at_midnight():
    found = rows([column(open=[(-24, 24), (264, 312)])])
    assert (found[0].label, found[-1].label) == ("0:00", "23:30")


def test_a_day_of_which_nothing_is_known_goes_from_nine_to_five():
    found = rows([column(open=[])])
    assert [(row.label, len(row.cells)) for row in found][:2] == [("9:00", 1), ("9:30", 0)]
    assert found[0].cells[0].rows == 16


def test_a_duty_is_one_cell_and_says_whose():
    found = drawn(column(duty=[(NINE, NOON, "法院值班")]))
    assert found[0] == ("9:00", [("duty", 6, ["法院值班"])])


def test_the_line_of_now_stands_in_one_row():
    found = rows([column()], MIDNIGHT + TEN + 2)
    assert [row.label for row in found if row.now] == ["10:00"]
    assert [row for row in rows([column()], MIDNIGHT + 288 + TEN) if row.now] == []


def test_the_list_joins_what_is_free_and_leaves_out_what_is_shut():
    found = blocks(column(taken=[(TEN, TEN + 6, "谈")], open=[(NINE, NOON), (NOON + 24, FIVE)]))
    assert [(cell.kind, cell.span) for cell in found] == [
        ("open", (NINE, TEN)),
        ("taken", (TEN, TEN + 6)),
        ("open", (TEN + 6, NOON)),
        ("open", (NOON + 24, FIVE)),
    ]
