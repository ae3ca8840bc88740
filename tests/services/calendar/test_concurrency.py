"""Two administrators press the button at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection

from services.calendar import published
from services.calendar.actions.fill_year import fill_year
from services.calendar.models import CalendarDay, CalendarYear
from tenants.models import Tenant
from tenants.scope import in_tenant


@pytest.mark.django_db(transaction=True)
def test_filling_at_once_is_filling_once():
    tenant = Tenant.objects.get(slug="jia")
    with in_tenant(tenant):
        CalendarDay.objects.all().delete()
        CalendarYear.objects.all().delete()

    def press(_number: int) -> int:
        close_old_connections()
        try:
            with in_tenant(tenant):
                return fill_year(2026, actor=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(press, range(4)))
    announced = len(published.days_of(2026))
    assert found == [announced] * 4
    with in_tenant(tenant):
        assert CalendarDay.objects.filter(date__year=2026).count() == announced
        assert CalendarYear.objects.filter(year=2026).count() == 1
