"""The settings as a whole: Django's own check of a production, and what the answers carry."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from .test_environment import PRODUCTION

ROOT = Path(__file__).parents[2]


def test_production_passes_every_deployment_check(tmp_path):
    surroundings = os.environ | PRODUCTION | {"STYRHJUL_DATA": str(tmp_path)}
    surroundings["STYRHJUL_SECRET_KEY"] = "".join(chr(48 + (7 * i) % 75) for i in range(64))
    surroundings["DJANGO_SETTINGS_MODULE"] = "styrhjul.config.settings"
    done = subprocess.run(
        [sys.executable, "-m", "styrhjul", "manage", "check", "--deploy", "--fail-level", "WARNING"],
        env=surroundings,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_answers_carry_the_headers(client):
    answer = client.get("/healthz")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["X-Request-ID"]


@pytest.mark.django_db
def test_ready_asks_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert client.get("/readyz").status_code == 200


@pytest.mark.usefixtures("world")
def test_nobody_signs_up(client):
    assert client.get("/konto/logga-in/").status_code == 200
    assert client.get("/konto/signup/").status_code in {302, 404}


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite is opened")
def test_sqlite_is_opened_safely():
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert cursor.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] == 20_000
