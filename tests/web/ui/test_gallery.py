import re
from itertools import pairwise

import pytest
from django.template.loader import get_template
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from styrhjul.web.ui.gallery import gallery

urlpatterns = [path("ui/", gallery, name="gallery")]


@pytest.fixture
def page(db):
    with override_settings(ROOT_URLCONF=__name__):
        response = Client().get("/ui/")
    assert response.status_code == 200
    return response.content.decode()


def test_nothing_on_a_page_needs_a_looser_content_policy(page):
    assert not re.search(r'\sstyle="', page)
    assert not re.search(r'\son[a-z]+="', page)
    assert "<style" not in page
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", page))


def test_a_page_has_one_heading_of_the_first_order_and_skips_none(page):
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_no_id_is_given_twice(page):
    given = re.findall(r'\sid="([^"]+)"', page)
    assert sorted({one for one in given if given.count(one) > 1}) == []


def test_the_skip_link_leads_to_the_content(page):
    assert '<a class="skip" href="#content">' in page
    assert 'id="content"' in page


def test_no_template_tag_is_left_in_the_page(page):
    assert not re.search(r"\{[{%]|[%}]\}", page)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["403.html", "404.html"])
def test_the_page_that_says_no_has_the_same_look(name):
    request = RequestFactory().get("/")
    shown = get_template(name).render({"ground": "Målet är antaget.", "exception": ""}, request)
    assert "header__brand" in shown
    assert ("Målet är antaget." in shown) is (name == "403.html")


def test_the_page_for_our_own_faults_needs_nothing_that_may_be_broken():
    shown = get_template("500.html").render({})
    assert "Något gick sönder" in shown
