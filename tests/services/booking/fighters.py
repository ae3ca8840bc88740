"""Many who want the same few places: they book, move, cancel and give up at random, each in a process of its own.

    python -m tests.services.booking.fighters fight DATABASE DAY COUNT
    python -m tests.services.booking.fighters kill DATABASE DAY COUNT

`fight`: everybody begins at the same moment and prints in the end, as one line of JSON, what it holds. Refusals are
expected; anything else goes to standard error. `kill`: each is killed somewhere in the middle of what it does.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from datetime import date

import django

ROUNDS, KILLED = 30, 3


def _begin(database: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.testing")
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    django.setup()


def _fork(work: Callable[[], None]) -> int:
    """A child that dies with what it was given; its number."""
    child = os.fork()
    if child:
        return child
    try:
        work()
        sys.stdout.flush()
    except Exception:  # noqa: BLE001 (whatever it is, the test wants to read it)
        traceback.print_exc()
    os._exit(0)


def fight(seed: int, rounds: int, day: date, begins: float) -> None:
    from django.db import connection

    from tenants.models import Tenant
    from tenants.scope import in_tenant

    connection.close()
    with in_tenant(Tenant.objects.get(slug="jia")):
        time.sleep(max(0, begins - time.time()))
        sys.stdout.write(json.dumps(_rounds(random.Random(seed), rounds, day)) + "\n")


def _rounds(dice: random.Random, rounds: int, day: date) -> dict[str, object]:
    from services.booking.actions.cancel import cancel
    from services.booking.actions.confirm import Who, confirm
    from services.booking.actions.hold import hold
    from services.booking.actions.reschedule import reschedule
    from services.booking.errors import BookingError
    from services.booking.models import BookableService
    from tests.services.booking.conftest import at

    services = list(BookableService.objects.all())
    starts = [at(9, day=day), at(9, 30, day), at(10, day=day)]
    mine, refused = [], 0
    for _round in range(rounds):
        try:
            what = dice.random()
            if mine and what < 0.25:
                cancel(mine.pop(dice.randrange(len(mine))), actor=None)
            elif mine and what < 0.5:
                reschedule(dice.choice(mine), dice.choice(starts), actor=None)
            else:
                found = hold(dice.choice(services), dice.choice(starts), dice.choice(("in_person", "phone")))
                if what < 0.9:
                    confirm(found, Who("某人"))
                    mine.append(found)
        except BookingError:
            refused += 1
    return {"mine": sorted(one.number for one in mine), "refused": refused}


def everybody(day: date, count: int) -> None:
    begins = time.time() + 0.5
    for child in [_fork(lambda seed=seed: fight(seed, ROUNDS, day, begins)) for seed in range(count)]:
        os.waitpid(child, 0)


def killed(day: date, count: int) -> None:
    dice = random.Random(7)
    for round_ in range(KILLED):
        seeds = range(round_ * count, (round_ + 1) * count)
        children = [_fork(lambda seed=seed: fight(seed, 100_000, day, 0)) for seed in seeds]
        time.sleep(0.3)
        for child in children:
            time.sleep(dice.uniform(0.02, 0.3))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


if __name__ == "__main__":
    verb, name, on, number = sys.argv[1:]
    _begin(name)
    {"fight": everybody, "kill": killed}[verb](date.fromisoformat(on), int(number))
