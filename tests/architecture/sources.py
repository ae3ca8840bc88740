"""Which files are ours: what the tests of this folder look at."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# From the roof to the ground; imports and foreign keys go to the right only.
STOREYS = ("portal", "home", "services", "search", "tenants")


def python_files(*tops: str, migrations: bool = False) -> list[Path]:
    """Our Python files under the named top folders, by default the five storeys."""
    found = (path for top in tops or STOREYS for path in sorted((ROOT / top).rglob("*.py")))
    return [path for path in found if migrations or "migrations" not in path.parts]


def templates() -> list[Path]:
    return [path for top in STOREYS for path in sorted((ROOT / top).glob("**/templates/**/*.*"))]


def name(path: Path) -> str:
    """The path as messages show it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Runs a tool in the project's root; the caller looks at the return code."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
