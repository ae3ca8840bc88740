"""A half-year of one person in the demo, as one short line says it."""

from dataclasses import dataclass

GRADES = {"v": "very", "s": "satisfied", "f": "fairly", "d": "dissatisfied"}


@dataclass(frozen=True)
class Line:
    """`failed` cases did not pass the final assessment, `late` ones handed their dossier in too late."""

    cases: int = 0
    failed: int = 0
    late: int = 0
    voices: tuple[str, ...] = ()
    consultations: int = 0
    hours: int = 0


def read_line(said: str) -> Line:
    """`7/0/1 vvs 14 8`: cases, failed and late; voices; consultations; hours of other service. Blank is nothing."""
    counts, voices, *rest = [*said.split(), "", ""][:4] if said else ["", "", "", ""]
    cases, failed, late = [int(one) for one in [*(counts or "0").split("/"), "0", "0"][:3]]
    consultations, hours = (int(one or 0) for one in [*rest, "", ""][:2])
    return Line(cases, failed, late, tuple(GRADES[one] for one in voices), consultations, hours)
