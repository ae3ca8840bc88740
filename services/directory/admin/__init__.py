"""The county's registers in the back office: organisations, their people, what is kept about both."""

from services.directory.admin.menu import DirectoryAdmin

__all__ = ["DirectoryAdmin"]
