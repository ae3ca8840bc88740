from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.directory.forms.places import offer, offer_villages
from services.directory.kinds import MEDIATES, PRACTISES
from services.directory.models import Lawyer, Organisation
from services.directory.terms import in_office
from tenants.forms import OwnedForm
from tenants.models import Division
from tenants.queries import people_of
from tenants.scope import current_tenant

_BELOW = (Division.Level.TOWNSHIP, Division.Level.VILLAGE)


class _PersonForm(OwnedForm):
    """`phone` is one line: its column is a text because it is sealed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people_of(current_tenant())
        self.fields["phone"].widget = forms.TextInput(attrs={"maxlength": 30, "inputmode": "tel"})


class MediatorForm(_PersonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(kind__in=MEDIATES)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        issued, until = cleaned.get("issued_on"), cleaned.get("valid_until")
        if issued and until and until < issued:
            self.add_error("valid_until", _("有效期不能早于发证日期。"))
        if (issued or until) and not cleaned.get("certificate"):
            self.add_error("certificate", _("填写了发证日期或者有效期，请一并填写证号。"))
        return cleaned


class LawyerForm(_PersonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["firm"].queryset = Organisation.objects.filter(kind__in=PRACTISES)
        offer_villages(self.fields["counsel_of"])

    def clean_counsel_of(self) -> Any:
        """A village has one counsel. Who has left the register holds none."""
        chosen = self.cleaned_data["counsel_of"]
        others = Lawyer.objects.filter(in_office(), counsel_of__in=chosen).exclude(pk=self.instance.pk)
        taken = [
            _("%(village)s（%(lawyer)s）") % {"village": village, "lawyer": lawyer}
            for lawyer in others.distinct().prefetch_related("counsel_of")
            for village in lawyer.counsel_of.all()
            if village in chosen
        ]
        if taken:
            said = _("每个村（社区）只有一名法律顾问，下列的已有人担任：%(taken)s。请先调整原来的顾问。")
            raise forms.ValidationError(said % {"taken": "、".join(taken)})
        return chosen


class ExpertForm(_PersonForm):
    pass


class InformantForm(_PersonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["division"], levels=_BELOW)
        self.fields["division"].label = gettext_lazy("所在村（社区）")
