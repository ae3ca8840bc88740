import base64
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.documents import pictures
from services.documents.errors import NotSignableError
from services.documents.models import Paper, PaperSignature
from services.documents.queries import issued_pdf_of
from services.documents.signed import signed_copy
from services.documents.store import sealed
from tenants.cipher import fingerprint
from tenants.journal import note
from tenants.models import User

Method = PaperSignature.Method


@dataclass(frozen=True)
class Signing:
    """What a person did to sign. `image`: the drawing or the photo; `name`: as typed, checked against the seat's.

    `seen`: SHA-256 of the file the person was shown. `device`: where it was done (address and browser), kept as a hash.
    """

    method: str
    name: str
    statement: str
    seen: str
    image: bytes = b""
    device: str = ""


def sign(
    paper: Paper, seat: str, signing: Signing, *, actor: User | None, at: datetime | None = None
) -> PaperSignature:
    """Signs one seat. The last of all makes the signed copy. Who may sit on a seat is the caller's to decide.

    Raises NotSignableError: revoked or replaced, changed on the disk, another file seen, seat unknown or taken.
    """
    now = at or timezone.now()
    with transaction.atomic():
        paper = Paper.objects.select_for_update().get(pk=paper.pk)
        issued = _unchanged(paper, signing.seen)
        place = paper.seat(seat)
        if place is None:
            raise NotSignableError(_("这份文书没有这个签名席位。"))
        _named(signing, place["name"])
        signature = _written(paper, place, signing, actor, now)
        note(actor, "paper_signed", paper, seat=place["label"], method=str(Method(signing.method).label))
        _complete(paper, issued, actor, now)
    return signature


def _unchanged(paper: Paper, seen: str) -> bytes:
    if paper.state != Paper.State.VALID:
        raise NotSignableError(_("这份文书已撤销或被替换，不能再签名。"))
    try:
        issued = issued_pdf_of(paper)
    except OSError as error:
        raise NotSignableError(_("文书的文件找不到了，请联系承办人。")) from error
    if sha256(issued).hexdigest() != paper.pdf_sha256 or seen != paper.pdf_sha256:
        raise NotSignableError(_("您看到的文件与签发的不一致，请重新打开后再签。"))
    return issued


def _named(signing: Signing, name: str) -> None:
    if signing.method not in Method.values:
        raise NotSignableError(_("没有这种签名方式。"))
    if "".join(signing.name.split()) != "".join(name.split()):
        raise NotSignableError(_("签名的姓名应为“%(name)s”。") % {"name": name})
    if not signing.statement.strip():
        raise NotSignableError(_("请先确认已经看过文书的内容。"))


def _written(
    paper: Paper, place: dict[str, str], signing: Signing, actor: User | None, now: datetime
) -> PaperSignature:
    image = {Method.DRAWN: pictures.drawn, Method.PHOTO: pictures.photo}.get(Method(signing.method))
    kept = base64.b64encode(image(signing.image)).decode() if image else ""
    try:
        with transaction.atomic():
            return PaperSignature.objects.create(
                tenant=paper.tenant, paper=paper, seat=place["code"], label=place["label"], name=place["name"],
                method=signing.method, image=kept, statement=signing.statement[:300], person=actor,
                pdf_sha256=paper.pdf_sha256, signed_at=now,
                device=fingerprint(signing.device) if signing.device else "",
            )  # fmt: skip
    except IntegrityError as error:
        raise NotSignableError(_("这个席位已经签过名了。")) from error


def _complete(paper: Paper, issued: bytes, actor: User | None, now: datetime) -> None:
    signatures = list(paper.signatures.all())
    if {signature.seat for signature in signatures} != {seat["code"] for seat in paper.seats}:
        return
    copy = signed_copy(paper, issued, signatures)
    paper.signed_sha256, paper.signed_at = sha256(copy).hexdigest(), now
    paper.signed_pdf.save(f"{paper.code}-signed.pdf", sealed(copy), save=False)
    paper.save(update_fields=["signed_pdf", "signed_sha256", "signed_at"])
    note(actor, "paper_complete", paper)
