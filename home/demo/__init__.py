"""The demo's content: one file per tenant, in our own words; every county, person and number is invented."""
