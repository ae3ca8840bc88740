"""The back office of cases: the worklist, the page of a case, registering, and what the umbrella may read."""
