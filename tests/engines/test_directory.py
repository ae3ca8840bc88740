import json
import os
import signal
import subprocess
import sys
import time

import pytest

from search.engines.base import EngineBusy
from search.engines.embedded import EmbeddedEngine
from search.types import Query
from tests.engines.conftest import ENTRIES, entry

ASKED = Query(text="回访", tenants=("jia",))


def current(engine):
    return engine.directory.root / "CURRENT"


def generation(engine):
    return engine.directory.root / json.loads(current(engine).read_text())["directory"]


def spoil_pointer(engine):
    current(engine).write_text("{")


def remove_pointer(engine):
    current(engine).unlink()


def age_pointer(engine):
    current(engine).write_text(
        json.dumps({"schema": 0, "directory": generation(engine).name, "complete": True})
    )


def spoil_meta(engine):
    (generation(engine) / "meta.json").write_text("no index")


def remove_meta(engine):
    (generation(engine) / "meta.json").unlink()


@pytest.mark.parametrize("damage", [spoil_pointer, remove_pointer, age_pointer, spoil_meta, remove_meta])
def test_a_damaged_or_old_index_counts_as_none_and_can_be_built_anew(embedded, damage):
    embedded.rebuild(lambda: ENTRIES)
    damage(embedded)
    reader = EmbeddedEngine(embedded.directory.root)
    for engine in (embedded, reader):
        assert engine.search(ASKED).total == 0
        assert engine.needs_rebuild() is True
    reader.put([entry("9", text="回访")])
    assert embedded.search(ASKED).total == 1
    embedded.rebuild(lambda: ENTRIES)
    assert reader.search(ASKED).total == 1
    assert reader.needs_rebuild() is False
    assert len(list(embedded.directory.root.glob("g-*"))) == 1


def test_another_process_sees_each_commit(embedded):
    reader = EmbeddedEngine(embedded.directory.root)
    for number in range(1, 4):
        embedded.put([entry(str(number), text="回访")])
        assert reader.search(ASKED).total == number


HOLD = """
import sys, time
from search.engines.embedded import EmbeddedEngine
with EmbeddedEngine(sys.argv[1]).writing():
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_killed_writer_leaves_no_lock_and_no_half_batch(embedded):
    embedded.put([entry("1", text="回访")])
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, embedded.directory.root], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(EngineBusy):
            embedded.put([entry("2", text="回访")])
        os.kill(holder.pid, signal.SIGKILL)
    embedded.directory.patience = 5
    started = time.monotonic()
    embedded.put([entry("2", text="回访")])
    assert embedded.search(ASKED).total == 2
    assert time.monotonic() - started < 60
