"""What stands over the form of a complaint: who learns of it, how long it takes, and where no limit is written."""

from dataclasses import dataclass

from services.cases.beside import Section
from services.cases.public import preface
from services.cases.queries.promise import Clause, clause, span
from services.complaints.rules import PROCEDURE
from services.procedures.spec import Procedure


@dataclass(frozen=True)
class Limit:
    name: str
    span: str
    clauses: tuple[Clause, ...]


def promises(procedure: Procedure) -> Section:
    numbers = [procedure.numbers[clock.number] for clock in procedure.clocks if clock.kind == "limit"]
    limits = [Limit(one.name, span(one), tuple(map(clause, one.basis))) for one in numbers]
    return Section("complaints/public/promises.html", {"limits": limits})


preface.register(PROCEDURE, promises)
