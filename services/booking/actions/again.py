from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

P, R = ParamSpec("P"), TypeVar("R")
ATTEMPTS = 4


def again_after_deadlock(action: Callable[P, R]) -> Callable[P, R]:
    """Two who swap times wait for each other; PostgreSQL ends one of them, which then finds out what is left.

    Only the outermost transaction can be repeated. SQLite lets one write at a time and knows no deadlock.
    """

    @wraps(action)
    def attempted(*args: P.args, **kwargs: P.kwargs) -> R:
        for _attempt in range(ATTEMPTS - 1):
            try:
                return action(*args, **kwargs)
            except OperationalError as error:
                if connection.in_atomic_block or "deadlock" not in str(error):
                    raise
        return action(*args, **kwargs)

    return attempted
