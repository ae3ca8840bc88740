"""What an appointment may belong to. The storeys above know, and say so when they start; nobody books into a matter
that is not theirs to see.

    from services.booking import belongs

    @belongs.register
    def case(request, number):
        found = …  # of whoever sent the request
        return belongs.Belonging(f"case:{found.number}", found.title) if found else None
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Belonging:
    """`about` is kept with the appointment, `title` is what the person calls it."""

    about: str
    title: str


Resolver = Callable[[HttpRequest, str], Belonging | None]

_resolvers: list[Resolver] = []
# From `about` to the page of the matter in the back office; empty where it is none of this person's.
Page = Callable[[HttpRequest, str], str]
_pages: list[Page] = []


def register(resolver: Resolver) -> Resolver:
    _resolvers.append(resolver)
    return resolver


def belonging(request: HttpRequest, number: str) -> Belonging | None:
    """None where there is no such matter, or this visitor may not see it."""
    return next((found for resolver in _resolvers if (found := resolver(request, number))), None)


def register_page(page: Page) -> Page:
    _pages.append(page)
    return page


def page_of(request: HttpRequest, about: str) -> str:
    return next((found for page in _pages if (found := page(request, about))), "") if about else ""
