"""The harness itself: what every other test stands on."""

import socket
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils.translation import activate, get_language

from styrhjul.base.common import clock

from .conftest import TODAY, NetworkIsOffError


def test_the_clock_stands_still():
    assert clock.today() == TODAY
    assert clock.now() == clock.now()


@pytest.mark.parametrize("turn", ["one", "the next"])
def test_the_language_of_one_test_is_not_that_of_the_next(turn):
    assert get_language() == "sv", turn
    activate("en")


def test_the_network_is_off():
    with pytest.raises(NetworkIsOffError), socket.socket() as line:
        line.connect(("192.0.2.1", 80))
    with pytest.raises(NetworkIsOffError):
        socket.getaddrinfo("example.org", 80)


def test_data_goes_to_a_folder_of_the_test_run():
    assert Path(settings.DATA_DIR).is_relative_to(Path(tempfile.gettempdir()).resolve())


def test_a_missing_template_variable_fails():
    with pytest.raises(pytest.fail.Exception, match="Undefined template variable 'not_there'"):
        Template("{{ not_there }}").render(Context())


@pytest.mark.django_db
def test_swedish_order_and_case(django_user_model):
    for number, name in enumerate(["Östen", "Åsa", "Ärla", "Zed", "anna", "Émile", "Eva"]):
        django_user_model.objects.create_user(f"p{number}@example.org", name)
    from django.db.models.functions import Collate

    people = django_user_model.objects.order_by(Collate("name", "sv-x-icu"))
    assert [person.name for person in people] == ["anna", "Émile", "Eva", "Zed", "Åsa", "Ärla", "Östen"]
    assert django_user_model.objects.filter(name__icontains="ÅS").count() == 1
