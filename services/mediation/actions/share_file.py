from hashlib import sha256
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from services.documents.store import sealed
from services.mediation.actions.say import readers_at
from services.mediation.actions.within import entitled, noted
from services.mediation.announce import changed
from services.mediation.files import MOST_FILES, NotTaken, prepared
from services.mediation.models import Seat, SharedFile
from services.mediation.rules import Can


def share_file(name: str, content: bytes, *, actor: Seat) -> SharedFile:
    """To those who are in the same place now. Raises RoomError: not allowed, or nothing that can be shown."""
    with transaction.atomic():
        entitled(actor, Can.SHARE)
    name, mime, kept, pages = prepared(name, content)
    with transaction.atomic():
        room, seat = entitled(actor, Can.SHARE)
        if SharedFile.objects.filter(room=room).count() >= MOST_FILES:
            raise NotTaken(_("房间里的文件已满%(count)d份。") % {"count": MOST_FILES})
        readers = readers_at(room, seat.place)
        row = SharedFile(
            tenant_id=room.tenant_id, room=room, seat=seat, place=seat.place, readers=readers, name=name,
            mime=mime, size=len(kept), sha256=sha256(kept).hexdigest(), pages=pages,
        )  # fmt: skip
        row.file.save(uuid4().hex, sealed(kept), save=True)
        noted(room, "file_shared", by=seat, place=seat.place, file=row.pk)
        changed(room, "files", to=readers)
    return row
