import sys
from pathlib import Path

from tests.architecture.sources import ROOT, STOREYS, name, python_files, run


def test_imports_keep_every_contract():
    # The linter's command, called through Python so that a moved environment still finds it.
    checked = run(sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-logo")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_five_storeys_are_all_there_is():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == {*STOREYS, "tests"}


def test_no_module_is_named_for_leftovers():
    banned = {"utils", "helpers", "common", "misc", "util", "helper"}
    named_so = [name(path) for path in python_files(*STOREYS, "tests") if {*path.parts, path.stem} & banned]
    assert named_so == []


def test_every_folder_of_modules_is_a_package():
    """A forgotten __init__.py hides a folder from the import linter and from Django's discovery."""
    folders = {path.parent for path in python_files(migrations=True)}
    assert [name(folder) for folder in sorted(folders) if not Path(folder, "__init__.py").exists()] == []
