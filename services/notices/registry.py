"""What kinds of words go out. The service above says so when it starts; the outbox knows none by itself.

    CONFIRMED = register(
        Kind(
            "booking.confirmed",
            _("预约成功"),
            sms=True,
            text=_("您预约的{service}已确认：{day} {time}，{place}。预约号{number}。"),
            placeholders=(Placeholder("service", _("服务事项"), _("法律咨询")), …),
        )
    )

    queue(CONFIRMED.code, to_user=user, values={"service": service.name, …}, link="/my/…", about="booking:…")

A county may word it otherwise (menu 提醒与短信). Every declared placeholder has to be given a value; `{office}`, the
county's name, is always there. A link is no placeholder: it is appended where the words leave the portal.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Placeholder:
    """`{code}` in a text; `name` says what stands there, `sample` is what a preview shows. Both may be lazy."""

    code: str
    name: object
    sample: object


@dataclass(frozen=True)
class Kind:
    """`name` and `text` may be lazy translations; words that leave are Chinese whoever works.

    Inside the portal everything is shown; `sms` and `email` leave it, too. `urgent` does not wait for the morning.
    What goes to `staff` is read in the back office alone, behind its doors.
    """

    code: str
    name: object
    sms: bool = False
    email: bool = False
    text: object = ""
    placeholders: tuple[Placeholder, ...] = ()
    urgent: bool = False
    staff: bool = False


OFFICE = Placeholder("office", _("本单位名称"), _("本单位"))


class UnknownKindError(LookupError):
    """Nobody registered this kind of notice."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Two different kinds with one code are a ValueError; the same one may come twice."""
    standing = _kinds.setdefault(kind.code, kind)
    if standing != kind:
        raise ValueError(f"The kind of notice {kind.code} is registered twice.")
    return kind


def get(code: str) -> Kind:
    try:
        return _kinds[code]
    except KeyError as error:
        raise UnknownKindError(code) from error


def called(code: str) -> str:
    """Rows outlive the code that wrote them: a kind that is gone is shown by its code."""
    return str(_kinds[code].name) if code in _kinds else code


def is_urgent(code: str) -> bool:
    return code in _kinds and _kinds[code].urgent


def worded() -> list[Kind]:
    """The kinds whose words a county may change, in the order of their registration."""
    return [kind for kind in _kinds.values() if kind.text]
