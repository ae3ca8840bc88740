"""Files and signatures, as the caller describes what it received; the bytes themselves never come here."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from services.declarations.sentences import _
from services.forms.spec import Field
from services.forms.values.refusal import NotAccepted
from services.forms.values.text import plain

LARGEST_MB = 20
WAYS = ("drawn", "typed", "photo")


def file(field: Field, value: Any) -> dict[str, str | int]:
    """{name, size, key}: `key` is where the caller keeps it."""
    if not isinstance(value, Mapping) or not isinstance(value.get("size"), int):
        raise NotAccepted(_("请上传文件"))
    name, key = plain(value.get("name", "")), plain(value.get("key", ""))
    if not name or not key:
        raise NotAccepted(_("请上传文件"))
    if value["size"] <= 0:
        raise NotAccepted(_("“%(name)s”是空的，请重新选一个"), name=name)
    suffix = PurePath(name).suffix.lower().lstrip(".")
    if field.accept and suffix not in field.accept:
        raise NotAccepted(_("“%(name)s”不是能上传的那几种文件，请换一个"), name=name)
    largest = field.largest_mb or LARGEST_MB
    if value["size"] > largest * 1024 * 1024:
        raise NotAccepted(
            _("“%(name)s”太大了，每个文件不能超过%(size)sMB；照片拍小一点、录像截短一点再传"),
            name=name,
            size=largest,
        )
    return {"name": name, "size": value["size"], "key": key}


def signature(field: Field, value: Any) -> dict[str, str]:
    """{way, key or name}: drawn and photographed ones are kept by the caller, a typed one is a confirmed name."""
    if not isinstance(value, Mapping) or value.get("way") not in WAYS:
        raise NotAccepted(_("请签名"))
    part = "name" if value["way"] == "typed" else "key"
    said = plain(value.get(part, ""))
    if not said:
        raise NotAccepted(_("请签名"))
    if part == "name" and field.kind == "in_person":
        raise NotAccepted(_("不能替别人输入姓名，请本人手写签名，或者上传本人签字的照片"))
    if part == "name" and value.get("confirmed") is not True:
        raise NotAccepted(_("请确认以输入姓名的方式签名"))
    return {"way": value["way"], part: said}
