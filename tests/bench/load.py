"""A small load generator: threads with kept-alive connections, bounded in requests and in seconds."""

import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import count
from statistics import quantiles

CONCURRENCY = 4


@dataclass(frozen=True)
class Ask:
    host: str
    path: str
    cookie: str = ""


@dataclass(frozen=True)
class Figures:
    requests: int
    per_second: float
    p50_ms: float
    p95_ms: float


class UnexpectedAnswer(Exception):
    pass


@dataclass
class Load:
    """`seconds` of requests to one address after another in turn, at most `most` of them."""

    port: int
    seconds: float
    most: int

    def run(self, asks: Sequence[Ask]) -> list[float]:
        """The seconds each request took; the last element is the wall time of all."""
        turn, until = count(), time.perf_counter() + self.seconds
        taken: list[float] = []
        failed: list[BaseException] = []

        def work() -> None:
            try:
                with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
                    while (number := next(turn)) < self.most and time.perf_counter() < until and not failed:
                        taken.append(one(connection, asks[number % len(asks)]))
            except BaseException as error:
                failed.append(error)
                raise

        started = time.perf_counter()
        threads = [threading.Thread(target=work) for _ in range(CONCURRENCY)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failed:
            raise failed[0]
        return [*taken, time.perf_counter() - started]


def one(connection: HTTPConnection, ask: Ask) -> float:
    started = time.perf_counter()
    connection.request(
        "GET", ask.path, headers={"Host": ask.host} | ({"Cookie": ask.cookie} if ask.cookie else {})
    )
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise UnexpectedAnswer(f"{answer.status} for {ask.host}{ask.path}")
    return time.perf_counter() - started


def figures(rounds: Sequence[Sequence[float]]) -> Figures:
    """Of several rounds of the same, each with its wall time at the end."""
    taken = sorted(seconds for one_round in rounds for seconds in one_round[:-1])
    wall = sum(one_round[-1] for one_round in rounds)
    cuts = quantiles(taken, n=20, method="inclusive")
    return Figures(
        len(taken), round(len(taken) / wall, 1), round(cuts[9] * 1000, 1), round(cuts[18] * 1000, 1)
    )
