"""How somebody wants to be reached outside the portal, as the service above knows it."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class Contact:
    """Safe contact: what must not happen to somebody whose telephone another person reads.

    `only`: codes of the channels that may be used outside the portal (`sms`, `email`); None is every one, an empty
    set is none. `since`, `until`: only between these hours of the day, also over midnight. `neutral`: outside the
    portal nothing is said of the matter, only that there is something to read.
    """

    only: frozenset[str] | None = None
    since: time | None = None
    until: time | None = None
    neutral: bool = False

    def allows(self, channel: str) -> bool:
        return self.only is None or channel in self.only


ANY = Contact()
NEVER = Contact(only=frozenset())
