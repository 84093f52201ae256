"""What the environment may say, and the one sentence when it may not."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from styrhjul.config import environment

PRODUCTION = {
    "STYRHJUL_SECRET_KEY": "k" * 50,
    "STYRHJUL_HOSTS": "styrning.example.se, www.example.se",
    "STYRHJUL_DATABASE_URL": "postgres://app:p%40ss@db.example.se:5433/styrning",
}


def test_nothing_set_is_the_embedded_default(tmp_path):
    read = environment.read({}, tmp_path)
    assert (read.production, read.demo, read.stands_on) == (False, False, None)
    assert read.folder == tmp_path / "var"
    assert read.hosts == ["127.0.0.1", "localhost", "[::1]"]
    assert read.database["NAME"] == tmp_path / "var" / "styrhjul.sqlite3"
    assert read.database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_own_secret_is_made_once_and_only_for_its_owner(tmp_path):
    first, second = environment.read({}, tmp_path), environment.read({}, tmp_path)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= environment.SECRET_LENGTH
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o077 == 0


def test_demo_stands_on_its_day_or_on_the_one_given(tmp_path):
    assert environment.read({"STYRHJUL_DEMO": "1"}, tmp_path).stands_on == date(2023, 11, 20)
    given = environment.read({"STYRHJUL_DEMO": "1", "STYRHJUL_CLOCK": "2024-02-29"}, tmp_path)
    assert given.stands_on == date(2024, 2, 29)


def test_production_reads_its_database(tmp_path):
    read = environment.read(PRODUCTION | {"STYRHJUL_PROXY": "1"}, tmp_path)
    assert read.production
    assert read.behind_proxy
    assert read.hosts == ["styrning.example.se", "www.example.se"]
    wanted = {"NAME": "styrning", "USER": "app", "PASSWORD": "p@ss", "HOST": "db.example.se", "PORT": "5433"}
    assert wanted.items() <= read.database.items()
    assert "statement_timeout=5s" in read.database["OPTIONS"]["options"]


def test_the_accessibility_statement_is_told_whom_to_turn_to(tmp_path):
    own = tmp_path / "own.yaml"
    own.touch()
    given = {"STYRHJUL_CONTACT_MAIL": " webb@example.se ", "STYRHJUL_CONTACT_PHONE": "019-21 10 00"}
    read = environment.read(given | {"STYRHJUL_ACCESSIBILITY": str(own)}, tmp_path)
    assert (read.contact_mail, read.contact_phone, read.accessibility) == ("webb@example.se", "019-21 10 00", own)
    bare = environment.read({}, tmp_path)
    assert (bare.contact_mail, bare.contact_phone, bare.accessibility) == ("", "", None)
    assert environment.read({"STYRHJUL_DEMO": "1"}, tmp_path).contact_mail.endswith("@exempelby.example")


def test_a_file_that_is_not_there_is_said_at_start(tmp_path):
    with pytest.raises(ImproperlyConfigured, match=r"STYRHJUL_ACCESSIBILITY is .* which is no file"):
        environment.read({"STYRHJUL_ACCESSIBILITY": str(tmp_path / "gone.yaml")}, tmp_path)


@pytest.mark.parametrize("name", PRODUCTION)
def test_demo_refuses_each_production_setting(tmp_path, name):
    with pytest.raises(ImproperlyConfigured, match="lets anybody log in as anybody"):
        environment.read({"STYRHJUL_DEMO": "1", name: PRODUCTION[name]}, tmp_path)


@pytest.mark.parametrize("name", PRODUCTION)
def test_demo_with_production_does_not_even_start(tmp_path, name):
    surroundings = os.environ | {"STYRHJUL_DEMO": "1", "STYRHJUL_DATA": str(tmp_path), name: PRODUCTION[name]}
    surroundings["DJANGO_SETTINGS_MODULE"] = "styrhjul.config.settings"
    done = subprocess.run(
        [sys.executable, "-m", "styrhjul", "serve", "--port", "1"],
        env=surroundings,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("STYRHJUL_DEMO lets anybody log in")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (
            {k: v for k, v in PRODUCTION.items() if k != "STYRHJUL_SECRET_KEY"},
            "STYRHJUL_SECRET_KEY is missing or short",
        ),
        (PRODUCTION | {"STYRHJUL_SECRET_KEY": "short"}, "STYRHJUL_SECRET_KEY is missing or short"),
        (PRODUCTION | {"STYRHJUL_HOSTS": ""}, "STYRHJUL_HOSTS is missing"),
        (PRODUCTION | {"STYRHJUL_HOSTS": "*"}, "STYRHJUL_HOSTS is missing or a star"),
        (PRODUCTION | {"STYRHJUL_DATABASE_URL": ""}, "STYRHJUL_DATABASE_URL is missing"),
        (PRODUCTION | {"STYRHJUL_DATABASE_URL": "mysql://db/styrning"}, "STYRHJUL_DATABASE_URL must read"),
        (PRODUCTION | {"STYRHJUL_CLOCK": "2023-11-20"}, "only a demo may"),
        ({"STYRHJUL_CLOCK": "2023-11-20"}, "only a demo may"),
        ({"STYRHJUL_DEMO": "1", "STYRHJUL_CLOCK": "20/11"}, "which is no day"),
        ({"STYRHJUL_DEMO": "maybe"}, "neither on nor off"),
        ({"STYRHJUL_MAIL_URL": "mail.example.se"}, "STYRHJUL_MAIL_URL must read"),
    ],
)
def test_each_fault_is_one_sentence(tmp_path, names, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence) as raised:
        environment.read(names, tmp_path)
    assert "\n" not in str(raised.value)


def test_mail_over_tls_with_a_password(tmp_path):
    mail = environment.read({"STYRHJUL_MAIL_URL": "smtp://u:p@mail.example.se"}, tmp_path).mail
    assert (mail["EMAIL_PORT"], mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (587, True, False)
