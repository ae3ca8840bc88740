"""Reading the environment: a value, a switch, a list, a database address."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SQLITE_OPTIONS = {
    # A read that later writes must take the write lock at once: a deferred transaction fails on a stale
    # snapshot without waiting. WAL lets readers go on meanwhile.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; "
        "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-20000;"
    ),
}


def env(name: str, default: str = "") -> str:
    """The variable's value, or the content of the file that `<name>_FILE` names (secrets of container hosts)."""
    path = os.environ.get(f"{name}_FILE")
    return Path(path).read_text().strip() if path else os.environ.get(name, default)


def env_bool(name: str, default: bool = False) -> bool:
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def comma_separated(value: str) -> list[str]:
    return [item.strip() for item in value.split(",") if item.strip()]


def all_or_none(*names: str) -> list[str]:
    """Their values. Raises ValueError when only some of them are set: they are of no use without each other."""
    values = [env(name) for name in names]
    if any(values) and not all(values):
        missing = ", ".join(name for name, value in zip(names, values, strict=True) if not value)
        raise ValueError(f"{names[0]} asks for {missing}")
    return values


def database(url: str, base_dir: Path) -> dict[str, Any]:
    """Django's settings for `sqlite:///path` or `postgresql://user:password@host:port/name`.

    A socket directory may stand in for the host, percent-encoded (`postgresql://%2Frun%2Fpg/name`).
    """
    parts = urlsplit(url)
    if parts.scheme in {"", "sqlite"}:
        path = parts.path[1:] if parts.path else "var/portal.sqlite3"
        name = path if path == ":memory:" else str(base_dir / path)
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": SQLITE_OPTIONS}
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL: unknown scheme {parts.scheme!r}; use sqlite:/// or postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": _host(parts.netloc),
        "PORT": str(parts.port or ""),
    }


def _host(netloc: str) -> str:
    """Kept in its own case, which a socket directory has; `urlsplit` would make it small."""
    return unquote(netloc.rpartition("@")[2].partition(":")[0])


def mail(url: str) -> dict[str, Any]:
    """Django's mail settings for `smtp://user:password@host:port`; `smtps://` is TLS from the start, `smtp+tls://`
    asks for it after the greeting. Without an address, mail is written to the console."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"}:
        raise ValueError(f"EMAIL_URL: unknown scheme {parts.scheme!r}; use smtp://, smtp+tls:// or smtps://")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }
