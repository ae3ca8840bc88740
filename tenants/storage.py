from pathlib import PurePosixPath

from django.core.files.storage import FileSystemStorage

from tenants.scope import current_tenant


class TenantStorage(FileSystemStorage):
    """Each tenant's files in a folder of its own, so that not even a renamed duplicate tells of another's."""

    def generate_filename(self, filename: str) -> str:
        tenant, path = current_tenant(), PurePosixPath(filename)
        if tenant is not None and path.parent.name != tenant.slug:
            path = path.parent / tenant.slug / path.name
        return super().generate_filename(str(path))
