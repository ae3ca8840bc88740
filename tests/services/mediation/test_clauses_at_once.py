"""Both sides at the same moment, each with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from services.mediation.actions.compare import new_round, seal_range
from services.mediation.actions.propose import counter, propose
from services.mediation.errors import RoomError
from services.mediation.models import Clause, SealedRange, Seat, Wording
from tenants.scope import in_tenant
from tests.services.mediation.people import make_room
from tests.services.mediation.table import WITH_AGENTS, everybody_in

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(tenant, *deeds) -> list[str]:
    """What each was told; nothing where it went through."""
    start = Barrier(len(deeds))

    def one(deed) -> str:
        try:
            with in_tenant(tenant):
                start.wait(timeout=20)
                deed()
        except RoomError as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(one, deeds))


def test_counters_and_ranges_at_once(county_a):
    with in_tenant(county_a):
        room = everybody_in(make_room("jia", WITH_AGENTS))
        seats = {seat.ref: seat for seat in Seat.objects.select_related("room").filter(room=room)}
        clause = propose("money", "补偿款", "", Decimal(900), actor=seats["mediator"])
        told = at_once(
            county_a,
            lambda: counter(clause.pk, 1, "一次付清。", Decimal(800), actor=seats["a"]),
            lambda: counter(clause.pk, 1, "分两次付。", Decimal(700), actor=seats["b"]),
        )
        assert told == ["", "这一条刚刚改过，请先看看新的内容。"]
        assert list(Wording.objects.values_list("version", flat=True)) == [1, 2]

        new_round(clause.pk, actor=seats["mediator"])
        told = at_once(
            county_a,
            lambda: seal_range(clause.pk, 1, Decimal(1), Decimal(9), actor=seats["a"]),
            lambda: seal_range(clause.pk, 1, Decimal(5), Decimal(8), actor=seats["b"]),
            lambda: seal_range(clause.pk, 1, Decimal(6), Decimal(7), actor=seats["agent"]),
        )
        assert told[:2] == ["", ""]
        assert told[2].startswith(("您这一方这一轮已经密封提交", "这一轮已经结束"))
        assert (Clause.objects.get().outcome, SealedRange.objects.count()) == ("overlap", 0)
