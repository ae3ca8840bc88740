from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.cases.queries.procedures import all_in_force
from services.forms import library
from tenants.admin.forms import TenantPageForm
from tenants.scope import current_tenant

WITH_CONTENT = {"text", "table", "image", "attachment"}


class PolicyPageForm(TenantPageForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean()
        number = data.get("document_number")
        if number and self.number_is_taken(number):
            self.add_error("document_number", _("本站已有文号为“%(number)s”的文件。") % {"number": number})
        effective, expires = data.get("effective_on"), data.get("expires_on")
        if effective and expires and expires < effective:
            self.add_error("expires_on", _("失效日期早于施行日期。"))
        if self.is_publishing():
            self.refuse_unfinished(data)
        return data

    def refuse_unfinished(self, data: dict[str, Any]) -> None:
        """A draft may lack anything; what goes to the public, or to the reviewer, is whole."""
        if not data.get("disclosure"):
            self.add_error("disclosure", _("发布前请选择公开方式。"))
        if not data.get("issued_on"):
            self.add_error("issued_on", _("发布前请填写成文日期。"))
        if not any(block.value for block in data.get("body") or () if block.block_type in WITH_CONTENT):
            self.add_error("body", _("正文还是空的。"))
        if not self.has_issuer():
            self.add_error(None, _("发布前请至少填写一个发布机构。"))

    def has_issuer(self) -> bool:
        forms = self.formsets["issuers"].forms if "issuers" in self.formsets else []
        return any(
            f.is_valid() and f.cleaned_data.get("name") and not f.cleaned_data.get("DELETE") for f in forms
        )

    def number_is_taken(self, number: str) -> bool:
        """Whether another policy of this index carries it; an issuer gives each number once."""
        siblings = type(self.instance).objects.child_of(self.parent_page)
        return siblings.filter(document_number=number).exclude(pk=self.instance.pk).exists()

    def is_publishing(self) -> bool:
        return "action-publish" in self.data or "action-submit" in self.data


class ServiceItemForm(TenantPageForm):
    """The choices are those of this county today: asked for when the form is made, never frozen in its class."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "procedure" in self.fields:
            in_force = all_in_force(current_tenant())
            procedures = [(code, procedure.name) for code, procedure in in_force.items()]
            self._offer("procedure", [("", _("请选择")), *procedures])
        if "form" in self.fields:
            shipped = [(code, library.declaration(code)["name"]) for code in library.codes()]
            self._offer("form", [("", _("按程序自动选择")), *shipped])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        was = self.fields[name]
        self.fields[name] = forms.ChoiceField(
            choices=choices, label=was.label, help_text=was.help_text, required=was.required
        )
