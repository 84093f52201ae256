"""What holds for every test: the clock stands still, the network is off, and nothing outside is touched."""

from __future__ import annotations

import shutil
import socket
from datetime import date
from pathlib import Path

import pytest

TODAY = date(2023, 11, 20)
HERE = {"127.0.0.1", "::1", "localhost", "0.0.0.0", "", None}  # noqa: S104  (a name to let through, nothing is bound)


class NetworkIsOffError(RuntimeError):
    """A test tried to reach another machine."""


def _only_here(address: object) -> None:
    host = address[0] if isinstance(address, tuple) else None
    if host not in HERE:
        raise NetworkIsOffError(f"a test tried to reach {host}")


@pytest.fixture(autouse=True, scope="session")
def _network_off():
    connect, connect_ex, resolve = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self, address):
        _only_here(address)
        return connect(self, address)

    def guarded_connect_ex(self, address):
        _only_here(address)
        return connect_ex(self, address)

    def guarded_resolve(host, *args, **kwargs):
        _only_here((host.decode() if isinstance(host, bytes) else host,))
        return resolve(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_resolve)
        yield


@pytest.fixture(autouse=True)
def _frozen_clock():
    from styrhjul.base.common import clock

    with clock.standing_at(TODAY):
        yield


@pytest.fixture(autouse=True)
def _own_language():
    """A request leaves its language on the thread, where in a server the next request sets its own; a test does not."""
    from django.utils import translation

    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture(autouse=True, scope="session")
def _tables_are_emptied_between_tests():
    """The trace refuses to be emptied; between two tests that commit it must be, so the guard steps aside."""
    from django.db import transaction
    from django.db.backends.base.operations import BaseDatabaseOperations

    from tests.unguarded import unguarded

    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_unguarded(self, sql_list):
        with transaction.atomic(using=self.connection.alias), unguarded(self.connection):
            flush(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_unguarded)
        yield


@pytest.fixture
def world(db):
    """A small municipality: Alva manages, Bo works below her, Cia is elsewhere, Dan is auditor."""
    from tests import factories, snapshot

    return snapshot.once("world", factories.world)


def pytest_unconfigure() -> None:
    """Remove the data folder of this run."""
    from django.conf import settings

    if settings.configured:
        folder = Path(settings.DATA_DIR)
        if folder.name.startswith("styrhjul-test-"):
            shutil.rmtree(folder, ignore_errors=True)
