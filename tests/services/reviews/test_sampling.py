import json
import random
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from services.reviews import draw as program
from services.reviews import sampling

SEED = "03 08 17 21 26 30 11"


def listed(many: int, groups: int) -> list[tuple[str, str]]:
    chance = random.Random(7)  # noqa: S311 (a test)
    return sorted((sha256(bytes([n])).hexdigest(), f"g{chance.randrange(groups)}") for n in range(many))


def told(lines, **more):
    drawn = sampling.draw(lines, SEED, size=6, each_from=4)
    return {
        "digest": sampling.digest(lines), "seed": SEED, "size": 6, "each_from": 4, "list": lines, "drawn": drawn,
    } | more  # fmt: skip


def run(tmp_path: Path, sample: dict) -> subprocess.CompletedProcess:
    file = tmp_path / "sample.json"
    file.write_text(json.dumps(sample))
    return subprocess.run(
        [sys.executable, program.__file__, str(file)], capture_output=True, text=True, check=False
    )  # noqa: S603


def test_anybody_draws_the_same_again(tmp_path):
    lines = listed(60, 9)
    done = run(tmp_path, told(lines))
    assert (done.returncode, done.stdout.split()) == (0, sampling.draw(lines, SEED, size=6, each_from=4))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"list": listed(60, 9)[1:]}, "the list is not the announced one"),
        ({"drawn": ["0" * 64]}, "the published sample is another one"),
    ],
)
def test_what_was_changed_afterwards_is_found(tmp_path, change, said):
    done = run(tmp_path, told(listed(60, 9), **change))
    assert done.returncode == 1
    assert said in done.stderr


def test_everybody_with_enough_dossiers_has_one_and_nobody_more_than_the_order_gives():
    lines = listed(60, 9)
    groups = dict(lines)
    drawn = sampling.draw(lines, SEED, size=6, each_from=4)
    many = {group for group in groups.values() if list(groups.values()).count(group) >= 4}
    assert {groups[mark] for mark in drawn} >= many
    assert drawn == [mark for mark, _group in sampling.in_order(lines, SEED) if mark in set(drawn)]


def test_without_a_minimum_it_is_the_first_of_the_order():
    lines = listed(30, 3)
    assert sampling.draw(lines, SEED, size=5) == [mark for mark, _group in sampling.in_order(lines, SEED)[:5]]


def test_another_seed_draws_others():
    lines = listed(60, 9)
    assert sampling.draw(lines, SEED, size=6) != sampling.draw(lines, "1", size=6)


@pytest.mark.parametrize(("count", "size"), [(0, 0), (3, 3), (40, 5), (51, 6), (100, 10)])
def test_the_size_is_a_share_rounded_up_and_never_more_than_there_are(count, size):
    assert sampling.size_of(count, share=10, least=5) == size


def test_the_list_is_read_as_it_was_written():
    lines = listed(5, 2)
    assert sampling.read(sampling.text(lines)) == lines
