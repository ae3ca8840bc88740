"""The back-office services, each an app of its own; they stand on search and tenants and know nothing of pages."""
