"""Goals to look at."""

from __future__ import annotations

import pytest

from tests.goal_scenes import Chain, goal_chain


@pytest.fixture
def chain(world) -> Chain:
    return goal_chain(world)


@pytest.fixture
def seen_by(client):
    """Return what a person is shown at an address, as status and text."""

    def seen(person, address):
        client.force_login(person)
        answer = client.get(address)
        return answer.status_code, answer.content.decode()

    return seen


@pytest.fixture
def reads(client, world):
    """Whoever is logged in, in a municipality with the statistics of a real one."""
    world.top.area = "1880"
    world.top.save()
    client.force_login(world.bo)
    return client
