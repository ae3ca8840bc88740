import os
import signal
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from search import index
from search.engines.base import EngineError
from search.engines.embedded import EmbeddedEngine
from search.models import IndexTask
from search.types import Query
from tenants.scope import across_tenants, current_tenant, in_tenant


def found(engine, text, *slugs):
    hits = engine.search(Query(text=text, tenants=slugs or ("jia", "yi"))).hits
    return sorted(f"{hit.tenant}/{hit.object_key.split('/')[-1]}" for hit in hits)


def pending():
    with across_tenants(reason="the test looks at every county"):
        return list(IndexTask.objects.values_list("tenant__slug", "kind", "object_id"))


def test_a_change_is_a_row_and_after_commit_an_entry(
    shelf, index_dir, county_a, django_capture_on_commit_callbacks
):
    shelf.notes["jia", "1"] = "回访记录"
    with django_capture_on_commit_callbacks(execute=True):
        index.changed("note", 1, tenant=county_a)
        assert pending() == [("jia", "note", "1")]
        assert found(index_dir, "回访") == []
    assert found(index_dir, "回访") == ["jia/1"]
    assert pending() == []


def test_a_change_that_is_rolled_back_leaves_nothing(
    shelf, index_dir, county_a, django_capture_on_commit_callbacks
):
    shelf.notes["jia", "1"] = "回访记录"
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError), transaction.atomic():
        index.changed("note", 1, tenant=county_a)
        raise RuntimeError
    assert (found(index_dir, "回访"), pending()) == ([], [])


def test_it_works_from_inside_another_countys_scope(shelf, index_dir, county_a, county_b):
    shelf.notes["yi", "1"] = "回访记录"
    with in_tenant(county_a):
        index.changed("note", 1, tenant=county_b)
        assert current_tenant() == county_a
    assert index.process_pending() == 1
    assert found(index_dir, "回访") == ["yi/1"]


def test_what_is_gone_leaves_the_index(shelf, index_dir, county_a, county_b):
    shelf.notes |= {("jia", "1"): "回访", ("yi", "1"): "回访"}
    index.rebuild()
    del shelf.notes["jia", "1"]
    index.changed("note", 1, tenant=county_a)
    index.changed("note", 99, tenant=county_a)
    index.changed("unknown", 1, tenant=county_a)
    assert index.process_pending() == 3
    assert (found(index_dir, "回访"), pending()) == (["yi/1"], [])


def test_what_moves_leaves_one_county_and_comes_to_the_other(shelf, index_dir, county_a, county_b):
    shelf.notes["jia", "1"] = "回访"
    index.rebuild()
    shelf.notes["yi", "1"] = shelf.notes.pop(("jia", "1"))
    for tenant in (county_a, county_b):
        index.changed("note", 1, tenant=tenant)
    index.process_pending()
    assert found(index_dir, "回访") == ["yi/1"]


def test_an_object_that_cannot_be_read_waits_and_holds_up_nobody(shelf, index_dir, county_a, caplog):
    shelf.notes |= {("jia", "1"): "回访一", ("jia", "2"): "回访二"}
    shelf.broken.add("1")
    index.rebuild()
    for pk in (1, 2):
        index.changed("note", pk, tenant=county_a)
    assert index.process_pending() == 1
    assert (found(index_dir, "回访"), pending()) == (["jia/2"], [("jia", "note", "1")])
    assert "note 1 of jia cannot be indexed" in caplog.text
    shelf.broken.clear()
    assert index.process_pending() == 1
    assert (found(index_dir, "回访"), pending()) == (["jia/1", "jia/2"], [])


def test_entries_of_another_county_are_refused(shelf, index_dir, county_a, monkeypatch, caplog):
    shelf.notes["jia", "1"] = "回访"
    own = shelf.entries

    def mixed(pk):
        (one,) = own(pk)
        return [one, type(one)(tenant="yi", kind="note", object_id="7", title="混入", text="回访", url="/")]

    searchable = index.registry.get("note")
    monkeypatch.setattr(
        index.registry, "_by_kind", {"note": type(searchable)("note", "", "", mixed, shelf.pks)}
    )
    index.changed("note", 1, tenant=county_a)
    index.process_pending()
    assert found(index_dir, "回访") == ["jia/1"]
    assert "not of jia" in caplog.text


