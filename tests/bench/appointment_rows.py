"""Diaries of a generated city, written straight into tables, and what is done with them while it is measured."""

import json
import logging
import os
import random
import sys
import threading
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as hour
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from statistics import median, quantiles

import django
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from tqdm import tqdm

django.setup()

from django.test import Client  # noqa: E402

from home.actions.open_site import open_site  # noqa: E402
from services.booking.actions.confirm import Who, confirm  # noqa: E402
from services.booking.actions.hold import hold  # noqa: E402
from services.booking.errors import BookingError  # noqa: E402
from services.booking.free import free  # noqa: E402
from services.booking.models import BookableService, Occupied, OpeningHours, Resource, Session  # noqa: E402
from services.booking.ticks import tick  # noqa: E402
from services.directory.models import Organisation  # noqa: E402
from services.notices import registry  # noqa: E402
from services.notices.actions import deliver_due  # noqa: E402
from services.notices.actions.queue import queue  # noqa: E402
from services.notices.models import Delivery, Notice  # noqa: E402
from tenants import sms  # noqa: E402
from tenants.models import Tenant  # noqa: E402
from tenants.scope import across_tenants, in_tenant  # noqa: E402
from tests.bench.texts import county_name  # noqa: E402

_DAYS, _EACH_DAY = 30, (1, 5)
_WANTED = 240


def write(counties: int, people: int) -> None:
    """One session a day for everybody, five for the people of the measured county."""
    umbrella = open_site("bench-city", name="量衡市", division_code="970100", kind=Tenant.Kind.UMBRELLA)
    for place in tqdm(range(counties), unit="county"):
        with transaction.atomic():
            code = f"97{1 + place // 90:02d}{1 + place % 90:02d}"
            tenant = open_site(f"c{place:03d}", name=county_name(place), division_code=code, parent=umbrella)
            with in_tenant(tenant):
                _diaries(_service(tenant, people), _EACH_DAY[place == 0])


def _service(tenant: Tenant, people: int) -> BookableService:
    office = Organisation.objects.create(
        tenant=tenant, name="公共法律服务中心", kind="public_legal_service_center", division=tenant.division
    )
    own = {"tenant": tenant, "organisation": office}
    staff = Resource.objects.bulk_create(Resource(**own, name=f"第{count}位") for count in range(people))
    OpeningHours.objects.bulk_create(
        OpeningHours(**own, day=day, opens=opens, closes=closes)
        for day in range(9)
        for opens, closes in ((hour(8, 30), hour(12)), (hour(14), hour(17, 30)))
    )
    service = BookableService.objects.create(
        **own, code="advice", name="法律咨询", channels=("phone",), most_open=10_000, lead_minutes=0
    )
    service.resources.set(staff)
    return service


def _diaries(service: BookableService, each_day: int) -> None:
    dice, made = random.Random(service.pk), []  # noqa: S311 (no secret)
    for person in service.resources.all():
        for count in range(1, _DAYS + 1):
            for half in dice.sample(range(7), each_day):
                start = (
                    tick(datetime.combine(_day(count), hour(8, 30), timezone.get_current_timezone()))
                    + 6 * half
                )
                made.append(_session(service, person, start))
    sessions = Session.objects.bulk_create(made, 1000)
    Occupied.objects.bulk_create(
        (
            Occupied(tenant_id=one.tenant_id, resource_id=one.person_id, tick=step, session=one)
            for one in sessions
            for step in range(one.first_tick, one.end_tick)
        ),
        5000,
    )


def _day(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)


def _session(service: BookableService, person: Resource, start: int) -> Session:
    begins = datetime.fromtimestamp(start * 300, timezone.get_current_timezone())
    return Session(
        tenant_id=service.tenant_id, service=service, person=person, first_tick=start, end_tick=start + 6,
        starts_at=begins, ends_at=begins + timedelta(minutes=30),
    )  # fmt: skip


def measure(words: int) -> dict[str, dict[str, float]]:
    tenant = Tenant.objects.get(slug="c000")
    with in_tenant(tenant):
        service = BookableService.objects.get()
        today = timezone.localdate()
        return {
            "free times of a month, reckoned": _latency(lambda: free(service, "phone", today, _DAYS)),
            "free times of a month, page": _latency(_getting(tenant, "/book/advice/?channel=phone")),
            "a public page without rows": _latency(_getting(tenant, "/track/")),
            **_outbox(words),
        }


