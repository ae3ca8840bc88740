from django.db import transaction
from django.db.models import F
from django.utils import timezone

from home.actions.stamp import stamp
from home.models import IndexSerial, PolicyPage, TenantSettings
from tenants.models import Tenant

NO_ORGAN = "000000000"


@transaction.atomic
def give_index_number(page: PolicyPage, *, tenant: Tenant) -> str:
    """`640000001/2024-00012`: organ code, year of publication, serial. Given once, then never changed.

    Source: the implementation guide of the disclosure catalogue, core element 索引号 (20 characters).
    """
    if page.index_number:
        return page.index_number
    year = timezone.localdate(page.first_published_at).year
    settings = TenantSettings.for_site(tenant.site)
    IndexSerial.objects.get_or_create(tenant=tenant, year=year)
    IndexSerial.objects.filter(year=year).update(last=F("last") + 1)
    serial = IndexSerial.objects.get(year=year).last
    number = f"{settings.organ_code or NO_ORGAN}/{year}-{serial:05d}"
    stamp(page, index_number=number)
    return number
