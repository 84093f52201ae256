"""What the service says of itself is open to everybody, in both languages."""

import pytest
from django.urls import reverse


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", ["accessibility", "privacy", "help"])
def test_open_to_everybody(client, name, language):
    page = client.get(reverse(name), headers={"Accept-Language": language})
    assert page.status_code == 200
    assert f'lang="{language}"' in page.content.decode()


@pytest.mark.django_db
def test_the_statement_says_where_to_complain(client):
    assert "digg.se/tdosanmalan" in client.get(reverse("accessibility")).content.decode()


@pytest.mark.django_db
def test_every_page_leads_there(client, world):
    client.force_login(world.alva, backend="allauth.account.auth_backends.AuthenticationBackend")
    footer = client.get("/").content.decode().split("<footer")[1]
    for name in ("accessibility", "privacy", "help"):
        assert reverse(name) in footer
