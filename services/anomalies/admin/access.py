from django.utils.translation import gettext_lazy as _

from services.cases.actors import Doer, member
from tenants.staff_view import StaffView

VIEW = "anomalies.view_finding"


class ReaderView(StaffView):
    """A page for supervisors and county administrators."""

    permission = VIEW
    refusal = _("异常核查由督导和县级管理员查看。")

    def doer(self) -> Doer:
        return member(self.request.user, None, self.request.roles)
