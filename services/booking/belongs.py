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


def register(resolver: Resolver) -> Resolver:
    _resolvers.append(resolver)
    return resolver


def belonging(request: HttpRequest, number: str) -> Belonging | None:
    """None where there is no such matter, or this visitor may not see it."""
    return next((found for resolver in _resolvers if (found := resolver(request, number))), None)
