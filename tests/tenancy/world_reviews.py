"""A round of dossier review with a dossier that was read and one that waits, each thing carrying the county's mark."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from services.cases.models import Case
from services.reviews import sampling
from services.reviews.marks import mark_of
from services.reviews.models import Reading, Reviewer, ReviewSettings, Round, Sampled

if TYPE_CHECKING:
    from tests.tenancy.world import World


def fill_reviews(world: "World") -> None:
    mark, tenant, admin, now = world.mark, world.tenant, world.user("county_admin"), timezone.now()
    case = Case.objects.get(pk=world.ids["case"])
    lines = [(mark_of(mark.latin, case.number).mark, mark.latin)]
    ReviewSettings.objects.create(tenant=tenant)
    Reviewer.objects.create(tenant=tenant, board="mediation", user=world.user("supervisor"))
    row = Round.objects.create(
        tenant=tenant, board="mediation", since=date(2026, 7, 1), until=date(2026, 9, 30), announced_at=now,
        salt=mark.latin, listed=sampling.text(lines), eligible_digest=sampling.digest(lines), eligible_count=1,
        size=1, seed_plan=mark.word, seed_on=now.date(), seed=mark.latin, seed_source=mark.word, drawn_at=now,
        state=Round.State.READING,
    )  # fmt: skip
    sampled = Sampled.objects.create(
        tenant=tenant, round=row, case=case, mark=lines[0][0], place=1, closed_on=now.date(), score=Decimal(80),
        result="passed", closed=True, decided_at=now, reply_until=now.date(), reply=mark.word, replied_at=now,
        refusal=mark.word,
    )  # fmt: skip
    reading = Reading.objects.create(
        tenant=tenant, sampled=sampled, number=1, reviewer=admin, assigned_at=now, note=mark.word
    )
    world.ids |= {"review_round": row.pk, "review_sampled": sampled.pk, "review_reading": reading.pk}
