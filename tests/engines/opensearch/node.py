"""Lets the Elasticsearch client talk to OpenSearch, which Maven Central has and which runs the same Lucene.

OpenSearch knows neither the client's media types nor the header by which the client knows its product. Against a real
Elasticsearch nothing changes.
"""

from typing import Any

from elastic_transport import Urllib3HttpNode


class SevenNode(Urllib3HttpNode):
    def perform_request(
        self, method: str, target: str, body: Any = None, headers: Any = None, **options: Any
    ) -> Any:
        plain = dict(headers or {})
        for name in ("accept", "content-type"):
            if "vnd.elasticsearch" in plain.get(name, ""):
                plain[name] = "application/x-ndjson" if "ndjson" in plain[name] else "application/json"
        response = super().perform_request(method, target, body=body, headers=plain, **options)
        response.meta.headers["x-elastic-product"] = "Elasticsearch"
        return response
