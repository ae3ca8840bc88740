"""Which deed a message asks for. The message is well-formed by now; the action says who may."""

from collections.abc import Callable, Mapping
from typing import Any

from services.mediation import protocol as said
from services.mediation.actions import door, minutes, own, record
from services.mediation.actions.agree import agree, take_back
from services.mediation.actions.arrive import leave
from services.mediation.actions.call_help import call_help
from services.mediation.actions.compare import new_round, seal_range
from services.mediation.actions.draw_up import draw_up, take_back_paper
from services.mediation.actions.end_room import end_room
from services.mediation.actions.identify import identify
from services.mediation.actions.move import gather, move
from services.mediation.actions.present import hide_file, present
from services.mediation.actions.propose import counter, propose, withdraw
from services.mediation.actions.say import say
from services.mediation.actions.time_and_agenda import set_timer, tick
from services.mediation.models import Seat

Deed = Callable[[Any, Seat], None]

VERBS: Mapping[type, Deed] = {
    said.Knock: lambda _told, seat: door.knock(actor=seat),
    said.Leave: lambda _told, seat: leave(actor=seat),
    said.Admit: lambda told, seat: door.admit(told.seat, actor=seat),
    said.Refuse: lambda told, seat: door.refuse(told.seat, actor=seat),
    said.Remove: lambda told, seat: door.remove(told.seat, actor=seat),
    said.AskBack: lambda told, seat: door.ask_back(told.seat, actor=seat),
    said.Door: lambda told, seat: door.set_door(told.open, actor=seat),
    said.Move: lambda told, seat: move(told.seats, told.place, told.minutes, actor=seat),
    said.Gather: lambda _told, seat: gather(actor=seat),
    said.Identify: lambda told, seat: identify(told.seat, told.how, told.note, actor=seat),
    said.EndRoom: lambda _told, seat: end_room(actor=seat),
    said.Hand: lambda told, seat: own.raise_hand(told.up, actor=seat),
    said.Devices: lambda told, seat: own.set_devices(told, actor=seat),
    said.Mute: lambda told, seat: own.mute(told.seat, actor=seat),
    said.Say: lambda told, seat: say(told.text, actor=seat),
    said.Present: lambda told, seat: present(told.file, told.page, actor=seat),
    said.HideFile: lambda _told, seat: hide_file(actor=seat),
    said.Timer: lambda told, seat: set_timer(told.minutes, actor=seat),
    said.Agenda: lambda told, seat: tick(told.code, told.done, actor=seat),
    said.CallHelp: lambda _told, seat: call_help(actor=seat),
    said.RecordingConsent: lambda told, seat: record.consent(told.yes, actor=seat),
    said.StartRecording: lambda told, seat: record.start(told.mime, actor=seat),
    said.StopRecording: lambda _told, seat: record.stop(actor=seat),
    said.WriteMinutes: lambda told, seat: minutes.write(told.revision, told.text, actor=seat),
    said.OfferMinutes: lambda told, seat: minutes.offer(told.revision, actor=seat),
    said.ReadMinutes: lambda told, seat: minutes.read(told.revision, told.confirmed, told.remark, actor=seat),
    said.Propose: lambda told, seat: propose(told.kind, told.title, told.text, told.amount, actor=seat),
    said.Counter: lambda told, seat: counter(told.clause, told.version, told.text, told.amount, actor=seat),
    said.Agree: lambda told, seat: agree(told.clause, told.version, actor=seat),
    said.TakeBack: lambda told, seat: take_back(told.clause, told.version, actor=seat),
    said.Withdraw: lambda told, seat: withdraw(told.clause, actor=seat),
    said.Range: lambda told, seat: seal_range(
        told.clause, told.round, told.low, told.high, midpoint=told.midpoint, actor=seat
    ),
    said.NewRound: lambda told, seat: new_round(told.clause, actor=seat),
    said.DrawUp: lambda told, seat: draw_up(told.due, told.how, told.more, told.confirmed, actor=seat),
    said.TakeBackPaper: lambda told, seat: take_back_paper(told.reason, actor=seat),
}
