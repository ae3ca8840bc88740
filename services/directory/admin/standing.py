from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _

from services.directory.actions.change_standing import change_standing
from services.directory.admin.pages import ChangePage
from services.directory.forms.changes import StandingForm
from services.directory.models import Organisation
from tenants.models import JournalEntry
from tenants.verbs import particulars

_PAST = 10


class StandingView(ChangePage):
    permission = "directory.change_organisation"
    model = Organisation
    back = "organisations_modeladmin_index"

    def form(self, row: Organisation, data: Any = None) -> Form:
        return StandingForm(data, organisation=row)

    def act(self, row: Organisation, form: Form) -> None:
        given = form.cleaned_data
        change_standing(row, given["standing"], reason=given["reason"], actor=self.request.user)

    def done(self, row: Organisation) -> str:
        return _("“%(name)s”已变更为“%(standing)s”。") % {"name": row, "standing": row.get_standing_display()}

    def about(self, row: Organisation) -> dict[str, Any]:
        lead = _(
            "现在的状态是“%(standing)s”。停滞、撤销的机构保留在名录中，不再受理新的事项，也不在网上显示。"
        )
        changes = JournalEntry.objects.filter(
            verb="standing_changed", subject_kind="directory.organisation", subject_id=str(row.pk)
        ).order_by("-pk")[:_PAST]
        return {
            "heading": _("变更状态：%(name)s") % {"name": row},
            "lead": lead % {"standing": row.get_standing_display()},
            "button": _("变更"),
            "past": [(one.at, one.actor_name, particulars(one.data)) for one in changes],
        }