def _getting(tenant: Tenant, path: str) -> Callable[[], None]:
    client = Client(HTTP_HOST=tenant.site.hostname)

    def get() -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.status_code} for {path}")

    return get


def _latency(act: Callable[[], object], times: int = 60) -> dict[str, float]:
    act()
    taken = []
    for _time in range(times):
        started = time.perf_counter()
        act()
        taken.append((time.perf_counter() - started) * 1000)
    return {"p50_ms": round(median(taken), 1), "p95_ms": round(quantiles(taken, n=20)[-1], 1)}


class _Gateway(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        return None


def _outbox(words: int) -> dict[str, dict[str, float]]:
    """To a gateway in a thread of this process, and the same requests without an outbox."""
    gateway = ThreadingHTTPServer(("127.0.0.1", 0), _Gateway)
    threading.Thread(target=gateway.serve_forever, daemon=True).start()
    settings.SMS_URL = f"http://127.0.0.1:{gateway.server_port}/"
    kind = registry.register(registry.Kind("bench", "量", sms=True, urgent=True))
    with transaction.atomic():
        for count in range(words):
            queue(kind.code, to_phone="+8619900000101", text=f"第{count}条")
        Delivery.objects.update(due_at=timezone.now() - timedelta(minutes=1))
        transaction.get_connection().run_on_commit.clear()
    started = time.perf_counter()
    sent = deliver_due.deliver_due()
    ours = time.perf_counter() - started
    started = time.perf_counter()
    for count in range(words):
        sms.send("+8619900000101", f"第{count}条")
    bare = time.perf_counter() - started
    with across_tenants(reason="what was measured goes"):
        Notice.objects.filter(kind="bench").delete()
    gateway.shutdown()
    return {
        "words out of the outbox": {"per_second": round(sent / ours, 1), "sent": sent},
        "the same requests, bare": {"per_second": round(words / bare, 1)},
    }


def fight(processes: int) -> dict[str, dict[str, float]]:
    """Everybody wants one of the same places: twenty people, the twelve half hours of one day, until all are gone."""
    umbrella = open_site("bench-city", name="量衡市", division_code="970100", kind=Tenant.Kind.UMBRELLA)
    tenant = open_site("c000", name=county_name(0), division_code="970101", parent=umbrella)
    with in_tenant(tenant):
        service = _service(tenant, 20)
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE bench_places (place integer PRIMARY KEY, phone varchar(20) NOT NULL)"
            )
        return {
            "confirmations under contention": _race(processes, lambda dice: _book(service, dice)),
            "bare inserts under a constraint": _race(processes, _insert),
        }


def _book(service: BookableService, dice: random.Random) -> bool:
    slots = free(service, "phone", _day(7)).slots
    if not slots:
        return False
    try:
        confirm(hold(service, dice.choice(slots).start, "phone"), Who("某人"))
    except BookingError:
        return False
    return True


def _insert(dice: random.Random) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO bench_places VALUES (%s, %s)", [dice.randrange(20 * 14), "19900000101"]
            )
    except IntegrityError:
        return False
    return True


def _race(processes: int, attempt: Callable[[random.Random], bool]) -> dict[str, float]:
    """Each makes so many attempts; how many a second went well, of all together."""
    connection.close()
    begins, pipes = time.time() + 0.5, []
    for seed in range(processes):
        reading, writing = os.pipe()
        if os.fork() == 0:
            time.sleep(max(0, begins - time.time()))
            dice = random.Random(seed)  # noqa: S311 (no secret)
            done = sum(attempt(dice) for _attempt in range(_WANTED // processes))
            os.write(writing, json.dumps([done, time.time() - begins]).encode())
            os._exit(0)
        os.close(writing)
        pipes.append(reading)
    told = [json.loads(os.read(pipe, 100)) for pipe in pipes]
    for _process in pipes:
        os.wait()
    done = sum(one for one, _seconds in told)
    slowest = max(seconds for _one, seconds in told)
    return {
        "per_second": round(done / slowest, 1),
        "done": done,
        "refused": _WANTED // processes * processes - done,
    }


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    verb, *numbers = sys.argv[1:]
    found = {"write": write, "measure": measure, "fight": fight}[verb](*map(int, numbers))
    if found:
        sys.stdout.write(json.dumps(found) + "\n")
