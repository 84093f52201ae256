"""The language is chosen on every page, and kept."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import reverse

pytestmark = pytest.mark.django_db
CHOOSE = "/sprak/"


def choose(client, code, back="/tillganglighet/"):
    return client.post(CHOOSE, {"language": code, "next": back})


def test_the_page_comes_back_in_the_chosen_language(client, world):
    assert 'lang="sv"' in client.get(reverse("accessibility")).content.decode()
    answer = choose(client, "en")
    assert answer.url == "/tillganglighet/"
    assert 'lang="en"' in client.get(answer.url).content.decode()
    assert 'lang="en"' in client.get("/offentligt/").content.decode(), "it is kept on other pages"


def test_it_is_kept_for_a_year_and_through_the_log_in(client, world):
    cookie = choose(client, "en").cookies[settings.LANGUAGE_COOKIE_NAME]
    assert cookie["max-age"] == 365 * 24 * 3600
    client.force_login(world.alva)
    assert 'lang="en"' in client.get("/mitt-arbete/", follow=True).content.decode()


def test_it_goes_before_what_the_browser_asks_for(client):
    choose(client, "sv")
    assert 'lang="sv"' in client.get("/offentligt/", headers={"accept-language": "en"}).content.decode()


def test_every_page_offers_the_other_language_by_its_own_name(client, world):
    for address in ("/offentligt/", "/tillganglighet/", "/konto/logga-in/", "/no/such/page/"):
        text = client.get(address).content.decode()
        assert 'value="en" lang="en">English</button>' in text, address
        assert f'name="next" value="{address}"' in text
    choose(client, "en")
    assert 'value="sv" lang="sv">Svenska</button>' in client.get("/offentligt/").content.decode()


def test_a_language_that_there_is_not_changes_nothing(client):
    assert not choose(client, "xx").cookies


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_nobody_is_sent_to_another_site(client, back):
    assert choose(client, "en", back).url == reverse("public-goals")


def test_looking_changes_nothing(client):
    assert client.get(CHOOSE).status_code == 405
