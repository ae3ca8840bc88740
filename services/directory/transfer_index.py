"""For the lists of registers: what a list shows is exported with the columns of the import, and a way to import."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from services.directory.transfer.registers import MODELS, register_of
from services.directory.transfer_door import exported_rows, is_admin
from tenants.modeladmin import TenantIndexView


class TransferIndexView(TenantIndexView):
    """`?export=xlsx` or `csv` takes away what the filters and the search leave, without private numbers: those are
    handed out where it is said so. Tables that are no register export as they did."""

    def as_spreadsheet(self, queryset: QuerySet, spreadsheet_format: str) -> HttpResponse:
        if self.model not in MODELS.values():
            return super().as_spreadsheet(queryset, spreadsheet_format)
        keys = list(queryset.values_list("pk", flat=True))
        return exported_rows(self.request, register_of(self.model), keys, spreadsheet_format, private=False)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        known = self.model in MODELS.values()
        more = {
            "transfer": register_of(self.model).code if known else "",
            "may_import": is_admin(self.request),
        }
        return super().get_context_data(*args, **kwargs) | more
