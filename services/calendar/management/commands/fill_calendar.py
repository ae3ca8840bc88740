from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.calendar.actions.errors import CalendarError
from services.calendar.actions.fill_calendars import fill_calendars
from services.calendar.actions.fill_year import fill_year
from tenants.models import Tenant
from tenants.scope import in_tenant


class Command(BaseCommand):
    help = "Fills the working-day calendar of every county, or one year of one county again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", help="the slug of a county; needs --year")
        parser.add_argument("--year", type=int)

    def handle(self, *args: object, tenant: str | None, year: int | None, **options: object) -> None:
        if bool(tenant) is not bool(year):
            raise CommandError("--tenant and --year go together.")
        if not tenant:
            self.stdout.write(f"填入了 {fill_calendars()} 个年度。")
            return
        found = Tenant.objects.filter(slug=tenant).first()
        if found is None:
            raise CommandError(f"没有标识为“{tenant}”的租户。")
        with in_tenant(found):
            try:
                self.stdout.write(f"{found} {year}：{fill_year(year, actor=None)} 天。")
            except CalendarError as refusal:
                raise CommandError(str(refusal)) from refusal
