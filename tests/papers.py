"""The papers of docs/papers, written from a demo of its own: `script/papers`."""

import sys
import tempfile
from pathlib import Path

from tests.demo import ROOT, demo_copy, manage

FOLDER = ROOT / "docs" / "papers"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        demo = demo_copy(Path(folder) / "portal", port=8000)
        sys.stdout.write(manage(demo, "demo_papers", str(FOLDER)))


if __name__ == "__main__":
    main()
