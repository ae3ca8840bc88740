"""Half of the files under 80 lines, nine of ten under 250, none over 400; functions 25 and 60."""

from statistics import median, quantiles

from tests.architecture.sources import STOREYS, functions, name, python_files


def _file_lengths(*tops: str) -> dict[str, int]:
    lengths = {name(path): len(path.read_text().splitlines()) for path in python_files(*tops)}
    return {path: length for path, length in lengths.items() if length}


def _function_lengths() -> dict[str, int]:
    return {
        f"{name(path)}:{function.name}": function.end_lineno - function.lineno + 1
        for path in python_files()
        for function in functions(path)
    }


def _nine_of_ten(lengths: dict[str, int]) -> float:
    return quantiles(lengths.values(), n=10)[-1]


def _longer_than(limit: int, lengths: dict[str, int]) -> dict[str, int]:
    return {where: length for where, length in lengths.items() if length > limit}


def test_half_of_the_files_are_under_80_lines():
    lengths = _file_lengths()
    assert median(lengths.values()) < 80


def test_nine_of_ten_files_are_under_250_lines():
    lengths = _file_lengths()
    assert _nine_of_ten(lengths) < 250, _longer_than(250, lengths)


def test_no_file_is_over_400_lines():
    assert _longer_than(400, _file_lengths(*STOREYS, "tests", "script")) == {}


def test_nine_of_ten_functions_are_under_25_lines():
    lengths = _function_lengths()
    assert _nine_of_ten(lengths) < 25, _longer_than(25, lengths)


def test_no_function_is_over_60_lines():
    assert _longer_than(60, _function_lengths()) == {}
