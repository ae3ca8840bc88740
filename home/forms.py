from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants.admin.forms import TenantPageForm


class PolicyPageForm(TenantPageForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean()
        number = data.get("document_number")
        if number and self.number_is_taken(number):
            self.add_error("document_number", _("本站已有文号为“%(number)s”的文件。") % {"number": number})
        effective, expires = data.get("effective_on"), data.get("expires_on")
        if effective and expires and expires < effective:
            self.add_error("expires_on", _("失效日期早于施行日期。"))
        if self.is_publishing() and not data.get("disclosure"):
            self.add_error("disclosure", _("发布前请选择公开方式。"))
        return data

    def number_is_taken(self, number: str) -> bool:
        """Whether another policy of this index carries it; an issuer gives each number once."""
        siblings = type(self.instance).objects.child_of(self.parent_page)
        return siblings.filter(document_number=number).exclude(pk=self.instance.pk).exists()

    def is_publishing(self) -> bool:
        return "action-publish" in self.data or "action-submit" in self.data
