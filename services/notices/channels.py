"""The ways out of the house. Each raises UndeliveredError with words for the person who looks after it."""

from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _

from services.notices.models import Delivery, Notice
from services.notices.registry import called
from tenants import sms
from tenants.models import User

SECONDS = 5


class UndeliveredError(Exception):
    """The words did not leave; the text says why."""


class NoWayError(UndeliveredError):
    """Trying again would change nothing."""


def phone_of(person: User | None, given: str = "") -> str:
    """The number to write to: the one that was given, else the person's own once it is verified."""
    own = person.phone if person is not None and person.phone_verified else None
    return given or own or ""


def email_of(person: User | None) -> str:
    return person.email if person is not None else ""


def send(delivery: Delivery) -> None:
    """Speaks to the network: never inside a transaction."""
    if delivery.channel == Delivery.Channel.SMS:
        _send_sms(delivery.notice)
    else:
        _send_email(delivery.notice)


def words_of(notice: Notice) -> str:
    """The text, and where the portal says more."""
    return f"{notice.text} {notice.tenant.root_url}{notice.link}" if notice.link else notice.text


def _send_sms(notice: Notice) -> None:
    phone = phone_of(notice.to_user, notice.to_phone)
    if not phone:
        raise NoWayError(_("没有可用的手机号码。"))
    if not sms.available():
        raise NoWayError(_("本站尚未开通短信。"))
    try:
        sms.send(phone, words_of(notice))
    except sms.SmsError as error:
        raise UndeliveredError(str(error)) from error


def _send_email(notice: Notice) -> None:
    address = email_of(notice.to_user)
    if not address:
        raise NoWayError(_("没有可用的邮箱。"))
    message = EmailMessage(
        called(notice.kind), words_of(notice), to=[address], connection=get_connection(timeout=SECONDS)
    )
    try:
        message.send()
    except OSError as error:  # smtplib's errors are among them
        raise UndeliveredError(_("邮件没有发出。")) from error
