"""Goals with indicators, targets and values to analyse and rate, made by the actions that people use."""

from __future__ import annotations

import pytest

from tests import measured


@pytest.fixture
def town(world) -> measured.Town:
    return measured.town(world)
