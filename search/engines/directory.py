"""The index on disk: one directory per generation, a pointer to the current one, a lock for the one writer.

    CURRENT       {"schema": 1, "directory": "g-…", "complete": true}
    write.lock    held (flock) by whoever writes or rebuilds; the kernel lets go of it when the process dies
    g-…/          the files of tantivy

Readers look at CURRENT and at meta.json before each search; a stat call each. What cannot be opened counts as missing.
"""

import fcntl
import json
import os
import shutil
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from search.engines.base import EngineBusy
from search.engines.fields import SCHEMA


@dataclass(frozen=True, slots=True)
class Pointer:
    directory: str
    complete: bool


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("text_units", "title_units", "sounds", "initials"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("text_pairs", "title_pairs"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("object_key", "part", "number", "number_tail"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("kind", "issuer", "year", "validity", "tenant"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("object_hash", indexed=True, fast=True)
    builder.add_integer_field("position", fast=True)
    builder.add_float_field("weight", fast=True)
    builder.add_integer_field("day", fast=True)
    builder.add_bytes_field("stored", stored=True, indexed=False)
    return builder.build()


class Directory:
    def __init__(self, root: Path, *, patience: float = 0.5) -> None:
        self.root = root
        self.patience = patience
        self.schema = schema()
        self._guard = threading.Lock()
        self._open: tuple[object, object, tantivy.Index] | None = None

    def pointer(self) -> Pointer | None:
        try:
            read = json.loads((self.root / "CURRENT").read_text(encoding="utf-8"))
            if read["schema"] != SCHEMA:
                return None
            return Pointer(str(read["directory"]), bool(read["complete"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def point_to(self, pointer: Pointer) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        written = {"schema": SCHEMA, "directory": pointer.directory, "complete": pointer.complete}
        draft = self.root / f"CURRENT.{uuid.uuid4().hex}"
        draft.write_text(json.dumps(written), encoding="utf-8")
        draft.replace(self.root / "CURRENT")

    def current(self) -> tantivy.Index | None:
        """The index to read, as of its last commit; None if there is none that can be opened."""
        pointer = self.pointer()
        if pointer is None:
            return None
        path = self.root / pointer.directory
        with self._guard:
            try:
                stamp = _stamp(path / "meta.json")
                if self._open is None or self._open[0] != pointer.directory:
                    self._open = (pointer.directory, stamp, tantivy.Index.open(str(path)))
                elif self._open[1] != stamp:
                    self._open[2].reload()
                    self._open = (pointer.directory, stamp, self._open[2])
            except (OSError, ValueError):
                self._open = None
                return None
            return self._open[2]

    def for_writing(self) -> tantivy.Index:
        """The current index, or a new and incomplete one in its place."""
        index = self.current()
        if index is not None:
            return index
        name, index = self.create()
        self.point_to(Pointer(name, complete=False))
        return index

    def create(self) -> tuple[str, tantivy.Index]:
        name = f"g-{uuid.uuid4().hex[:12]}"
        path = self.root / name
        path.mkdir(parents=True)
        return name, tantivy.Index(self.schema, path=str(path))

    def prune(self) -> None:
        """Remove generations nobody points to. Readers that have one open keep its files."""
        pointer = self.pointer()
        for path in self.root.glob("g-*"):
            if pointer is None or path.name != pointer.directory:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def locked(self, patience: float | None = None) -> Iterator[None]:
        self.root.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.root / "write.lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _acquire(handle, self.patience if patience is None else patience)
            yield
        finally:
            os.close(handle)


def _acquire(handle: int, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= until:
                raise EngineBusy("another process is writing the index") from None
            time.sleep(0.02)


def _stamp(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_ino, found.st_size
