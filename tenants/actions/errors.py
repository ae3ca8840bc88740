class TenantError(Exception):
    """Something asked of a tenant cannot be done; the message is for the person who asked."""
