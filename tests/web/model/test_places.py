"""Giving what is without a place one, with a new version of the model in force."""

import pytest
from django.urls import reverse

from styrhjul.base.common import clock
from styrhjul.base.steering.models import ModelDraft, SteeringModel
from styrhjul.base.steering.queries import model_in_force
from styrhjul.wheel.flows.drafts import stamp


@pytest.fixture
def siv(client, world):
    client.force_login(world.siv)
    return world.siv


def asked(client):
    given = {"fran": "1", "plats": "1", "start": f"version-{model_in_force().pk}"}
    return client.post(reverse("model-upload"), given)


def test_whoever_gives_a_place_comes_to_the_places_and_need_not_see_the_text(client, siv):
    answer = asked(client)
    draft = ModelDraft.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("model-draft-install", args=[draft.pk]))


def test_a_day_that_has_a_model_already_is_said_beside_the_day(client, siv):
    asked(client)
    draft = ModelDraft.objects.get()
    SteeringModel.objects.update(in_force_from=clock.today())
    given = {"seen": stamp(draft), "in_force_from": clock.today().isoformat()}
    answer = client.post(reverse("model-draft-install", args=[draft.pk]), given)
    assert answer.status_code == 422
    assert "Välj en senare dag." in answer.text
    assert 'href="#id_in_force_from"' in answer.text
