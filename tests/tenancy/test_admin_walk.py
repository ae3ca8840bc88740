"""Every address of the back office, walked by people of county A with A's ids and with B's.

Administrator, editor and reviewer at once walk in test_people.py; here are those who may less than that, and whoever
works cases.
"""

import pytest

from tests.tenancy.addresses import Route, routes, with_query, written_out
from tests.tenancy.leaks import leaked, where

pytestmark = pytest.mark.slow

# Not answers about rows: signing out ends the walk, and a page that exists to fail.
LEFT_OUT = {"admin/logout/"}
PEOPLE = ("jia-editor", "jia-case_officer")
# Every list is also searched for what stands in the other county's names.
SEARCHES = ({"q": "乙之印", "term": "zq7"}, {"q": "zq7", "term": "乙之"})
EXPORTED = ("reports", "redirects", "users", "images", "documents")


def admin_routes() -> list[Route]:
    return [route for route in routes() if route.pattern.startswith("admin/") and route.pattern not in LEFT_OUT]


def addresses(route: Route, world_a, world_b) -> dict[str, None]:
    found = dict.fromkeys(written_out(route, world_a)) | dict.fromkeys(written_out(route, world_b))
    if not route.parameters:
        for address in list(found):
            found |= dict.fromkeys(with_query(address, **search) for search in SEARCHES)
            if any(part in route.pattern for part in EXPORTED):
                found[with_query(address, export="csv")] = None
    return found


def walk(client, walked: dict[str, str], other) -> tuple[list[str], list[str]]:
    """What leaked and what failed, each with its address."""
    leaks, failures = [], []
    for address, view in walked.items():
        response = client.get(address)
        if response.status_code >= 500:
            failures.append(f"{response.status_code} {view} {address}")
        leaks += [f"{view} {address}: {name} in …{where(response, name)}…" for name in leaked(response, other)]
    return leaks, failures


def all_addresses(world_a, world_b) -> dict[str, str]:
    return {
        address: route.name or route.pattern
        for route in admin_routes()
        for address in addresses(route, world_a, world_b)
    }


@pytest.mark.parametrize("username", PEOPLE)
def test_nobody_of_county_a_reads_a_name_of_county_b(username, world_a, world_b, enter, record_testsuite_property):
    walked = all_addresses(world_a, world_b)
    client = enter(world_a.tenant, username)
    client.raise_request_exception = False
    leaks, failures = walk(client, walked, world_b)
    record_testsuite_property("admin routes", len(admin_routes()))
    record_testsuite_property(f"admin addresses walked as {username}", len(walked))
    listed = "\n".join(leaks + failures)
    assert leaks + failures == [], f"{username}, {len(walked)} addresses walked:\n{listed}"
