"""Takes in a file: what it is, how large, whose; its bytes stay out of the reach of the web server."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.actions.record import append, locked
from services.cases.actors import Doer
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.models import Case, CaseEvent, Evidence
from services.cases.queries.procedures import declared
from services.cases.rules import may_work
from services.cases.wording import on_record

LARGEST = 20 * 1024 * 1024
MOST_FILES = 200


@dataclass(frozen=True)
class Kind:
    mime: str
    starts: tuple[bytes, ...]


# By suffix: what the bytes must start with. Nothing that runs, nothing that is unpacked.
KINDS = {
    "jpg": Kind("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": Kind("image/jpeg", (b"\xff\xd8\xff",)),
    "png": Kind("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "webp": Kind("image/webp", (b"RIFF",)),
    "pdf": Kind("application/pdf", (b"%PDF-",)),
    "docx": Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (b"PK\x03\x04",)),
    "mp3": Kind("audio/mpeg", (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    "m4a": Kind("audio/mp4", (b"\x00\x00\x00",)),
    "mp4": Kind("video/mp4", (b"\x00\x00\x00",)),
}


@transaction.atomic
def add_evidence(
    case: Case,
    *,
    doer: Doer,
    name: str,
    content: bytes,
    code: str = "",
    shown: bool = True,
    now: datetime | None = None,
) -> Evidence:
    """`code`: the paper of the procedure that it is. Raises NotAllowed and NotAccepted (kind, size, content)."""
    kind = checked(name, content)
    now, case = now or timezone.now(), locked(case)
    if not may_work(case, doer):
        raise NotAllowed(_("这件案件不由您办理。"))
    if code and code not in declared(case.version).documents:
        raise NotAccepted(_("这个程序没有这种材料。"))
    digest = sha256(content).hexdigest()
    if Evidence.objects.filter(case=case, sha256=digest, code=code).exists():
        raise NotAccepted(_("这份文件已经提交过了。"))
    if Evidence.objects.filter(case=case).count() >= MOST_FILES:
        raise NotAccepted(_("材料已满%(count)s份，请联系经办人。") % {"count": MOST_FILES})
    row = Evidence(
        tenant_id=case.tenant_id,
        case=case,
        code=code,
        name=PurePath(name).name[:200],
        mime=kind.mime,
        size=len(content),
        sha256=digest,
        party=doer.party,
        added_by=doer.user,
        added_at=now,
        shown=shown or doer.party is not None,
    )
    row.file.save(f"{case.pk}/{uuid4().hex}{PurePath(name).suffix.lower()}", ContentFile(content), save=True)
    append(
        case,
        CaseEvent.Kind.EVIDENCE,
        on_record("收到材料：%(name)s") % {"name": row.name},
        doer=doer,
        code=code,
        shown=row.shown,
        data={"sha256": digest, "size": row.size, "name": row.name},
        at=now,
    )
    return row


def checked(name: str, content: bytes) -> Kind:
    suffix = PurePath(name).suffix.lower().lstrip(".")
    kind = KINDS.get(suffix)
    if kind is None:
        raise NotAccepted(_("不能接收“%(name)s”。可以交照片、PDF、Word文档、录音、视频。") % {"name": name})
    if not content:
        raise NotAccepted(_("“%(name)s”是空的，请重新选一个。") % {"name": name})
    if len(content) > LARGEST:
        raise NotAccepted(
            _("“%(name)s”太大了，不能超过20MB；照片拍小一点、录像截短一点再传。") % {"name": name}
        )
    if not content.startswith(kind.starts):
        raise NotAccepted(_("“%(name)s”打不开：内容与格式不符，可能已经损坏，请换一个。") % {"name": name})
    return kind
