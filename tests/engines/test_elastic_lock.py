"""A dead writer's lock lapses. Against the server behind TEST_ELASTICSEARCH_URL."""

import pytest

from search.engines import elastic_lock
from search.engines.base import EngineBusy
from search.types import Query
from tests.engines.conftest import entry

pytestmark = pytest.mark.elasticsearch


def test_a_lock_that_nobody_renews_lapses(elastic, monkeypatch):
    lock = elastic.lock
    assert lock._claim() is True
    with pytest.raises(EngineBusy):
        elastic.put([entry()])
    monkeypatch.setattr(elastic_lock, "_SECONDS", -1)
    lock.renew()
    monkeypatch.undo()
    elastic.put([entry(text="轮到我了")])
    assert elastic.search(Query(text="轮到我了", tenants=("jia",))).total == 1
