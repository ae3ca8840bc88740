from collections.abc import Collection
from typing import Any

from services.documents.models import Paper
from services.documents.queries import open_seats
from services.mediation import matters
from services.mediation.cards import agreed_terms
from services.mediation.errors import RoomError
from services.mediation.models import Room, Seat
from services.mediation.rules import Can, can, inside, listed
from services.mediation.signing import OF_THE_MATTER, in_force, problem, signs, turn
from services.mediation.terms import lines


def seen(room: Room, seat: Seat) -> dict[str, Any]:
    """none → ready (every clause is green) → drawn up, signed by one after the other → signed."""
    paper = in_force(room)
    if paper is not None:
        return _of_paper(room, paper, seat)
    terms = agreed_terms(room)
    if room.paper_id is not None:
        return {"state": "revoked", "may_take_back": can(seat, Can.DRAW_UP)}
    if not terms:
        return {"state": "none"}
    if not can(seat, Can.DRAW_UP):
        return {"state": "ready", "form": None}
    return {"state": "ready", "form": _form(room, *lines(terms)), "unidentified": _unidentified(room)}


def _unidentified(room: Room, places: Collection[str] | None = None) -> list[str]:
    """Parties (all, or those who sign at these places) for whom nobody in the room is known to the mediator yet."""
    seats = list(Seat.objects.filter(room=room))
    known = [one for one in seats if inside(one) and one.identity and can(one, Can.AGREE)]
    return [
        party.name
        for party in seats
        if party.role == Seat.Role.PARTY
        and (places is None or party.ref in places)
        and not any(party.pk in (one.pk, one.acts_for_id) for one in known)
    ]


def _form(room: Room, said: tuple[str, ...], money: tuple[str, ...]) -> dict[str, Any]:
    try:
        needs = matters.matter(room.about).needs(room, said, money)
    except RoomError as error:
        needs = matters.Needs(missing=str(error))
    return {
        "missing": needs.missing,
        "fields": [
            {
                "code": one.code,
                "label": one.label,
                "kind": one.kind,
                "options": [list(option) for option in one.options],
                "value": one.value,
                "required": one.required,
            }
            for one in needs.fields
        ],
        "judgements": [{"code": code, "name": name} for code, name in needs.judgements],
    }


def _of_paper(room: Room, paper: Paper, seat: Seat) -> dict[str, Any]:
    next_place = turn(paper)
    signatures = {one.seat: one for one in paper.signatures.all()}
    places = [place["code"] for place in paper.seats]
    there = {one.ref: one for one in Seat.objects.filter(room=room, ref__in=places)}
    mine = next_place is not None and signs(seat, next_place["code"])
    return {
        "state": "drawn" if next_place else "signed",
        "title": paper.kind_name,
        "number": paper.number,
        "pages": room.paper_terms.get("pages", 1),
        "sha256": paper.signed_sha256 or paper.pdf_sha256,
        "seen": paper.pdf_sha256,
        "places": [
            {
                "label": place["label"],
                "name": place["name"],
                "signed": signatures[place["code"]].signed_at.isoformat()
                if place["code"] in signatures
                else "",
                "turn": next_place is not None and place["code"] == next_place["code"],
                "here": place["code"] in there and listed(there[place["code"]], seat),
            }
            for place in paper.seats
        ],
        "mine": {"name": next_place["name"], "own": seat.role != Seat.Role.AGENT, "problem": problem(seat)}
        if mine
        else None,
        "may_take_back": not signatures and can(seat, Can.DRAW_UP),
        "unidentified": _unidentified(room, {place["code"] for place in open_seats(paper)})
        if can(seat, Can.DRAW_UP)
        else [],
        "download": seat.role in OF_THE_MATTER,
        "verify": paper.get_absolute_url(),
        "code": paper.shown_code,
    }
