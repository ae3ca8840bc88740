"""What stands for a dossier and for its handler in a published list.

A number alone could be found from its hash by counting numbers through. Each has a key of its own, made from the
secret of the round: who knows a number is told its key, and works out the mark without our help.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256

SHORT = 12


@dataclass(frozen=True)
class Mark:
    number: str
    key: str

    @property
    def mark(self) -> str:
        return sha256(f"{self.key}\n{self.number}".encode()).hexdigest()


def mark_of(salt: str, number: str) -> Mark:
    return Mark(number, _secret(salt, f"number {number}"))


def group_of(salt: str, handler: str) -> str:
    """Eight figures that stand for a person within one round, and for nobody in another."""
    return _secret(salt, f"handler {handler}")[:8]


def order_of(salt: str, mark: str) -> str:
    """Puts dossiers into an order that nobody comes to from their places."""
    return _secret(salt, f"order {mark}")


def _secret(salt: str, text: str) -> str:
    return hmac.new(salt.encode(), text.encode(), sha256).hexdigest()
