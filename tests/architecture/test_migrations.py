import re
from io import StringIO

import pytest
from django.core.management import call_command

from tests.architecture.sources import STOREYS, name, python_files


@pytest.mark.django_db
def test_no_change_of_a_model_lacks_its_migration():
    output = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=output, stderr=output)
    except SystemExit:
        pytest.fail(output.getvalue())


def test_every_migration_is_named_for_what_it_does():
    migrations = [path for path in python_files(*STOREYS, migrations=True) if path.parent.name == "migrations"]
    unnamed = [name(path) for path in migrations if re.search(r"_auto_|_alter_.+_and_more|_and_more", path.stem)]
    assert unnamed == []


def test_a_migration_that_destroys_says_so():
    silent = [
        name(path)
        for path in python_files(*STOREYS, migrations=True)
        if path.parent.name == "migrations"
        and re.search(r"migrations\.(DeleteModel|RemoveField)", path.read_text())
        and "# drops:" not in path.read_text()
    ]
    assert silent == []