def test_a_busy_engine_leaves_the_rows_to_the_one_at_work(
    shelf, index_dir, county_a, django_capture_on_commit_callbacks
):
    shelf.notes["jia", "1"] = "回访"
    index_dir.directory.patience = 0.05
    other = EmbeddedEngine(index_dir.directory.root)
    with other.writing(), django_capture_on_commit_callbacks(execute=True):
        index.changed("note", 1, tenant=county_a)
    with other.writing():
        assert index._process(index_dir) == 0
    assert pending() == [("jia", "note", "1")]
    assert index.process_pending() == 1
    assert found(index_dir, "回访") == ["jia/1"]


def test_an_engine_that_is_down_never_breaks_a_publication(
    shelf, index_dir, county_a, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def down():
        raise EngineError("gone")

    monkeypatch.setattr(index_dir, "writing", down)
    with django_capture_on_commit_callbacks(execute=True):
        index.changed("note", 1, tenant=county_a)
    assert pending() == [("jia", "note", "1")]
    assert "the index is behind" in caplog.text


def test_deferred_indexes_once_at_the_end(
    shelf, index_dir, county_a, monkeypatch, django_capture_on_commit_callbacks
):
    shelf.notes |= {("jia", str(number)): "回访" for number in range(3)}
    with index.deferred():
        for number in range(3):
            with django_capture_on_commit_callbacks(execute=True):
                index.changed("note", number, tenant=county_a)
        assert (found(index_dir, "回访"), len(pending())) == ([], 3)
    assert (found(index_dir, "回访"), pending()) == (["jia/0", "jia/1", "jia/2"], [])


def test_many_rows_are_done_in_batches(shelf, index_dir, county_a):
    shelf.notes |= {("jia", str(number)): "回访" for number in range(120)}
    index.rebuild()
    for number in range(120):
        index.changed("note", number, tenant=county_a)
    assert index.process_pending() == 120
    assert index_dir.search(Query(text="回访", tenants=("jia",))).objects == 120


def test_a_missing_index_is_built_by_the_timetable(shelf, index_dir, county_a, county_b):
    shelf.notes |= {("jia", "1"): "回访", ("yi", "2"): "回访"}
    assert index_dir.needs_rebuild() is True
    assert index.process_pending() == 0
    assert (found(index_dir, "回访"), index_dir.needs_rebuild()) == (["jia/1", "yi/2"], False)


def test_a_change_during_a_rebuild_is_not_lost(shelf, index_dir, county_a):
    shelf.notes["jia", "1"] = "回访"

    def pks():
        index.changed("note", 2, tenant=county_a)
        shelf.notes["jia", "2"] = "回访"
        return ["1"]

    index.registry._by_kind["note"] = type(index.registry.get("note"))("note", "", "", shelf.entries, pks)
    index.rebuild(county_a)
    assert (found(index_dir, "回访"), pending()) == (["jia/1", "jia/2"], [])


def test_the_command(shelf, index_dir, county_a, county_b, capsys):
    shelf.notes |= {("jia", "1"): "回访", ("yi", "2"): "回访"}
    call_command("rebuild_search", verbosity=0)
    assert capsys.readouterr().out == "已编入索引 2 条。\n"
    shelf.notes |= {("jia", "3"): "回访", ("yi", "4"): "回访"}
    call_command("rebuild_search", tenant="yi", verbosity=0)
    assert found(index_dir, "回访") == ["jia/1", "yi/2", "yi/4"]
    call_command("rebuild_search", if_needed=True, verbosity=0)
    assert found(index_dir, "回访") == ["jia/1", "yi/2", "yi/4"]
    with pytest.raises(CommandError, match="没有这个县：bing"):
        call_command("rebuild_search", tenant="bing")


DIE_AFTER_COMMIT = """
import os, signal, sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from django.db import transaction
from search import index
from tenants.models import Tenant
from tenants.scope import in_tenant

index._process = lambda engine: os.kill(os.getpid(), signal.SIGKILL)
tenant = Tenant.objects.get(slug="jia")
with in_tenant(tenant), transaction.atomic():
    index.changed("note", 41, tenant=tenant)
"""


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_between_commit_and_indexing_loses_nothing(shelf, index_dir, settings, killed):
    shelf.notes["jia", "41"] = "回访记录"
    assert killed(DIE_AFTER_COMMIT) == -signal.SIGKILL
    assert (found(index_dir, "回访"), pending()) == ([], [("jia", "note", "41")])
    assert index.process_pending() == 1
    assert (found(index_dir, "回访"), pending()) == (["jia/41"], [])


@pytest.fixture
def killed(settings):
    """Runs a program on the database of this test until it kills itself."""

    def run(program: str) -> int:
        done = subprocess.run(
            [sys.executable, "-c", program, settings.DATABASES["default"]["NAME"]],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.testing"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == ""
        return done.returncode

    return run
