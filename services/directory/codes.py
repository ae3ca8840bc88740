"""Several codes of one list in one column, kept as `,land,labour,`: found with `fields__contains=wrapped("land")`."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from services.directory.matters import taxonomy

LONGEST = 400


LANGUAGES = {
    "mandarin": _("普通话"),
    "dialect": _("本地方言"),
    "sign": _("手语"),
    "cantonese": _("粤语"),
    "minnan": _("闽南话"),
    "hakka": _("客家话"),
    "zhuang": _("壮语"),
    "uyghur": _("维吾尔语"),
    "tibetan": _("藏语"),
    "mongolian": _("蒙古语"),
    "yi": _("彝语"),
    "miao": _("苗语"),
    "bai": _("白语"),
    "korean": _("朝鲜语"),
    "english": _("英语"),
}


def language_codes() -> list[tuple[str, Any]]:
    return list(LANGUAGES.items())


def matter_codes() -> list[tuple[str, Any]]:
    return list(taxonomy().choices())


def wrapped(code: str) -> str:
    """As a code stands in the column; never inside a longer one."""
    return f",{code},"


def joined(codes: Iterable[str]) -> str:
    kept = list(dict.fromkeys(codes))
    return f",{','.join(kept)}," if kept else ""


class CodesFormField(forms.TypedMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> Any:
        return _split(value) if isinstance(value, str) else value


class CodesField(models.CharField):
    """A tuple of codes in the program. `codes` gives (code, name) pairs when asked; migrations do not know it."""

    def __init__(self, *args: Any, codes: Callable[[], list[tuple[str, Any]]] = list, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST)
        kwargs.setdefault("default", ())
        super().__init__(*args, **kwargs)
        self.codes = codes

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> tuple[str, ...]:
        return _split(value or "")

    def to_python(self, value: Any) -> tuple[str, ...]:
        return _split(value) if isinstance(value, str) else tuple(value or ())

    def get_prep_value(self, value: Any) -> str:
        return value if isinstance(value, str) else joined(value or ())

    def value_to_string(self, obj: models.Model) -> str:
        return joined(self.value_from_object(obj))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Unknown codes are refused by the form; rows outlive a list that changed."""

    def run_validators(self, value: Any) -> None:
        """Those of CharField measure one text."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        return CodesFormField(
            choices=self.codes,
            coerce=str,
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
        )


def _split(value: str) -> tuple[str, ...]:
    return tuple(code for code in value.split(",") if code)
