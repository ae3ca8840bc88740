"""A county with many lawyers and cases, written straight into tables, and an edition reckoned over them."""

import csv
import io
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import django
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from tqdm import tqdm

django.setup()

from django.test import Client  # noqa: E402

from home.actions.open_site import open_site  # noqa: E402
from services.calendar.half_years import read  # noqa: E402
from services.cases.actions.open_case import version_of  # noqa: E402
from services.cases.models import Case, CaseClock, Handler  # noqa: E402
from services.cases.queries.procedures import in_force  # noqa: E402
from services.directory.models import Lawyer, Organisation  # noqa: E402
from services.ranking import sheets  # noqa: E402
from services.ranking.actions.count import count  # noqa: E402
from services.ranking.actions.open_objections import open_objections  # noqa: E402
from services.ranking.actions.publish import publish  # noqa: E402
from services.ranking.counting import counted  # noqa: E402
from services.ranking.models import Edition  # noqa: E402
from services.voices.models import Survey  # noqa: E402
from tenants.actions.grant_role import grant_role  # noqa: E402
from tenants.models import Tenant, User  # noqa: E402
from tenants.scope import in_tenant  # noqa: E402

HALF = read("2026H1")
HELD = frozenset({"case_officer"})
_AT_ONCE = 2000
_POINTS = {"very": 100, "satisfied": 85, "fairly": 70, "dissatisfied": 0}


def write(lawyers: int, cases: int) -> None:
    open_site("bench-city", name="量衡市", division_code="970100", kind=Tenant.Kind.UMBRELLA)
    parent = Tenant.objects.get(slug="bench-city")
    tenant = open_site("c000", name="量衡县", division_code="970101", parent=parent)
    for name in ("officer", "admin"):
        grant_role(
            User.objects.create_user(f"c000-{name}", password=None, name=name),
            tenant=tenant,
            role="case_officer",
        )
    with in_tenant(tenant):
        people = _people(tenant, lawyers)
        _pattern(tenant, people[0])
        people_keys = [one.pk for one in people]
        for start in tqdm(range(2, cases + 1, _AT_ONCE), unit="lot"):
            with transaction.atomic():
                _lot(people_keys, range(start, min(start + _AT_ONCE, cases + 1)))


