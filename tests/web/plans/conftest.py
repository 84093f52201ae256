"""A school that plans and checks in."""

import pytest

from tests import planning


@pytest.fixture
def planned(world):
    """Return a drafted plan, an adopted one with two activities, and a monthly indicator."""
    return planning.planned(world)
