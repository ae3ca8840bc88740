"""The people of a county, kept by its own administrators."""
