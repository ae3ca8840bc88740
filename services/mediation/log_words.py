"""The log of a room as sentences. It says what happened, never what was said."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.mediation.models import RoomEvent, Seat
from services.mediation.wording import spoken

# `{who}` did it, `{seat}` is whom it concerned, `{seats}` several of them, `{place}` where.
SENTENCES: dict[str, Any] = {
    "arrived": gettext_lazy("{who}进入了房间"),
    "knocked": gettext_lazy("{who}到了门口"),
    "opened": gettext_lazy("{who}开始了调解"),
    "left": gettext_lazy("{who}离开了"),
    "admitted": gettext_lazy("{who}请{seat}进来"),
    "refused": gettext_lazy("{who}没有让{seat}进入"),
    "removed": gettext_lazy("{who}请{seat}离开"),
    "asked_back": gettext_lazy("{who}请{seat}再来"),
    "door": gettext_lazy("{who}{door}"),
    "moved": gettext_lazy("{who}请{seats}到{place}"),
    "gathered": gettext_lazy("{who}请大家回到共同的房间"),
    "identified": gettext_lazy("{who}核对了{seat}的身份：{how}"),
    "muted": gettext_lazy("{who}关了{seat}的话筒"),
    "ended": gettext_lazy("{who}结束了调解"),
    "cancelled": gettext_lazy("这次调解取消了"),
    "rescheduled": gettext_lazy("时间从{before}改到{to}"),
    "seat_added": gettext_lazy("增加了{seat}的席位"),
    "seat_taken_out": gettext_lazy("撤下了{name}的席位"),
    "file_shared": gettext_lazy("{who}出示了一份文件"),
    "file_presented": gettext_lazy("{who}给大家看了一份文件"),
    "file_put_away": gettext_lazy("{who}收起了文件"),
    "recording_asked": gettext_lazy("{who}请大家同意录像"),
    "recording_consent": gettext_lazy("{who}{consent}"),
    "recording_started": gettext_lazy("{who}开始录像"),
    "recording_stopped": gettext_lazy("录像停了"),
    "recording_finished": gettext_lazy("录像已经保存"),
    "clause_proposed": gettext_lazy("{who}提出了一条"),
    "clause_countered": gettext_lazy("{who}换了一种提法"),
    "clause_withdrawn": gettext_lazy("{who}撤回了一条"),
    "clause_agreed": gettext_lazy("{who}同意了一条"),
    "clause_taken_back": gettext_lazy("{who}收回了同意"),
    "round_opened": gettext_lazy("{who}开始比较双方的金额范围"),
    "range_sealed": gettext_lazy("{who}交了自己的范围"),
    "ranges_compared": gettext_lazy("双方的范围比较过了"),
    "agenda": gettext_lazy("{who}改了议程的进度"),
    "timer": gettext_lazy("{who}设了计时"),
    "help_called": gettext_lazy("{who}请求支援"),
    "drawn_up": gettext_lazy("{who}生成了调解协议书"),
    "paper_taken_back": gettext_lazy("{who}收回了调解协议书"),
    "paper_signed": gettext_lazy("{who}在调解协议书上签名"),
    "agreed": gettext_lazy("各方都签了调解协议书"),
    "minutes_given": gettext_lazy("{who}请大家核对笔录"),
    "minutes_reopened": gettext_lazy("{who}收回笔录再改"),
    "minutes_read": gettext_lazy("{who}核对了笔录"),
    "minutes_confirmed": gettext_lazy("各方确认了笔录"),
}


@dataclass(frozen=True)
class Line:
    at: datetime
    words: str


def told(events: Iterable[RoomEvent], seats: Iterable[Seat]) -> list[Line]:
    """`seats`: all of the room, so that nothing is asked for line by line."""
    names = {seat.pk: seat.name for seat in seats}
    return [Line(event.at, _words(event, names)) for event in events]


def _words(event: RoomEvent, names: dict[int, str]) -> str:
    sentence = SENTENCES.get(event.kind)
    if sentence is None:
        return _("{who}做了一件这里没有说法的事（{kind}）").format(
            who=_name(names, event.seat_id), kind=event.kind
        )
    return str(sentence).format(**_said(event, names))


def _said(event: RoomEvent, names: dict[int, str]) -> dict[str, str]:
    data = event.data
    said = {
        "who": _name(names, event.seat_id),
        "seat": _name(names, data.get("seat")),
        "seats": "、".join(_name(names, one) for one in data.get("seats", [])),
        "place": str(dict(Seat.Place.choices).get(event.place, event.place)),
        "name": str(data.get("name", "")),
    }
    return said | {name: make(data) for name, make in _MORE.items()}


def _name(names: dict[int, str], pk: object) -> str:
    return names.get(pk, _("有人")) if isinstance(pk, int) else _("有人")


def _moment(name: str) -> Callable[[dict[str, Any]], str]:
    def shown(data: dict[str, Any]) -> str:
        found = parse_datetime(str(data.get(name, "")))
        return spoken(found) if found else ""

    return shown


_MORE: dict[str, Callable[[dict[str, Any]], str]] = {
    "how": lambda data: str(dict(Seat.Identity.choices).get(data.get("how"), "")),
    "door": lambda data: _("打开了门") if data.get("open") else _("关上了门"),
    "consent": lambda data: _("同意录像") if data.get("yes") else _("不同意录像"),
    "before": _moment("before"),
    "to": _moment("to"),
}
