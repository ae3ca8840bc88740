"""The ways words go: into the portal and onto its open pages, and out of the house by SMS and mail.

Each is a Channel; `register` takes another one. What leaves the house goes through the outbox: a Delivery row with
the channel's code, attempts and an end. What stays inside is done when the caller's transaction is.
"""

from typing import Protocol

from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.notices import live
from services.notices.models import Notice
from services.notices.registry import Kind, called
from tenants import phones, sms

SECONDS = 5
INBOX, LIVE, SMS, EMAIL = "inbox", "live", "sms", "email"


class UndeliveredError(Exception):
    """The words did not leave; the text says why, for the person who looks after it."""


class NoWayError(UndeliveredError):
    """Trying again would change nothing."""


class Channel(Protocol):
    code: str
    label: object
    outbox: bool

    def wanted(self, kind: Kind) -> bool: ...

    def address(self, notice: Notice) -> str:
        """Where it would go; empty where there is no way to this person."""

    def masked(self, address: str) -> str:
        """The address as it may be shown to who looks after the matter."""

    def ready(self, notice: Notice) -> bool:
        """Whether a row in the outbox makes sense: no promise that it arrives."""

    def obstacle(self, notice: Notice) -> str:
        """Why trying would be in vain, in words for who looks after it; empty when nothing stands in the way."""

    def send(self, notice: Notice) -> str:
        """Sends and gives the address it went to. Speaks to the network: never inside a transaction."""


class Inbox:
    """The row itself is what the person sees."""

    code, label, outbox = INBOX, gettext_lazy("站内"), False

    def wanted(self, kind: Kind) -> bool:
        return True

    def address(self, notice: Notice) -> str:
        return notice.to_user.username if notice.to_user is not None else ""

    def masked(self, address: str) -> str:
        return ""

    def ready(self, notice: Notice) -> bool:
        return True

    def obstacle(self, notice: Notice) -> str:
        return ""

    def send(self, notice: Notice) -> str:
        return self.address(notice)


class Live(Inbox):
    code, label = LIVE, gettext_lazy("站内即时")

    def address(self, notice: Notice) -> str:
        return live.group(notice.tenant, notice.to_user) if notice.to_user is not None else ""

    def send(self, notice: Notice) -> str:
        name = self.address(notice)
        live.push(name, notice.pk)
        return name


class Sms:
    code, label, outbox = SMS, gettext_lazy("短信"), True

    def wanted(self, kind: Kind) -> bool:
        return kind.sms

    def address(self, notice: Notice) -> str:
        """The number that was given, else the person's own once it is verified."""
        person = notice.to_user
        own = person.phone if person is not None and person.phone_verified else None
        return notice.to_phone or own or ""

    def masked(self, address: str) -> str:
        return masked(address)

    def ready(self, notice: Notice) -> bool:
        """Who has no account is written to even where no SMS is sent: the failure is shown, and somebody calls."""
        return sms.available() or notice.to_user is None

    def obstacle(self, notice: Notice) -> str:
        if not self.address(notice):
            return _("没有可用的手机号码。")
        return "" if sms.available() else _("本站尚未开通短信。")

    def send(self, notice: Notice) -> str:
        if why := self.obstacle(notice):
            raise NoWayError(why)
        phone = self.address(notice)
        try:
            sms.send(phone, words_of(notice))
        except sms.SmsError as error:
            raise UndeliveredError(str(error)) from error
        return phone


class Email:
    code, label, outbox = EMAIL, gettext_lazy("邮件"), True

    def wanted(self, kind: Kind) -> bool:
        return kind.email

    def address(self, notice: Notice) -> str:
        return notice.to_user.email if notice.to_user is not None else ""

    def masked(self, address: str) -> str:
        name, at, host = address.partition("@")
        return f"{name[:1]}***{at}{host}"

    def ready(self, notice: Notice) -> bool:
        return True

    def obstacle(self, notice: Notice) -> str:
        return "" if self.address(notice) else _("没有可用的邮箱。")

    def send(self, notice: Notice) -> str:
        if why := self.obstacle(notice):
            raise NoWayError(why)
        address = self.address(notice)
        message = EmailMessage(
            subject_of(notice), words_of(notice), to=[address], connection=get_connection(timeout=SECONDS)
        )
        try:
            message.send()
        except OSError as error:  # smtplib's errors are among them
            raise UndeliveredError(_("邮件没有发出。")) from error
        return address


def masked(phone: str) -> str:
    """Of anything shorter than a mobile number only the last two figures."""
    return phones.masked(phone) if len(phone) >= len("13800000000") else f"****{phone[-2:]}"


_channels: dict[str, Channel] = {}


def register(channel: Channel) -> Channel:
    return _channels.setdefault(channel.code, channel)


for one in (Inbox(), Live(), Sms(), Email()):
    register(one)


def everyone() -> list[Channel]:
    return list(_channels.values())


def get(code: str) -> Channel:
    """Raises NoWayError: rows outlive the code that wrote them."""
    try:
        return _channels[code]
    except KeyError:
        raise NoWayError(_("本站已不使用这种方式。")) from None


def label_of(code: str) -> str:
    return str(_channels[code].label) if code in _channels else code


def words_of(notice: Notice) -> str:
    """What leaves the house, and where the portal says more. Who must not be betrayed gets the bare address."""
    if notice.outside:
        return f"{notice.outside} {notice.tenant.root_url}/"
    return f"{notice.text} {notice.tenant.root_url}{notice.link}" if notice.link else notice.text


def subject_of(notice: Notice) -> str:
    """A subject is read over the shoulder, too."""
    return notice.outside[:60] if notice.outside else called(notice.kind)
