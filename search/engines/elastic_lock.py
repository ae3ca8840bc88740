"""One writer at a time: a document in an index of its own. To create it is the claim; it lapses if its holder dies."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from elasticsearch import ConflictError, Elasticsearch, NotFoundError

from search.engines.base import EngineBusy

# A writer that has not been heard of for so long is dead.
_SECONDS = 120
_ID = "writer"


class WriterLock:
    def __init__(self, client: Elasticsearch, index: str) -> None:
        self.client, self.index = client, index

    @contextmanager
    def held(self, patience: float) -> Iterator[None]:
        """Raises EngineBusy after so many seconds of waiting."""
        until = time.monotonic() + patience
        while not self._claim():
            if time.monotonic() >= until:
                raise EngineBusy("another process is writing the index")
            time.sleep(0.1)
        try:
            yield
        finally:
            self.client.options(ignore_status=404).delete(index=self.index, id=_ID)

    def renew(self) -> None:
        self.client.index(index=self.index, id=_ID, document=_lapsing())

    def _claim(self) -> bool:
        try:
            self.client.create(index=self.index, id=_ID, document=_lapsing())
            return True
        except ConflictError:
            return self._claim_lapsed()

    def _claim_lapsed(self) -> bool:
        try:
            found = self.client.get(index=self.index, id=_ID)
            if found["_source"]["until"] > time.time():
                return False
            version = {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}
            self.client.index(index=self.index, id=_ID, document=_lapsing(), **version)
            return True
        except (ConflictError, NotFoundError):
            return False


def _lapsing() -> dict[str, float]:
    return {"until": time.time() + _SECONDS}
