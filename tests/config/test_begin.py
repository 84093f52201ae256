"""A new installation begins with its model, its municipality and somebody who may do the rest."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured

from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation.permissions import holds_anywhere
from styrhjul.base.organisation.queries import municipality
from styrhjul.config.commands import begin as command
from styrhjul.config.commands import serve
from styrhjul.engine.packs import loader
from styrhjul.engine.packs.schema import Right
from styrhjul.wheel.flows.beginning import First, begin, begin_with_code

FIRST = First("Storby kommun", "1880", "Alva Alm", "alva@example.org", "ett-långt-lösenord")


@pytest.mark.django_db
@pytest.mark.parametrize("pack", loader.shipped_keys())
def test_the_first_administrator_may_do_the_rest(pack, client):
    user = begin(pack=loader.load(pack), first=FIRST)
    assert str(municipality()) == "Storby kommun"
    for right in (Right.MANAGE_ACCOUNTS, Right.CHANGE_ORGANISATION, Right.INSTALL_MODELS):
        assert holds_anywhere(user, right)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in ("/", "/organisation/", "/styrmodell/", "/konton/", "/arbete/", "/mal/", "/planer/", "/resultat/"):
        assert client.get(address).status_code == 200, address


@pytest.mark.django_db
def test_it_begins_only_once():
    begin(pack=loader.load("orebro"), first=FIRST)
    with pytest.raises(Fault):
        begin(pack=loader.load("orebro"), first=FIRST)
    assert User.objects.count() == 1


NAMED = ["--municipality", "Storby kommun", "--name", "Alva Alm", "--email", "alva@example.org"]


@pytest.mark.django_db
def test_the_command_prints_a_code_for_the_browser(capsys):
    assert command.main([]) == 0
    printed = capsys.readouterr().out
    code = re.search(r"Start code: (\S+)", printed)[1]
    begin_with_code(code=code, name="Alva Alm", email="alva@example.org", password="ett-långt-lösenord")
    assert command.main([]) == 1
    assert "Start code" not in capsys.readouterr().out


@pytest.mark.django_db
def test_the_command_begins_by_name_for_scripts(capsys):
    assert command.main([*NAMED, "--pack", "leksand"]) == 0
    password = re.search(r"with (\S+) and change", capsys.readouterr().out)[1]
    assert User.objects.get().check_password(password)
    assert str(municipality()) == "Storby kommun"
    assert command.main(NAMED) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("given", [NAMED[:2], NAMED[:4], NAMED[2:]])
def test_the_command_asks_for_all_names_or_none(given, capsys):
    with pytest.raises(SystemExit):
        command.main(given)
    assert "--municipality, --name and --email together" in capsys.readouterr().err
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_demonstration_has_no_code(settings):
    settings.DEMO = True
    with pytest.raises(ImproperlyConfigured):
        command.main([])


@pytest.mark.django_db
def test_serving_prints_the_code_of_an_empty_installation_and_of_no_other(settings, monkeypatch):
    monkeypatch.setattr(serve.connections, "close_all", lambda: None)  # the test goes on with its own
    assert re.search(r"Startkod: [A-Z0-9-]{19} ", serve.how_to_begin())
    settings.PRODUCTION = True
    assert "styrhjul begin" in serve.how_to_begin()
    assert "Startkod:" not in serve.how_to_begin()
    settings.PRODUCTION, settings.DEMO = False, True
    assert serve.how_to_begin() == ""
    settings.DEMO = False
    begin(pack=loader.load("common"), first=FIRST)
    assert serve.how_to_begin() == ""
