"""A proposal that comes from a goal, and a school with activities to close."""

import pytest

from styrhjul.wheel.improvement.actions import propose
from tests import planning


@pytest.fixture
def planned(world):
    return planning.planned(world)


@pytest.fixture
def proposal(planned):
    """Bo proposes something at Alva's school because of its goal."""
    return propose(
        planned.school,
        title="Två lärare i matematik",
        description="På minst hälften av lektionerna.",
        followed_up_by="Betyget E i årskurs 6",
        origin=planned.goal.node,
        consequences={"economy": "En tjänst."},
        by=planned.world.bo,
    )
