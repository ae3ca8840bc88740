"""One county town of three documents, put into every engine."""

import os
import uuid
from collections.abc import Iterator
from datetime import date

import pytest
from elasticsearch import Elasticsearch

from search.engines.base import Engine
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.types import Entry
from tests.engines.opensearch.node import SevenNode

SERVER = os.environ.get("TEST_ELASTICSEARCH_URL", "")


def entry(object_id: str = "1", **values: object) -> Entry:
    usual = {
        "tenant": "jia",
        "kind": "policy",
        "title": "人民调解工作规定",
        "url": f"/policies/{object_id}/",
        "text": "",
    }
    return Entry(object_id=object_id, **(usual | values))


RULES = {
    "document_number": "甲司发〔2020〕24号",
    "issuers": ("甲县司法局", "甲县财政局"),
    "year": 2020,
    "validity": "valid",
}
AID = {
    "title": "法律援助案件指派办法",
    "document_number": "甲司发〔2018〕第111号",
    "issuers": ("甲县司法局",),
    "year": 2018,
}
AID |= {"validity": "repealed", "published": date(2018, 5, 1)}

ENTRIES = (
    entry(**RULES, published=date(2020, 3, 9), text="为规范人民调解工作，制定本规定。"),
    entry(**RULES, part="i-1", position=1, clause="第一条", text="人民调解委员会应当自受理之日起20日内完成调解。", url="/policies/1/#i-1"),
    entry(**RULES, part="i-2", position=2, clause="第二条", text="调解达成协议的，调解员应当在三十日内回访。", url="/policies/1/#i-2"),
    entry(**RULES, part="i-3", position=3, clause="第三条", text="调解协议可以申请“司法”确认，<b>双方</b>共同提出。", url="/policies/1/#i-3"),
    entry(**RULES, part="i-4", position=4, clause="第四条", text="调解不收费。调解卷宗一案一卷。", url="/policies/1/#i-4"),
    entry("2", **AID, text="法律援助机构当日指派律师。"),
    entry("2", **AID, part="i-1", position=1, clause="一、", text="应当自受理之日起二十日内完成调解。", url="/policies/2/#i-1"),
    entry("3", tenant="yi", title="乙县法律援助指南", kind="guide", text="经济困难的公民可以申请法律援助。", url="/guides/3/"),
)  # fmt: skip


@pytest.fixture
def embedded(tmp_path) -> EmbeddedEngine:
    return EmbeddedEngine(tmp_path / "index", patience=0.1)


@pytest.fixture
def elastic() -> Iterator[ElasticEngine]:
    if not SERVER:
        pytest.skip("no Elasticsearch: TEST_ELASTICSEARCH_URL is not set")
    client = Elasticsearch(SERVER, node_class=SevenNode, request_timeout=30)
    made = ElasticEngine(SERVER, prefix=f"test-{uuid.uuid4().hex[:8]}", patience=0.1, client=client)
    yield made
    for index in client.indices.get(index=f"{made.alias.removesuffix('-clauses')}-*"):
        client.indices.delete(index=index)
    client.close()


@pytest.fixture(params=["embedded", pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def engine(request) -> Engine:
    return request.getfixturevalue(request.param)


@pytest.fixture
def filled(engine: Engine) -> Engine:
    engine.rebuild(lambda: ENTRIES)
    return engine
