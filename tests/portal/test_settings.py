"""Settings that would be unsafe do not start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from portal.settings.env import all_or_none, comma_separated, database, env, mail

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "SECRET_KEY": "k" * 50,
    "FIELD_KEYS": "f" * 50,
    "BASE_HOST": "law.example",
    "DATABASE_URL": "postgresql://u:p@db/portal",
}


def start(**settings: str) -> subprocess.CompletedProcess:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **settings}
    return subprocess.run(
        [sys.executable, "-c", "import portal.settings.production as s; print(s.SECURE_HSTS_SECONDS, s.DEBUG, s.PUBLIC_PORT)"],
        env=environment, capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip


def test_production_starts_when_everything_is_there():
    assert start(**COMPLETE).stdout.split() == ["31536000", "False", "443"]


@pytest.mark.parametrize("missing", list(COMPLETE))
def test_production_refuses_to_start_without(missing):
    answer = start(**{name: value for name, value in COMPLETE.items() if name != missing})
    assert answer.returncode == 1
    assert f"{missing} must" in answer.stderr


def test_a_short_secret_is_none():
    assert "SECRET_KEY must be set to at least 32" in start(**COMPLETE | {"SECRET_KEY": "secret"}).stderr


def test_a_secret_may_stand_in_a_file(tmp_path, monkeypatch):
    (tmp_path / "key").write_text("from the file\n")
    monkeypatch.setenv("SOME_KEY_FILE", str(tmp_path / "key"))
    assert env("SOME_KEY") == "from the file"


def test_sqlite_is_set_up_for_a_server(tmp_path):
    options = database("", tmp_path)["OPTIONS"]
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)
    assert "journal_mode=WAL" in options["init_command"]


def test_a_postgresql_address_is_read_whole(tmp_path):
    found = database("postgresql://us%40er:p%2Fw@%2Frun%2FPg:5433/na%20me", tmp_path)
    assert found["ENGINE"].endswith("postgresql")
    assert [found[k] for k in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "us@er",
        "p/w",
        "/run/Pg",
        "5433",
        "na me",
    ]


def test_an_unknown_database_is_an_error(tmp_path):
    with pytest.raises(ValueError, match="unknown scheme 'mysql'"):
        database("mysql://x/y", tmp_path)


@pytest.mark.parametrize(
    ("url", "port", "password", "tls", "ssl"),
    [
        ("smtp://post.example", 25, "", False, False),
        ("smtp+tls://me:p%40ss@post.example", 587, "p@ss", True, False),
        ("smtps://me:p%40ss@post.example:2465", 2465, "p@ss", False, True),
    ],
)
def test_a_mail_address_is_read_whole(url, port, password, tls, ssl):
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "EMAIL_USE_SSL")
    found = mail(url)
    assert [found[name] for name in names] == ["post.example", port, password, tls, ssl]


def test_without_a_mail_address_mail_goes_to_the_console():
    assert mail("")["EMAIL_BACKEND"].endswith("console.EmailBackend")
    with pytest.raises(ValueError, match="unknown scheme 'http'"):
        mail("http://post.example")


def test_settings_that_need_each_other_are_set_together_or_not_at_all(monkeypatch):
    monkeypatch.setenv("TURN_SECRET", "s")
    with pytest.raises(ValueError, match=r"^TURN_URL asks for TURN_URL$"):
        all_or_none("TURN_URL", "TURN_SECRET")
    monkeypatch.setenv("TURN_URL", "turn:a:1, turns:b:2")
    assert all_or_none("TURN_URL", "TURN_SECRET") == ["turn:a:1, turns:b:2", "s"]
    assert comma_separated("turn:a:1, turns:b:2") == ["turn:a:1", "turns:b:2"]
