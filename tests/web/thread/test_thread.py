"""The red thread of anything, both ways, and where each kind has its page."""

from __future__ import annotations

from django.urls import reverse

from styrhjul.base.thread.models import Kind, Node
from styrhjul.web.goals.trunk import margin_of
from styrhjul.web.ui.addresses import PAGES, address
from tests.goal_scenes import activity, follow


def test_every_kind_has_an_address_by_name():
    assert set(PAGES) == set(Kind)
    assert len(set(PAGES.values())) == len(PAGES)


def test_what_has_a_page_gets_its_address(db):
    assert address(Kind.GOAL, 7) == "/mal/7/"
    assert address(Kind.INDICATOR, 7) == "/indikatorer/7/"
    assert address(Kind.EVIDENCE, 7) == "/indikatorer/underlag/7/"


def test_says_why_it_is_here_and_what_came_of_it(world, chain, seen_by):
    follow(world, chain)
    activity(world, chain.school)
    status, text = seen_by(world.bo, reverse("thread", args=[chain.board.pk]))
    assert status == 200
    why, came = text.split("came-heading", 1)
    assert "Fler blir behöriga" in why
    assert "Alla läser i trean" in came
    assert "Läsgrupper i trean" in came
    assert reverse("goal-detail", args=[chain.school.pk]) in came


def test_the_kind_that_a_heading_says_is_not_said_again(world, chain, seen_by):
    doing = activity(world, chain.school)
    Node.objects.filter(pk=doing.pk).update(title="Aktivitet: Läsgrupper")
    for thing in (chain.school, doing):
        text = seen_by(world.bo, reverse("thread", args=[thing.pk]))[1]
        assert ">Läsgrupper<" in text
        assert ">Aktivitet: " not in text


def test_what_is_named_for_others_ends_the_way(world, chain, seen_by):
    activity(world, chain.school, "Hemlig utredning", secret=True)
    for person in (world.bo, world.cia, chain.kim):
        assert "Hemlig utredning" not in seen_by(person, reverse("thread", args=[chain.goal.pk]))[1]


def test_nothing_is_said_in_words(world, chain, seen_by):
    assert "Inget ligger före det här" in seen_by(world.bo, reverse("thread", args=[chain.vision.pk]))[1]


def test_the_goals_are_the_trunk_with_the_words_of_their_levels(world, chain, seen_by):
    doing = activity(world, chain.school)
    text = seen_by(world.bo, reverse("thread", args=[doing.pk]))[1]
    trunk = text[text.index("why-heading") : text.index("came-heading")]
    titles = ["Här lyckas fler", "Lärande", "Barns lärande", "Fler blir behöriga", "Stöd i tid", "Alla läser i trean"]
    places = [trunk.index(f">{title}<") for title in [*titles, "Läsgrupper i trean"]]
    assert places == sorted(places)
    for level in ("Vision", "Strategiskt område", "Målområde"):
        assert f">{level}<" in trunk


def test_many_branches_are_folded(world, chain, seen_by):
    for number in range(11):
        activity(world, chain.school, f"Läsgrupp {number}")
    text = seen_by(world.bo, reverse("thread", args=[chain.school.pk]))[1]
    assert "Visa 3 till" in text
    assert text.count("<details") >= 1


def test_in_the_margin_only_the_nearest_of_a_kind_are_named(world, chain):
    for number in range(11):
        activity(world, chain.school, f"Läsgrupp {number}")
    rows = margin_of(chain.school.node, world.bo)
    assert [row.title for row in rows if row.current] == ["Alla läser i trean"]
    assert sum(row.branch for row in rows) == 4
    assert "Aktiviteter, 11 totalt" in [row.level for row in rows]
