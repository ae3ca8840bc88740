from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from services.directory.matters import taxonomy
from services.directory.models import Organisation
from services.directory.queries import divisions_of
from services.procedures.library import shipped
from tenants.models import Division
from tenants.queries import people_of
from tenants.scope import current_tenant


class OwnedForm(WagtailAdminModelForm):
    """Checks the constraints that name the tenant, too: Django leaves out those with a field the form lacks."""

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"tenant"}


class OrganisationForm(OwnedForm):
    """Offers the places of the county only: the table of divisions is the whole country's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = self.fields["division"]
        places.queryset = divisions_of(current_tenant()).select_related("parent")
        places.label_from_instance = _placed
        self.fields["parent"].queryset = Organisation.objects.exclude(pk=self.instance.pk)


def _placed(place: Division) -> str:
    """Villages of one name lie in several townships."""
    return f"{place.parent} · {place}" if place.level == Division.Level.VILLAGE else str(place)


class MemberForm(OwnedForm):
    """Offers who holds a role in the county."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people_of(current_tenant())


def matters() -> list[tuple[str, Any]]:
    return [("", _("所有纠纷")), *taxonomy().choices()]


def procedures() -> list[tuple[str, Any]]:
    return [("", _("所有程序")), *((code, procedure.name) for code, procedure in shipped().items())]


class RoutingRuleForm(OwnedForm):
    matter = forms.ChoiceField(label=_("纠纷类型"), choices=matters, required=False)
    procedure = forms.ChoiceField(label=_("程序"), choices=procedures, required=False)
