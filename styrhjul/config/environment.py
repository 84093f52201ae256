"""What the environment says, read once; whatever is missing or impossible is said in one sentence."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]
ON, OFF = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
DEMO_STANDS_ON = date(2023, 11, 20)
DEMO_CONTACT = "tillganglighet@exempelby.example"
SECRET_LENGTH = 50


@dataclass(frozen=True)
class Environment:
    """The settings that differ from place to place."""

    production: bool
    demo: bool
    stands_on: date | None
    folder: Path
    secret_key: str
    hosts: list[str]
    database: dict[str, Any]
    behind_proxy: bool
    mail: dict[str, Any]
    sender: str
    contact_mail: str
    contact_phone: str
    accessibility: Path | None


def read(names: Mapping[str, str], root: Path = ROOT) -> Environment:
    """Return what the environment says, or raise ImproperlyConfigured with one sentence.

    Three ways of running: *embedded* when nothing is set, *demo* with STYRHJUL_DEMO=1, and *production* as
    soon as STYRHJUL_SECRET_KEY or STYRHJUL_HOSTS is set, which then need each other and a database server.
    """
    folder = Path(names.get("STYRHJUL_DATA") or root / "var").resolve()
    production = bool(names.get("STYRHJUL_SECRET_KEY") or names.get("STYRHJUL_HOSTS"))
    demo = _switch(names, "STYRHJUL_DEMO")
    if demo and (production or names.get("STYRHJUL_DATABASE_URL")):
        raise ImproperlyConfigured(
            "STYRHJUL_DEMO lets anybody log in as anybody, so it cannot be combined with STYRHJUL_SECRET_KEY, "
            "STYRHJUL_HOSTS or STYRHJUL_DATABASE_URL: remove either the demo or the others."
        )
    if production and not names.get("STYRHJUL_DATABASE_URL"):
        raise ImproperlyConfigured("STYRHJUL_DATABASE_URL is missing: give it as postgres://user:password@host/name.")
    return Environment(
        production=production,
        demo=demo,
        stands_on=_day(names, demo=demo),
        folder=folder,
        secret_key=_secret(names) if production else _own_secret(folder),
        hosts=_hosts(names) if production else list(LOOPBACK),
        database=_database(names.get("STYRHJUL_DATABASE_URL", ""), folder),
        behind_proxy=_switch(names, "STYRHJUL_PROXY"),
        mail=_mail(names.get("STYRHJUL_MAIL_URL", "")),
        sender=names.get("STYRHJUL_MAIL_FROM") or "styrhjulet@localhost",
        contact_mail=names.get("STYRHJUL_CONTACT_MAIL", DEMO_CONTACT if demo else "").strip(),
        contact_phone=names.get("STYRHJUL_CONTACT_PHONE", "").strip(),
        accessibility=_file(names, "STYRHJUL_ACCESSIBILITY"),
    )


def _switch(names: Mapping[str, str], name: str) -> bool:
    value = names.get(name, "").strip().lower()
    if value not in ON | OFF:
        raise ImproperlyConfigured(f"{name} is {value!r}, which is neither on nor off: set it to 1 or leave it out.")
    return value in ON


def _file(names: Mapping[str, str], name: str) -> Path | None:
    if not (text := names.get(name, "").strip()):
        return None
    if not Path(text).is_file():
        raise ImproperlyConfigured(f"{name} is {text!r}, which is no file here: give the path of one or leave it out.")
    return Path(text).resolve()


def _day(names: Mapping[str, str], *, demo: bool) -> date | None:
    text = names.get("STYRHJUL_CLOCK", "")
    if not text:
        return DEMO_STANDS_ON if demo else None
    if not demo:
        raise ImproperlyConfigured(
            "STYRHJUL_CLOCK stops the clock, which only a demo may: remove it or set STYRHJUL_DEMO=1."
        )
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"STYRHJUL_CLOCK is {text!r}, which is no day: write it as 2023-11-20.") from error


def _secret(names: Mapping[str, str]) -> str:
    key = names.get("STYRHJUL_SECRET_KEY", "")
    if len(key) < SECRET_LENGTH:
        raise ImproperlyConfigured(
            f"STYRHJUL_SECRET_KEY is missing or short: give it at least {SECRET_LENGTH} random signs."
        )
    return key


def _own_secret(folder: Path) -> str:
    """Return the key of an installation on one machine: made at the first start, readable by its owner only."""
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"secret_key.{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(SECRET_LENGTH), encoding="ascii")
        fresh.replace(path)
    return path.read_text(encoding="ascii")


def _hosts(names: Mapping[str, str]) -> list[str]:
    hosts = [host.strip() for host in names.get("STYRHJUL_HOSTS", "").split(",") if host.strip()]
    if not hosts or "*" in hosts:
        raise ImproperlyConfigured(
            "STYRHJUL_HOSTS is missing or a star: list the names this is served under, split by commas."
        )
    return hosts


def _database(url: str, folder: Path) -> dict[str, Any]:
    if not url:
        folder.mkdir(parents=True, exist_ok=True)
        return _sqlite(folder / "styrhjul.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured("STYRHJUL_DATABASE_URL must read postgres://user:password@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **dict(parse_qsl(parts.query)),
            "options": "-c statement_timeout=5s -c idle_in_transaction_session_timeout=10s",
        },
    }


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "styrhjul.config.sqlite",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;",
        },
        "TEST": {"NAME": None},
    }


def _mail(url: str) -> dict[str, Any]:
    """Return Django's mail settings; without an address, mail is written to the log of the process."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(
            "STYRHJUL_MAIL_URL must read smtp://user:password@host:587 or smtps://… for port 465."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
        "EMAIL_TIMEOUT": 10,
    }
