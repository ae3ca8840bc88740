"""The application form of a procedure in the form editor of the back office."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy
from wagtail.blocks import StreamValue
from wagtail.blocks.base import BlockField

from services.designer.forms.fields import Line
from services.inputs.blocks import form_stream
from services.inputs.stream import to_declaration, to_stream


class ApplicationForm(forms.Form):
    name = Line(label=gettext_lazy("表名"), max_length=100)
    help = Line(label=gettext_lazy("表前的说明"), required=False, max_length=300)
    fields_ = BlockField(form_stream(), label=gettext_lazy("字段"))

    def declaration(self, code: str) -> dict[str, Any]:
        typed = self.cleaned_data
        head = {"code": code, "name": typed["name"], **({"help": typed["help"]} if typed["help"] else {})}
        return to_declaration(typed["fields_"], **head)


def shown(declaration: Mapping[str, Any]) -> dict[str, Any]:
    """The declaration as the form shows it. Raises ConditionTooDeepError where the editor cannot."""
    return {
        "name": declaration.get("name", ""),
        "help": declaration.get("help", ""),
        "fields_": stream(declaration),
    }


def stream(declaration: Mapping[str, Any]) -> StreamValue:
    return form_stream().to_python(to_stream(declaration))
