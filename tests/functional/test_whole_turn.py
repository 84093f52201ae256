"""Once around the wheel in the browser, from a new goal to the archived annual report, in every steering model."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.functional import turn
from tests.functional.axe import expect_axe_clean
from tests.functional.conftest import PHONE, WIDE, Built, Served, serving_copy

SIZES = {"desktop": WIDE, "phone": PHONE}


@pytest.fixture(scope="module", params=turn.MODELS, ids=lambda model: model.pack)
def model(request: pytest.FixtureRequest) -> turn.Model:
    """The steering model that the turn is told in."""
    found: turn.Model = request.param
    return found


@pytest.fixture
def demo(model: turn.Model, built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server on a fresh copy of the model's demo: each turn begins in the same place."""
    with serving_copy(built(model.pack), tmp_path_factory) as served:
        yield served


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_wheel_turns_once(model: turn.Model, size: ViewportSize, open_page: Callable[..., Page]) -> None:
    page = open_page(size)
    turn.becomes(page, "Gunilla Forsmark")
    goal = turn.set_goal(page, model)
    turn.becomes(page, "Karin Ekström")
    turn.check_in(page)
    analysis = turn.analyse_and_rate(page)
    turn.propose_and_decide(page, analysis)
    turn.conclude(page, analysis)
    turn.plan_next_year(page)
    turn.close_activity(page)
    turn.walk_the_thread(page)
    turn.come_home(page, model)
    expect_axe_clean(page)
    turn.becomes(page, "Erik Tunander")
    turn.rate_again(page)
    turn.becomes(page, "Johan Åkerlind")
    address = turn.report(page, model)
    told = turn.read_the_file(page, address)
    assert "§ 120" in told
    assert model.report in told
    assert "Mer läsning, lägre frånvaro" in told
    assert "Utkast" not in told
    page.goto(goal)
    turn.says(page, turn.GOAL)
