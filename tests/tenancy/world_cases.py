"""A case of the county with everything that can hang on it, each thing carrying the county's mark."""

from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from services.cases.actions.add_evidence import add_evidence
from services.cases.actions.name_handler import name_handler
from services.cases.actions.open_case import Opening, PartyData, open_case
from services.cases.actions.relate import hand_up
from services.cases.actions.schedule import Line, schedule
from services.cases.actions.send_message import send_message
from services.cases.actors import member
from services.cases.models import CasePaper, Dossier, FollowUpOffer, Message, SavedFilter


def fill_with_a_case(world) -> None:
    mark, tenant = world.mark, world.tenant
    admin = world.user("county_admin")
    doer = member(admin, None, frozenset({"county_admin"}))
    case = open_case(
        Opening(
            procedure="PM_LAND",
            title=f"{mark.word}纠纷",
            values={"dispute_summary": mark.word},
            parties=(PartyData(f"{mark.word}某", address=mark.word, careful=mark.word),),
        ),
        doer=doer,
    ).case
    name_handler(case, "mediator", doer=doer, user=world.user("mediator"))
    evidence = add_evidence(
        case, doer=doer, name=f"{mark.word}.pdf", content=b"%PDF-1.4 " + mark.latin.encode()
    )
    send_message(case, Message.Kind.NOTE, mark.word, doer=doer)
    schedule(case, [Line(date(2031, 1, 1), mark.word)], doer=doer)
    grant = hand_up(case, doer=doer, reason=mark.word)
    paper = CasePaper.objects.create(
        tenant=tenant, case=case, code="acceptance_register", name=mark.word, wanted_at=timezone.now()
    )
    dossier = Dossier(
        tenant=tenant,
        case=case,
        sha256=mark.latin,
        pages=1,
        missing=[mark.word],
        head=case.head,
        built_at=timezone.now(),
    )
    dossier.pdf.save(f"{mark.latin}.pdf", ContentFile(b"%PDF-1.4"))
    offer = FollowUpOffer.objects.create(
        tenant=tenant, case=case, procedure_code="JC_OFFLINE", words=mark.word, made_at=timezone.now()
    )
    SavedFilter.objects.create(tenant=tenant, user=admin, name=mark.word, query=f"q={mark.latin}")
    world.ids |= {
        "case": case.pk, "evidence": evidence.pk, "case_paper": paper.pk, "dossier": dossier.pk, "case_grant": grant.pk,
        "party": case.parties.get().pk, "case_number": case.number, "follow_up_offer": offer.pk,
    }  # fmt: skip
