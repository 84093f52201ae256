from decimal import Decimal

from styrhjul.base.thread.actions import open_to
from styrhjul.base.thread.models import Audience
from styrhjul.wheel.followup import actions
from styrhjul.wheel.followup.models import Rating
from styrhjul.wheel.followup.queries.grounds import ground_has_changed, grounds_of
from tests import measured


def test_a_rating_says_what_it_stood_on_and_when_that_has_changed(town):
    rating = actions.rate(
        town.school, level="own", occasion="interim_2", year=2023, colour="yellow", reason="På väg.",
        goal=town.school_goal, by=town.world.alva,
    )  # fmt: skip
    assert not ground_has_changed(rating)
    stood = grounds_of([rating], town.world.bo)[rating.pk][0]
    assert (stood.period, stood.value, stood.target, stood.has_changed) == ("2022", Decimal("78.5"), Decimal(80), False)
    measured.values(town.reading, town.school, {"2022": 82}, by=town.world.alva)
    rating = Rating.objects.get(pk=rating.pk)
    assert ground_has_changed(rating)
    stood = grounds_of([rating], town.world.bo)[rating.pk][0]
    assert (stood.value, stood.now.value, stood.has_changed) == (Decimal("78.5"), Decimal(82), True)


def test_a_new_target_changes_the_ground_too(town):
    rating = actions.rate(
        town.school, level="own", occasion="interim_2", year=2023, colour="yellow", reason="På väg.",
        goal=town.school_goal, by=town.world.alva,
    )  # fmt: skip
    measured.aim(town.reading, town.school, 85, by=town.world.alva)
    assert ground_has_changed(rating)


def test_a_number_that_somebody_may_not_know_of_is_not_shown(town):
    rating = actions.rate(
        town.school, level="own", occasion="interim_2", year=2023, colour="yellow", reason="På väg.",
        goal=town.school_goal, by=town.world.alva,
    )  # fmt: skip
    open_to(town.reading.node, Audience.NAMED, by=town.world.alva)
    assert grounds_of([rating], town.world.bo)[rating.pk] == []
