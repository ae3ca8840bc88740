import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from services.directory.actions.take_filing_list import take_filing_list
from services.directory.admin.pages import RegisterPage

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = (6, 10, 6, 8, 34, 26, 10, 24, 22, 12, 12, 8, 16)


class FilingView(RegisterPage):
    """The list of certified mediators for the region, as a workbook."""

    permission = "directory.change_mediator"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = take_filing_list(request.tenant, actor=request.user)
        response = HttpResponse(_workbook(rows), content_type=XLSX)
        name = f"mediators-{timezone.localdate():%Y%m%d}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "no-store"
        return response


def _workbook(rows: list[list[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = _("人民调解员备案名单")
    sheet.freeze_panes = "A2"
    for number, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(number, column, value)
            cell.data_type = "s"  # a name that begins with "=" is no formula
            cell.font = Font(bold=number == 1)
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
