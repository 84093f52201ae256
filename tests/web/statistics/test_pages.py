"""The state of the national statistics."""

import pytest
from django.urls import reverse


def test_says_when_nothing_is_loaded(client, world, settings, tmp_path):
    settings.STATISTICS_DIR = tmp_path
    client.force_login(world.siv)
    answer = client.get(reverse("statistics"))
    assert answer.status_code == 200
    assert "Ingen statistik är inläst" in answer.text


@pytest.mark.parametrize(("who", "status"), [("alva", 403), ("stranger", 404)])
def test_refuses_others(client, world, who, status):
    client.force_login(getattr(world, who))
    assert client.get(reverse("statistics")).status_code == status
