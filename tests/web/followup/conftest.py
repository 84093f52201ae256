"""Results to look at."""

from __future__ import annotations

import pytest

from tests import measured


@pytest.fixture
def town(world) -> measured.Town:
    return measured.town(world)


@pytest.fixture
def analysis(town):
    return measured.analysis(town)


@pytest.fixture
def ask(client):
    """Ask for a page as somebody, or send a form, and return the answer with its text."""

    def asked(person, address, data=None):
        client.force_login(person)
        answer = client.get(address) if data is None else client.post(address, data)
        answer.text = answer.content.decode()
        return answer

    return asked
