"""Goals to test with."""

from __future__ import annotations

import pytest

from tests.goal_scenes import Chain, goal_chain


@pytest.fixture
def chain(world) -> Chain:
    return goal_chain(world)
