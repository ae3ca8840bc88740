"""The index of lines agrees with what TOML itself reads."""

import tomllib

from services.declarations.lines import key_lines, line_of

TEXT = '''# 注释 = 1
top = "a # no comment"
"quoted key" = 1
dotted.inner = 2 # 注释 [x]

[table]
long = """
inside = "no key"
[not.a.table]
"""
list = [
  "a", # ], not the end
  {name = "b", deep = [1, 2]},

  {name = "c"}, "d",
]
literal = \'\'\'
x = 1
\'\'\'
after = {a = "}", b = 2}

[table.sub."dotted.name"]
key = true

[[items]]
name = "one"

[[items]]
name = "two"
[items.sub]
key = 1
[[items.parts]]
key = 2
[[items.parts]]
key = 3
'''


def _paths(value, path=()):
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*path, key)
        yield from _paths(inner, (*path, key))


def test_each_key_stands_on_its_line():
    lines = key_lines(TEXT)
    expected = {
        ("top",): 2, ("quoted key",): 3, ("dotted",): 4, ("dotted", "inner"): 4, ("table",): 6, ("table", "long"): 7,
        ("table", "list"): 11, ("table", "list", 0): 12, ("table", "list", 1): 13, ("table", "list", 2): 15,
        ("table", "literal"): 17, ("table", "after"): 20, ("table", "sub"): 22, ("table", "sub", "dotted.name"): 22,
        ("table", "sub", "dotted.name", "key"): 23, ("items",): 25, ("items", 0): 25, ("items", 0, "name"): 26,
        ("items", 1): 28, ("items", 1, "name"): 29, ("items", 1, "sub"): 30, ("items", 1, "sub", "key"): 31,
        ("items", 1, "parts"): 32, ("items", 1, "parts", 0): 32, ("items", 1, "parts", 0, "key"): 33,
        ("items", 1, "parts", 1): 34, ("items", 1, "parts", 1, "key"): 35,
    }  # fmt: skip
    assert {path: line for path, line in lines.items() if path in expected} == expected
    assert {*lines} - {*_paths(tomllib.loads(TEXT))} - {("table", "list", 4)} == set()


def test_what_has_no_line_is_found_around():
    lines = key_lines(TEXT)
    assert line_of(lines, ("table", "after", "b")) == 20
    assert line_of(lines, ("table", "list", 1, "deep", 0)) == 13
    assert line_of(lines, ("missing",)) == 1
    assert line_of({}, ("anything",)) == 0
