"""Makes the sheets of an edition, and its lines from the sheets: what the page shows is what can be downloaded."""

from collections.abc import Mapping
from hashlib import sha256

from services.ranking import sheets
from services.ranking.formula import Formula
from services.ranking.models import Edition, Entry
from services.ranking.registers import KINDS, called

AT_ONCE = 1000
CODE_LENGTH = 12


def fill(edition: Edition, counts: Mapping[int, Mapping[str, str]]) -> None:
    """`counts` by the keys of the register. For an edition that has no lines, inside the caller's transaction."""
    codes = {code_of(edition, pk): pk for pk in counts}
    lines = [{"code": code} | _told(counts[pk], edition.formula) for code, pk in codes.items()]
    edition.inputs = sheets.inputs_csv(lines, edition.formula)
    rows = sheets.reckoned(edition.inputs, edition.formula)
    edition.result = sheets.ranking_csv(rows, edition.formula)
    edition.script = sheets.script()
    edition.save(update_fields=["inputs", "result", "script"])
    told = {line["code"]: line for line in lines}
    kind = KINDS[edition.board]
    people, earlier = called(kind, codes.values()), _earlier(edition, kind)
    Entry.objects.bulk_create(
        [
            Entry(
                tenant_id=edition.tenant_id,
                edition=edition,
                code=row["code"],
                name=people[pk][0],
                body=people[pk][1],
                rank=int(row["rank"]) if row["rank"] else None,
                rank_before=earlier.get(pk),
                score=row["score"] or None,
                counts=told[row["code"]],
                row=row,
                **{f"{kind}_id": pk},
            )
            for row in rows
            if (pk := codes[row["code"]])
        ],
        batch_size=AT_ONCE,
    )


def code_of(edition: Edition, pk: int) -> str:
    """Nobody without the salt leads from a code to the register."""
    return sha256(f"{edition.salt}:{pk}".encode()).hexdigest()[:CODE_LENGTH]


def _told(counts: Mapping[str, str], formula: Formula) -> dict[str, str]:
    """Of somebody below the minimum only the counts that are missing are told: few voices are no secret ballot."""
    least = formula["minimum"]
    full = {code: counts.get(code, "0") for code in sheets.counts_of(formula)}
    if all(float(full[code]) >= number for code, number in least.items()):
        return full
    return {code: full[code] for code in least}


def _earlier(edition: Edition, kind: str) -> dict[int, int]:
    if edition.before is None:
        return {}
    ranked = edition.before.entries.filter(rank__isnull=False, **{f"{kind}__isnull": False})
    return dict(ranked.values_list(f"{kind}_id", "rank"))
