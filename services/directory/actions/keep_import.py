"""Puts away what an import waits for, and forgets it."""

import json
from typing import Any

from django.utils.translation import gettext as _

from services.directory.transfer.kept import outworn, owner_of
from services.directory.transfer.refusals import UnreadableFileError
from services.inputs.actions.drop_files import drop_files
from services.inputs.actions.errors import TooMuchKeptError
from services.inputs.actions.keep_file import keep_file
from services.inputs.models import KeptFile
from tenants.cipher import seal
from tenants.models import User
from tenants.scope import across_tenants


def keep_import(content: dict[str, Any], *, name: str, actor: User) -> str:
    """The word by which the person finds it again. Raises UnreadableFileError."""
    drop_files(outworn())
    sealed = seal(json.dumps(content, ensure_ascii=False)).encode()
    try:
        return keep_file(sealed, name=name, owners=[owner_of(actor)]).key
    except TooMuchKeptError as error:
        raise UnreadableFileError(_("您今天上传的文件太多，请明天再试。")) from error


def forget(kept: KeptFile) -> None:
    drop_files([kept])


def forget_imports() -> int:
    """What nobody has come back for within a day, in every county; returns how many went."""
    with across_tenants(reason="uploads age in every county"):
        return drop_files(outworn())
