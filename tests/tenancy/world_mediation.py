"""A mediation room of the county with everything that can lie in it, each thing carrying the county's mark."""

from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.utils import timezone

from services.directory.models import Organisation
from services.mediation.actions.open_room import Plan, open_room
from services.mediation.actions.within import noted
from services.mediation.models import (
    Clause,
    MediationSettings,
    Minutes,
    Recording,
    RecordingChunk,
    Seat,
    SharedFile,
    Utterance,
    Wording,
)
from services.mediation.persons import Person

if TYPE_CHECKING:
    from tests.tenancy.world import World


def fill_a_room(world: "World") -> None:
    mark, tenant, mediator = world.mark, world.tenant, world.user("mediator")
    MediationSettings.objects.update_or_create(site=tenant.site, defaults={"dial_in": "0000-5550121"})
    people = [
        Person("mediator", f"{mark.word}调解员", user=mediator, ref="mediator"),
        Person("party", f"{mark.word}甲", side="a", phone="+8619900000701", ref="party-1"),
    ]
    office = Organisation.objects.get(pk=world.ids["organisation"])
    about = f"case:{world.ids['case_number']}"
    plan = Plan(f"{mark.word}调解室", timezone.now(), people, about=about, organisation=office)
    room = open_room(plan, actor=mediator)
    party = Seat.objects.get(room=room, ref="party-1")
    noted(room, "seat_taken_out", name=mark.word)
    owned = {"tenant": tenant, "room": room}
    Utterance.objects.create(**owned, seat=party, place="joint", text=mark.word)
    Minutes.objects.create(**owned, text=mark.word)
    clause = Clause.objects.create(**owned, position=1, title=mark.word)
    Wording.objects.create(tenant=tenant, clause=clause, version=1, text=mark.word, seat=party)
    shared = SharedFile(
        **owned,
        seat=party,
        place="joint",
        name=f"{mark.word}.txt",
        mime="text/plain",
        size=1,
        sha256=mark.latin,
    )
    shared.file.save(f"{mark.latin}.txt", ContentFile(b"x"))
    recording = Recording.objects.create(
        **owned, seat=party, mime="video/webm", state="finished", why=mark.latin, size=1, sha256=mark.latin
    )
    chunk = RecordingChunk(tenant=tenant, recording=recording, number=0, size=1, sha256=mark.latin)
    chunk.file.save(f"{mark.latin}.webm", ContentFile(b"x"))
    world.ids |= {
        "mediation_room": room.pk, "mediation_code": room.code, "shared_file": shared.pk,
        "recording": recording.pk, "mediation_party": party.pk,
    }  # fmt: skip
