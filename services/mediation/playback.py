"""A recording as bytes from here to there, of which only the pieces in question are unsealed."""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from services.documents.store import opened
from services.mediation.models import Recording, RecordingChunk

# Bytes answered at once; a browser asks on by itself.
MOST_AT_ONCE = 2 * 1024 * 1024
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def asked(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte (both inclusive) of what is answered to a Range header; None where there is no such range."""
    match = _RANGE.fullmatch(header.strip())
    if match is None or not size:
        return None
    first, last = match.groups()
    if not first:
        if not last or int(last) == 0:
            return None
        begin, end = max(0, size - int(last)), size - 1
    else:
        begin, end = int(first), min(int(last or size - 1), size - 1)
    if begin > end:
        return None
    return begin, min(end, begin + MOST_AT_ONCE - 1)


def between(recording: Recording, first: int, last: int) -> bytes:
    return b"".join(_pieces(recording, first, last))


def _pieces(recording: Recording, first: int, last: int) -> Iterator[bytes]:
    chunks = list(RecordingChunk.objects.filter(recording=recording).order_by("number"))
    edges = pairwise(accumulate((chunk.size for chunk in chunks), initial=0))
    for chunk, (begin, end) in zip(chunks, edges, strict=True):
        if begin <= last and end > first:
            yield opened(chunk.file)[max(0, first - begin) : last + 1 - begin]
