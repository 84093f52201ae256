"""Pages for everybody are kept, and made anew as soon as anything is written."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from styrhjul.wheel.goals import actions
from tests.goal_scenes import START, goal_chain

FIRST = "/offentligt/"


@pytest.fixture
def chain(world):
    return goal_chain(world)


def test_a_browser_that_has_the_page_is_told_so(world, chain, client):
    first = client.get(FIRST)
    again = client.get(FIRST, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_it_is_new_as_soon_as_anything_is_written(world, chain, client):
    mark = client.get(FIRST)["ETag"]
    actions.add_goal(title="Fler läser", level="goal", unit=world.top, starts=START, parents=[chain.area], by=chain.kim)
    answer = client.get(FIRST, headers={"if-none-match": mark})
    assert answer.status_code == 200
    assert "Fler läser" in answer.content.decode()


def test_it_is_another_in_another_language(world, chain, client):
    mark = client.get(FIRST)["ETag"]
    answer = client.get(FIRST, headers={"if-none-match": mark, "accept-language": "en"})
    assert answer.status_code == 200
    assert 'lang="en"' in answer.content.decode()


def test_anybody_may_keep_it_for_a_while_apart_by_language(world, chain, client):
    answer = client.get(FIRST)
    assert set(answer["Cache-Control"].split(", ")) == {"max-age=60", "public"}
    assert {"Accept-Language", "Cookie"} <= {word.strip() for word in answer["Vary"].split(",")}
    assert not answer.cookies, "a page with a cookie is nobody's to keep"


def test_the_page_of_somebody_who_is_logged_in_is_not_kept_for_others(world, chain, client):
    client.force_login(world.alva)
    answer = client.get(FIRST)
    assert "private" in answer["Cache-Control"]
    assert "public" not in answer["Cache-Control"]
    assert "ETag" not in answer


def test_many_readers_cost_one_making(world, chain, client):
    client.get(FIRST)
    with CaptureQueriesContext(connection) as asked:
        client.get(FIRST)
    assert len(asked) <= 8


def test_each_language_is_made_for_itself(world, chain, client):
    swedish = client.get(FIRST).content.decode()
    with translation.override("en"):
        english = client.get(FIRST, headers={"accept-language": "en"}).content.decode()
    assert "Så styr kommunen" in swedish
    assert "How the municipality steers" in english
    assert "Så styr kommunen" not in english
