"""Doors of the back office of legal aid."""

from tenants import staff_view

ASSIGNMENTS = "legal_aid.view_assignment"


class StaffView(staff_view.StaffView):
    """Who sees assignments, unless the page names another permission."""

    permission = ASSIGNMENTS
