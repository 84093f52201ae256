"""The red thread: who may know of what, and walking both ways without giving anything away."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from styrhjul.base.common.models import TraceEntry
from styrhjul.base.thread.actions import make_node, open_to, tie, untie
from styrhjul.base.thread.models import Audience, Kind, Link, Node
from styrhjul.base.thread.queries import Direction, walk


def node(title, unit, audience=Audience.UNIT, **more):
    return make_node(Kind.GOAL, title=title, unit=unit, audience=audience, by=None, **more)


def titles(knots):
    return [knot.node.title for knot in knots]


def known(user):
    return set(Node.objects.visible_to(user).values_list("title", flat=True))


def test_who_may_know_follows_the_audience(world):
    elm = world.units[0]
    node("öppet", elm, Audience.PUBLIC)
    node("internt", elm, Audience.INTERNAL)
    node("enhetens", elm)
    node("hemligt", elm, Audience.NAMED, readers=(world.cia,))
    assert known(AnonymousUser()) == {"öppet"}
    assert known(world.stranger) == {"öppet"}
    assert known(world.cia) == {"öppet", "internt", "hemligt"}
    assert known(world.alva) == {"öppet", "internt", "enhetens"}
    assert known(world.hanna) == {"öppet", "internt", "enhetens"}
    assert known(world.dan) == {"öppet", "internt", "enhetens"}


def test_the_thread_is_walked_both_ways_nearest_first(world):
    goal, plan, activity = (node(t, world.units[0]) for t in ("mål", "plan", "aktivitet"))
    tie(goal, plan, why="planen tar upp målet", by=None)
    tie(plan, activity, why="aktiviteten hör till planen", by=None)
    assert titles(walk(activity, Direction.WHY, world.alva)) == ["plan", "mål"]
    down = walk(goal, Direction.WHAT_CAME_OF_IT, world.alva)
    assert [(k.node.title, k.steps, k.why) for k in down] == [
        ("plan", 1, "planen tar upp målet"),
        ("aktivitet", 2, "aktiviteten hör till planen"),
    ]


def test_a_thing_one_may_not_know_of_ends_the_walk(world):
    first, secret, last = (
        node("a", world.units[0]),
        node("h", world.units[0], Audience.NAMED),
        node("b", world.units[0]),
    )
    tie(first, secret, why="x", by=None)
    tie(secret, last, why="x", by=None)
    assert titles(walk(first, Direction.WHAT_CAME_OF_IT, world.alva)) == []
    open_to(secret, Audience.UNIT, by=world.alva)
    assert titles(walk(first, Direction.WHAT_CAME_OF_IT, world.alva)) == ["h", "b"]


def test_a_circle_is_walked_once(world):
    a, b, c = (node(t, world.units[0]) for t in "abc")
    for cause, effect in ((a, b), (b, c), (c, a)):
        tie(cause, effect, why="x", by=None)
    assert sorted(titles(walk(a, Direction.WHY, world.alva))) == ["b", "c"]


def test_a_diamond_shows_each_thing_once(world):
    a, b, c, d = (node(t, world.units[0]) for t in "abcd")
    for cause, effect in ((a, b), (a, c), (b, d), (c, d)):
        tie(cause, effect, why="x", by=None)
    assert titles(walk(a, Direction.WHAT_CAME_OF_IT, world.alva)) == ["b", "c", "d"]


def test_tying_twice_makes_one_link_and_untying_keeps_history(world):
    a, b = node("a", world.units[0]), node("b", world.units[0])
    assert tie(a, b, why="x", by=world.alva) == tie(a, b, why="y", by=world.alva)
    untie(a, b, by=world.alva)
    assert walk(a, Direction.WHAT_CAME_OF_IT, world.alva) == []
    tie(a, b, why="igen", by=world.alva)
    assert Link.objects.count() == 2
    assert TraceEntry.objects.filter(event="link.withdrawn").count() == 1


def test_nothing_is_tied_to_itself(world):
    a = node("a", world.units[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        tie(a, a, why="x", by=None)


def test_opening_to_the_same_audience_records_nothing(world):
    a = node("a", world.units[0])
    before = TraceEntry.objects.count()
    open_to(a, Audience.UNIT, by=world.alva)
    assert TraceEntry.objects.count() == before
