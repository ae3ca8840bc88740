"""A published ranking, one that is open to objections, and an objection, with the county's mark in every name."""

from typing import TYPE_CHECKING

from services.calendar.half_years import read
from services.directory.models import Lawyer
from services.ranking.actions.object import object_to
from services.ranking.actions.open_objections import open_objections
from tests.services.ranking.editions import HELD, counted, figures, noon, publication

if TYPE_CHECKING:
    from tests.tenancy.world import World


def fill_rankings(world: "World") -> None:
    officer, lawyer = world.user("case_officer"), Lawyer.objects.get(pk=world.ids["lawyer"])
    told = {lawyer.pk: figures()}
    first = publication(counted(world.tenant, told, actor=officer), by=world.user("county_admin"))
    later = counted(world.tenant, told, actor=officer, period="2026H2", before=first)
    open_objections(later, actor=officer, held=HELD, now=noon(read(later.period), 4))
    Lawyer.objects.filter(pk=lawyer.pk).update(user=world.user("lawyer"))
    entry = later.entries.select_related("lawyer").get()
    made = object_to(entry, world.mark.word, actor=world.user("lawyer"), now=noon(read(later.period), 5))
    world.ids |= {"edition": first.pk, "open_edition": later.pk, "ranking_objection": made.pk}
