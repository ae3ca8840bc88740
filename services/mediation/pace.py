import time


class Pace:
    """How often one connection may speak: a bucket of `most` messages that fills up with `each_second`."""

    def __init__(self, most: int = 120, each_second: float = 20) -> None:
        self.most, self.each_second = most, each_second
        self.left, self.at = float(most), time.monotonic()

    def allows(self) -> bool:
        now = time.monotonic()
        self.left = min(self.most, self.left + (now - self.at) * self.each_second)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True
