from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.directory.forms.places import offer
from services.directory.matters import taxonomy
from services.directory.models import Organisation
from services.procedures.library import shipped
from tenants.forms import OwnedForm
from tenants.queries import people_of
from tenants.scope import current_tenant


class OrganisationForm(OwnedForm):
    """The standing of one that exists is changed with a reason, not here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["division"])
        others = Organisation.objects.exclude(pk=self.instance.pk)
        self.fields["parent"].queryset = others
        self.fields["guided_by"].queryset = others
        if self.instance.pk:
            del self.fields["standing"]

    def clean_parent(self) -> Organisation | None:
        """Nobody stands below themselves, over however many steps."""
        parent: Organisation | None = self.cleaned_data["parent"]
        above, seen = parent, set()
        while above is not None and above.pk not in seen:
            seen.add(above.pk)
            above = above.parent
            if above is not None and above.pk == self.instance.pk:
                raise forms.ValidationError(
                    _("“%(name)s”在本机构的下面，不能再作上级机构。") % {"name": parent}
                )
        return parent


class MemberForm(OwnedForm):
    """Offers who holds a role in the county."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people_of(current_tenant())

    def _get_validation_exclusions(self) -> set[str]:
        """Whether somebody stands in the organisation already is asked of who has not left."""
        return super()._get_validation_exclusions() - {"until"}


def matters() -> list[tuple[str, Any]]:
    return [("", gettext_lazy("所有纠纷")), *taxonomy().choices()]


def procedures() -> list[tuple[str, Any]]:
    return [
        ("", gettext_lazy("所有程序")),
        *((code, procedure.name) for code, procedure in shipped().items()),
    ]


class RoutingRuleForm(OwnedForm):
    matter = forms.ChoiceField(label=gettext_lazy("纠纷类型"), choices=matters, required=False)
    procedure = forms.ChoiceField(label=gettext_lazy("程序"), choices=procedures, required=False)
