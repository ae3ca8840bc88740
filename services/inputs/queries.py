from collections.abc import Collection
from datetime import datetime

from django.db.models import Q
from django.http import QueryDict

from services.inputs.models import FormDraft, KeptFile
from tenants.cipher import unseal
from tenants.models import Division, Tenant

# A row of a county's select: a township and its villages, each with code and name.
Places = list[tuple[str, list[tuple[str, str]]]]


def draft_of(owners: Collection[str], key: str) -> tuple[FormDraft, QueryDict] | None:
    found = FormDraft.objects.filter(owner__in=owners, key=key).order_by("-updated_at").first()
    return (found, QueryDict(unseal(found.sealed))) if found else None


def kept_file(owners: Collection[str], key: str) -> KeptFile | None:
    return KeptFile.objects.filter(owner__in=owners, key=key).first()


def kept_by(owners: Collection[str]) -> tuple[int, int]:
    """How many files, and their bytes."""
    sizes = KeptFile.objects.filter(owner__in=owners).values_list("size", flat=True)
    return len(sizes), sum(sizes)


def name_of(kept: KeptFile) -> str:
    return unseal(kept.sealed_name)


def files_before(moment: datetime) -> list[KeptFile]:
    return list(KeptFile.objects.filter(kept_at__lt=moment))


def places(tenant: Tenant) -> Places:
    """Townships in the order of their codes with the villages below; of a city its counties with their townships."""
    top = tenant.division_id
    below = Division.objects.filter(Q(parent=top) | Q(parent__parent=top)).order_by("code")
    groups: dict[int, tuple[str, list[tuple[str, str]]]] = {}
    for one in below:
        if one.parent_id == top:
            groups[one.pk] = (one.name, [(one.code, one.name)])
    for one in below:
        if one.parent_id != top:
            name, entries = groups[one.parent_id]
            entries.append((one.code, f"{name}{one.name}"))
    return list(groups.values())
