"""How the minutes begin: what the paper 人民调解记录 asks for, filled with what the room knows. Always in Chinese."""

from django.utils import timezone
from django.utils.translation import override

from services.mediation.models import Room, Seat

_IN_CHARGE = (Seat.Role.MEDIATOR, Seat.Role.CO_MEDIATOR)


def beginning(room: Room) -> str:
    seats = list(Seat.objects.filter(room=room, state=Seat.State.ADMITTED))
    began = timezone.localtime(room.opened_at or room.starts_at)
    with override("zh-hans"):
        return "\n".join([
            f"时间：{began:%Y年%m月%d日%H时%M分}起",
            f"地点：视频调解室（房间号{room.code}）",
            f"纠纷：{room.title}",
            f"调解组织：{room.organisation.name if room.organisation else ''}",
            f"调解员：{_names(seats, *_IN_CHARGE)}",
            f"记录人：{_names(seats, Seat.Role.RECORDER) or _names(seats, *_IN_CHARGE)}",
            "参加人：",
            *(f"　　{_person(seat)}" for seat in seats if seat.role not in (*_IN_CHARGE, Seat.Role.RECORDER)),
            "权利义务：□已告知各方，调解自愿、不收费；可以请人代理、要求更换调解员，也可以随时退出。",
            "",
            "一、纠纷简要情况",
            "",
            "二、各方说的话和调解经过",
            "",
            "三、处理结果（内容、履行方式和期限；没有达成的，写原因和告知的其他途径）",
            "",
        ])  # fmt: skip


def _names(seats: list[Seat], *roles: str) -> str:
    return "、".join(seat.name for seat in seats if seat.role in roles)


def _person(seat: Seat) -> str:
    side = f"{seat.get_side_display()}　" if seat.side else ""
    known = "，身份已核对" if seat.identity else ""
    return f"{side}{seat.name}（{seat.get_role_display()}{known}）"