def _people(tenant: Tenant, number: int) -> list[Lawyer]:
    firms = Organisation.objects.bulk_create(
        Organisation(tenant=tenant, name=f"律所{place}", kind="law_firm", division=tenant.division)
        for place in range(max(1, number // 20))
    )
    return Lawyer.objects.bulk_create(
        [
            Lawyer(
                tenant=tenant, name=f"律师{place}", firm=firms[place % len(firms)], licence=f"L{place:06}",
                licensed_on=date(2010, 1, 1), started_on=date(2015, 1, 1), aid_roster=True,
            )
            for place in range(number)
        ],
        _AT_ONCE,
    )  # fmt: skip


def _pattern(tenant: Tenant, lawyer: Lawyer) -> None:
    """One case with everything, as the program writes it; the others are its rows with other figures."""
    procedure = in_force(tenant, "LA_CASE")
    day = timezone.make_aware(datetime(2026, 2, 3, 9))
    case = Case.objects.create(
        tenant=tenant, number="旧册第1号", version=version_of(tenant, procedure), procedure_code="LA_CASE",
        title="追索劳动报酬", state="archived", is_open=False, outcome="closed", opened_at=day, closed_at=day,
    )  # fmt: skip
    Handler.objects.create(
        tenant=tenant, case=case, role="legal_aid_lawyer", lawyer=lawyer, name=lawyer.name, since=day
    )
    CaseClock.objects.create(
        tenant=tenant, case=case, code="dossier", number="dossier_limit", status="stopped", started_at=day,
        due_at=day, ended_at=day,
    )  # fmt: skip
    Survey.objects.create(
        tenant=tenant, about=f"case:{case.number}", title=case.title, lawyer=lawyer, closed_on=day.date(),
        asked_at=day, grade="very", points=100, channel="sms", answered_at=day,
    )  # fmt: skip


def _lot(people: list[int], keys: range) -> None:
    """A tenth of the cases end in the half-year that is counted; most have a voice."""
    chance = random.Random(keys.start)  # noqa: S311 (no secret)
    cases, handlers, clocks, voices = [], [], [], []
    for key in keys:
        end = datetime(2021, 7, 1, 1) + timedelta(days=chance.randrange(1825))
        number, lawyer = f"旧册第{key}号", chance.choice(people)
        outcome = "closed" if chance.random() < 0.95 else "quality_failed"
        cases.append({"id": key, "number": number, "closed_at": end, "opened_at": end, "outcome": outcome})
        handlers.append({"id": key, "case_id": key, "lawyer_id": lawyer})
        late = timedelta(days=chance.choice((-3, -2, -1, 1)))
        clocks.append({"id": key, "case_id": key, "due_at": end, "ended_at": end + late})
        if chance.random() < 0.7:
            grade, points = chance.choice(list(_POINTS.items()))
            voice = {"id": key, "about": f"case:{number}", "lawyer_id": lawyer, "closed_on": end.date()}
            voices.append(voice | {"grade": grade, "points": points})
    for model, rows in ((Case, cases), (Handler, handlers), (CaseClock, clocks), (Survey, voices)):
        _like_the_first(model, rows)


def _like_the_first(model: type[Model], rows: list[dict[str, Any]]) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY id LIMIT 1")  # noqa: S608 (a name of our own)
        names = [column[0] for column in cursor.description]
        first = dict(zip(names, cursor.fetchone(), strict=True))
        marks = ", ".join(["%s"] * len(names))
        listed = ", ".join(connection.ops.quote_name(name) for name in names)
        cursor.executemany(
            f"INSERT INTO {table} ({listed}) VALUES ({marks})",  # noqa: S608 (names of our own)
            [[(first | row)[name] for name in names] for row in rows],
        )


def county() -> Tenant:
    return Tenant.objects.get(slug="c000")


def bare_count() -> None:
    """The least a database can be asked for the same: how many cases each lawyer closed in the period."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT h.lawyer_id, count(*), sum(c.outcome = 'closed') FROM cases_case c"
            " JOIN cases_handler h ON h.case_id = c.id WHERE c.closed_at >= %s AND c.closed_at < %s"
            " AND h.lawyer_id IS NOT NULL AND h.until IS NULL GROUP BY h.lawyer_id",
            [HALF.since.isoformat(), HALF.until.isoformat()],
        )
        cursor.fetchall()


def bare_sort(inputs: str) -> None:
    """The same lines read, sorted by one figure and written."""
    lines = list(csv.DictReader(io.StringIO(inputs)))
    lines.sort(key=lambda line: -float(line["cases"]))
    table = csv.DictWriter(io.StringIO(), list(lines[0]))
    table.writerows(lines)


def edition() -> Edition:
    """Counted anew; what an earlier run left is taken away underneath its lock."""
    Edition.objects.all().delete()
    officer = User.objects.get(username="c000-officer")
    return count("lawyers", HALF, actor=officer, held=HELD)


def made_public(counted_: Edition) -> Edition:
    officer, other = (User.objects.get(username=f"c000-{name}") for name in ("officer", "admin"))
    then = timezone.now() - timedelta(days=30)
    open_objections(counted_, actor=officer, held=HELD, now=then)
    return publish(counted_, actor=other, held=HELD)


def measures() -> dict[str, Callable[[], object]]:
    made = edition()
    formula, inputs = made.formula, made.inputs
    return {
        "counts of the period": lambda: counted("lawyers", HALF.since, HALF.until),
        "one bare SQL count": bare_count,
        "reckoning ranking.csv": lambda: sheets.ranking_csv(sheets.reckoned(inputs, formula), formula),
        "the same lines, read, sorted, written": lambda: bare_sort(inputs),
        "the whole edition": edition,
    }


def page(published: Edition, *, empty: bool = False) -> Callable[[], object]:
    client = Client(headers={"host": "c000.localhost"})
    address = "/rankings/method/" if empty else f"/rankings/lawyers/{published.period}/"

    def get() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")

    return get


__all__ = ["county", "in_tenant", "made_public", "measures", "page", "write"]
