"""One line in each register of the directory, carrying the county's mark."""

from datetime import date
from typing import TYPE_CHECKING

from services.directory.models import (
    Award,
    Expert,
    Informant,
    Lawyer,
    MapTile,
    Mediator,
    Organisation,
    PremisesItem,
    Room,
    Training,
)
from tenants.actions.create_division import create_division

if TYPE_CHECKING:
    from tests.tenancy.world import World


def fill_registers(world: "World") -> None:
    mark, tenant = world.mark, world.tenant
    township = create_division(f"{tenant.division.code}199", f"{mark.word}镇")
    committee = Organisation.objects.get(pk=world.ids["organisation"])
    firm = Organisation.objects.create(
        tenant=tenant, name=f"{mark.word}律所", kind="law_firm", division=tenant.division
    )
    mediator = Mediator.objects.create(
        tenant=tenant,
        organisation=committee,
        name=f"{mark.word}调解员",
        phone=mark.latin,
        full_time=True,
        certificate=f"{mark.latin}-1",
        introduction=mark.word,
        photo_id=world.ids["image"],
        badge=f"{mark.latin}badge"[:12],
    )
    lawyer = Lawyer.objects.create(
        tenant=tenant,
        firm=firm,
        name=f"{mark.word}律师",
        licence=f"{mark.latin}-2",
        licensed_on=date(2015, 5, 4),
        pool_since=date(2020, 5, 4),
        introduction=mark.word,
    )
    lawyer.counsel_of.add(township)
    rows = {
        "mediator": mediator,
        "lawyer": lawyer,
        "expert": Expert.objects.create(
            tenant=tenant, name=f"{mark.word}专家", panel="medical", specialty=mark.word, workplace=mark.word
        ),
        "informant": Informant.objects.create(
            tenant=tenant, name=f"{mark.word}信息员", role="building", division=township, cell=mark.word
        ),
        "room": Room.objects.create(tenant=tenant, organisation=committee, name=f"{mark.word}一室"),
        "premises_item": PremisesItem.objects.create(
            tenant=tenant, organisation=committee, item="seal", note=mark.word
        ),
        "training": Training.objects.create(
            tenant=tenant, mediator=mediator, kind="initial", course=f"{mark.word}课", held_on=date(2026, 1, 5), hours=8
        ),
        "award": Award.objects.create(
            tenant=tenant, mediator=mediator, name=f"{mark.word}奖", level="county", given_by=mark.word,
            given_on=date(2026, 1, 6),
        ),
        "map_tile": MapTile.objects.create(tenant=tenant, division=township, column=1, row=1),
    }  # fmt: skip
    world.ids |= {name: row.pk for name, row in rows.items()}
    world.ids |= {"badge": mediator.badge, "place": int(township.code)}
