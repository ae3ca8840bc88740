"""Whatever somebody puts into a declaration, reading and checking answer in words and never break."""

from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from services.declarations.table import MalformedDeclaration
from services.procedures import diagram
from services.procedures.load import read
from services.procedures.public import listing
from services.procedures.verify import World, verify
from tests.services.procedures.small import DATA

NOBODY = World(procedures=(), roles=(), effects=(), events=(), guards=())


def _paths(value, path=()):
    yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from _paths(inner, (*path, key))


PATHS = [path for path in _paths(DATA) if path]
words = st.sampled_from(
    [
        "open",
        "working",
        "done",
        "clerk",
        "limit",
        "start",
        "finish",
        "limit_days",
        "big",
        "",
        "甲",
        "03-15",
        "13-1",
    ]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 40) | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=4,
)  # fmt: skip


def _spoil(data, path, value):
    *way, last = path
    for key in way:
        if not isinstance(data, dict | list) or (isinstance(data, dict) and key not in data):
            return
        data = data[key] if isinstance(data, dict) or (isinstance(key, int) and key < len(data)) else None
    if isinstance(data, dict) or (isinstance(data, list) and isinstance(last, int) and last < len(data)):
        data[last] = value


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PATHS), anything), min_size=1, max_size=3))
def test_a_spoilt_declaration_is_answered_in_words(changes):
    data = deepcopy(DATA)
    for path, value in changes:
        _spoil(data, path, value)
    try:
        procedure = read(data, "designer")
    except MalformedDeclaration as error:
        assert error.problems and all(str(problem.sentence) for problem in error.problems)
        return
    faults = verify(procedure, NOBODY)
    assert all(str(fault.sentence) for fault in faults)
    if not verify(procedure):
        assert diagram.svg(procedure) and diagram.mermaid(procedure) and listing(procedure)


def test_an_empty_procedure_has_faults_and_breaks_nothing():
    procedure = read({"code": "X", "name": "空", "family": "f"}, "designer")
    assert {fault.code for fault in verify(procedure, NOBODY)} == {"initial", "no_end", "missing_basis"}
