"""People leave a register, or come back to it; nobody is deleted who has done something."""

from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _

from services.directory.actions.end_membership import end_membership
from services.directory.actions.leave import leave
from services.directory.actions.reinstate import reinstate
from services.directory.admin.pages import ChangePage
from services.directory.forms.changes import LeavingForm, ReturningForm
from services.directory.models import Expert, Informant, Lawyer, Mediator, OrganisationMember, Registered


class LeaveView(ChangePage):
    """Who has left already is asked for nothing but the way back."""

    def form(self, row: Registered, data: Any = None) -> Form:
        return ReturningForm(data) if row.ended_on else LeavingForm(data)

    def act(self, row: Registered, form: Form) -> None:
        given = form.cleaned_data
        if row.ended_on:
            reinstate(row, reason=given["reason"], actor=self.request.user)
        else:
            leave(row, on=given["on"], reason=given["reason"], actor=self.request.user)

    def done(self, row: Registered) -> str:
        if row.ended_on:
            return _("%(name)s已办理退出，原来的记录都还在。") % {"name": row}
        return _("%(name)s已恢复在册。") % {"name": row}

    def about(self, row: Registered) -> dict[str, Any]:
        values = {"name": row, "on": row.ended_on, "reason": row.end_reason}
        if row.ended_on:
            return {
                "heading": _("恢复在册：%(name)s") % values,
                "lead": _("%(name)s从%(on)s起不再在册，原因：%(reason)s。") % values,
                "button": _("恢复在册"),
            }
        return {
            "heading": _("办理退出：%(name)s") % values,
            "lead": _("从这一天起不再在册，网上不再显示，也不再分派事项。姓名和已有的记录都保留。"),
            "button": _("办理退出"),
        }


class LeaveMediatorView(LeaveView):
    model, permission, back = Mediator, "directory.change_mediator", "mediators_modeladmin_index"


class LeaveLawyerView(LeaveView):
    model, permission, back = Lawyer, "directory.change_lawyer", "lawyers_modeladmin_index"


class LeaveExpertView(LeaveView):
    model, permission, back = Expert, "directory.change_expert", "experts_modeladmin_index"


class LeaveInformantView(LeaveView):
    model, permission, back = Informant, "directory.change_informant", "informants_modeladmin_index"


class EndMembershipView(ChangePage):
    model, permission = OrganisationMember, "directory.change_organisationmember"
    back = "organisation-members_modeladmin_index"

    def form(self, row: OrganisationMember, data: Any = None) -> Form:
        return LeavingForm(data)

    def act(self, row: OrganisationMember, form: Form) -> None:
        given = form.cleaned_data
        end_membership(row, on=given["on"], reason=given["reason"], actor=self.request.user)

    def done(self, row: OrganisationMember) -> str:
        return _("%(name)s已办理离任。") % {"name": row.called}

    def about(self, row: OrganisationMember) -> dict[str, Any]:
        values = {"name": row.called, "organisation": row.organisation, "post": row.get_post_display()}
        return {
            "heading": _("办理离任：%(name)s") % values,
            "lead": _("%(organisation)s，%(post)s。日期是在任的最后一天。") % values,
            "button": _("办理离任"),
        }
