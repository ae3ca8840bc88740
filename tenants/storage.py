from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from tenants.scope import current_tenant


class TenantStorage(FileSystemStorage):
    """Each tenant's files in a folder of its own, so that not even a renamed duplicate tells of another's."""

    def generate_filename(self, filename: str) -> str:
        tenant, path = current_tenant(), PurePosixPath(filename)
        if tenant is not None and path.parent.name != tenant.slug:
            path = path.parent / tenant.slug / path.name
        return super().generate_filename(str(path))


def private_storage() -> TenantStorage:
    """For files that only a view may hand out, after asking who is there: outside the media that the web serves."""
    return TenantStorage(location=settings.PRIVATE_ROOT, base_url=None)
