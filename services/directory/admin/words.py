"""What stands in a list or an export is read by people: words for yes and no, for codes, for dates that have passed."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.directory.matters import taxonomy

NONE = "—"


def either(name: str, yes: Any, no: Any, *, called: Any) -> Callable[[Any, Model], str]:
    """A column of a list: `yes` where the row's field `name` holds."""

    def column(_admin: Any, row: Model) -> str:
        return str(yes if getattr(row, name) else no)

    column.short_description = called  # type: ignore[attr-defined]
    column.admin_order_field = name  # type: ignore[attr-defined]
    return column


def listed_codes(
    name: str, names: Callable[[], Mapping[str, Any]], *, called: Any
) -> Callable[[Any, Model], str]:
    """A column of a list: the names of the codes in the row's field `name`."""

    def column(_admin: Any, row: Model) -> str:
        known = names()
        return "、".join(str(known.get(code, code)) for code in getattr(row, name)) or NONE

    column.short_description = called  # type: ignore[attr-defined]
    return column


def matter_names() -> dict[str, str]:
    return {code: matter.name for code, matter in taxonomy().matters.items()}


YES: Promise = _("是")
NO: Promise = _("否")
