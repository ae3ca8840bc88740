"""Where the clause that a number rests on can be read. The pages know; they say so when they start."""

from collections.abc import Callable

from services.procedures.terms import Basis

# From document number (or 《title》) and clause to an address on the county's site, empty where it is not published.
Resolver = Callable[[Basis], str]

_resolvers: list[Resolver] = []


def register(resolver: Resolver) -> Resolver:
    _resolvers.append(resolver)
    return resolver


def address(basis: Basis) -> str:
    return next((found for resolver in _resolvers if (found := resolver(basis))), "")
