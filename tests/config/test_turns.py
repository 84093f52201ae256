"""Writers of an SQLite file wait in turn, and nobody waits for one who is gone."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import OperationalError

from styrhjul.config.sqlite.base import DatabaseWrapper
from styrhjul.config.sqlite.turns import turn_of

HOLDER = """
import sys, time
from styrhjul.config.sqlite.turns import turn_of
turn_of(sys.argv[1]).take(5)
print("mine", flush=True)
time.sleep(60)
"""


@pytest.fixture
def name(tmp_path: Path) -> str:
    return str(tmp_path / "file.sqlite3")


@pytest.fixture
def connection(name, django_db_blocker):
    """Return a way to open connections of our own to the file."""
    opened: list[DatabaseWrapper] = []

    def connect(timeout=0.05) -> DatabaseWrapper:
        settings = {
            "NAME": name, "OPTIONS": {"timeout": timeout, "transaction_mode": "IMMEDIATE"}, "TIME_ZONE": None,
            "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False, "TEST": {},
        }  # fmt: skip
        opened.append(DatabaseWrapper(settings, "another"))
        opened[-1].connect()
        return opened[-1]

    with django_db_blocker.unblock():
        yield connect
        for one in opened:
            one.close()


def begin(one: DatabaseWrapper) -> None:
    one.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def end(one: DatabaseWrapper, how: str) -> None:
    if how == "close":
        one.connection.rollback()
        one.close()
        return
    getattr(one, how)()
    one.set_autocommit(True)


@pytest.mark.parametrize("how", ["commit", "rollback", "close"])
def test_the_next_one_writes_when_the_first_is_done_in_any_way(connection, how):
    first, second = connection(), connection()
    begin(first)
    with pytest.raises(OperationalError, match="locked"):
        begin(second)
    end(first, how)
    begin(second)
    end(second, "commit")


def test_a_transaction_that_cannot_begin_keeps_no_turn(connection, monkeypatch):
    first, second = connection(), connection()

    def broken(*_args):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(first, "cursor", broken)
        with pytest.raises(RuntimeError):
            begin(first)
    begin(second)
    end(second, "commit")


def test_everybody_who_waits_gets_a_turn(name):
    done = []

    def write(number):
        for _time in range(20):
            turn = turn_of(name)
            turn.take(30)
            done.append(number)
            turn.give()

    threads = [threading.Thread(target=write, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(done) == sorted([*range(8)] * 20)


def test_nobody_waits_for_a_process_that_was_killed(name):
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, name], stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "mine\n"
    taken = threading.Event()

    def wait():
        turn_of(name).take(60)
        taken.set()
        turn_of(name).give()

    waiting = threading.Thread(target=wait)
    waiting.start()
    assert not taken.wait(0.3)
    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()
    assert taken.wait(30)
    waiting.join(30)
