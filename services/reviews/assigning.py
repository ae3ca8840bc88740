"""Who reads which dossier. Pure: the seed and the load decide, and nobody chooses."""

from collections.abc import Collection, Mapping
from hashlib import sha256


def choose(candidates: Collection[int], load: Mapping[int, int], *, seed: str, mark: str) -> int | None:
    """Whoever has the fewest readings of the round; among equals the order of the seed. None where nobody is left."""

    def rank(reader: int) -> tuple[int, bytes]:
        return load.get(reader, 0), sha256(f"{seed}\n{mark}\n{reader}".encode()).digest()

    return min(candidates, key=rank, default=None)
