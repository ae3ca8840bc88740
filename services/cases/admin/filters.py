"""What stands above the worklist: the filters, read from the address so that they can be kept and sent on."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.cases.models import Case
from services.cases.queries.worklist import Wanted
from services.directory.matters import taxonomy
from services.directory.models import Organisation
from services.procedures.spec import Procedure

# What of an address belongs to a kept filter.
KEPT = ("q", "organisation", "procedure", "matter", "channel", "state", "since", "until")
_NOTHING = [("", gettext_lazy("全部"))]


class _Day(forms.DateInput):
    input_type = "date"


class WorklistFilter(forms.Form):
    """A value that is not offered narrows nothing: an old address still shows a list."""

    q = forms.CharField(
        label=gettext_lazy("搜索"),
        required=False,
        max_length=80,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": gettext_lazy("案号、案由、姓名，或完整的电话、证件号")}
        ),
    )
    organisation = forms.ChoiceField(label=gettext_lazy("受理机构"), required=False)
    procedure = forms.ChoiceField(label=gettext_lazy("程序"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("状态"), required=False)
    matter = forms.ChoiceField(label=gettext_lazy("纠纷类型"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("渠道"), required=False)
    since = forms.DateField(label=gettext_lazy("登记从"), required=False, widget=_Day)
    until = forms.DateField(label=gettext_lazy("登记至"), required=False, widget=_Day)

    def __init__(self, data: QueryDict, procedures: Iterable[Procedure]) -> None:
        super().__init__(data, auto_id="filter-%s", label_suffix="")
        by_code = {procedure.code: procedure for procedure in procedures}
        offered: dict[str, list[tuple[Any, Any]]] = {
            "organisation": [(str(pk), name) for pk, name in Organisation.objects.values_list("pk", "name")],
            "procedure": sorted(((one.code, one.name) for one in by_code.values()), key=lambda one: one[1]),
            "state": _states(by_code.get(data.get("procedure", ""))),
            "matter": taxonomy().choices(),
            "channel": list(Case.Channel.choices),
        }
        for name, choices in offered.items():
            self.fields[name].choices = [*_NOTHING, *choices]

    @property
    def wanted(self) -> Wanted:
        self.is_valid()
        said = self.cleaned_data
        organisation = said.get("organisation")
        return Wanted(
            organisation=int(organisation) if organisation else None,
            text=said.get("q", ""),
            **{name: said.get(name) or "" for name in ("procedure", "matter", "channel", "state")},
            since=said.get("since"),
            until=said.get("until"),
        )

    @property
    def narrowing(self) -> bool:
        return any(self.data.get(name) for name in KEPT)

    @property
    def more(self) -> bool:
        """Something besides the search is set: the panel of filters stands open."""
        return any(self.data.get(name) for name in KEPT if name != "q")

    def kept(self) -> str:
        """The address of what is set, for a kept filter."""
        query = QueryDict(mutable=True)
        query.update({name: self.data[name] for name in KEPT if self.data.get(name)})
        return query.urlencode()


def _states(procedure: Procedure | None) -> list[tuple[str, str]]:
    """Those of the chosen procedure; else only whether the case is open."""
    whole = [("open", _("在办")), ("closed", _("已办结"))]
    if procedure is None:
        return whole
    return [*whole, *((state.code, state.name) for state in procedure.states)]
