from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path

from styrhjul.base.common.models import User
from styrhjul.base.steering.queries import NoModel
from styrhjul.engine.packs.schema import Right
from styrhjul.web.ui import context

NAMES = {
    "home": "",
    "work": "mitt/",
    "goal-list": "mal/",
    "result-list": "resultat/",
    "trace": "logg/",
    "help": "hjalp/",
}
urlpatterns = [path(where, lambda request: HttpResponse(), name=name) for name, where in NAMES.items()]


@pytest.fixture(autouse=True)
def _addresses():
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture(autouse=True)
def rights(monkeypatch):
    held = set()
    monkeypatch.setattr(context.Frame, "duties", 3)
    monkeypatch.setattr(context, "rights_of", lambda user: SimpleNamespace(reaches=held))
    monkeypatch.setattr(context, "is_appointed", lambda user: user.name == "Alva")
    return held


def frame(where="/", person=True, **facts):
    request = RequestFactory().get(where)
    if person:
        request.user = User(pk=1, name="Alva")
    for name, value in facts.items():
        setattr(request, name, value)
    return context.frame(request)["frame"]


def test_an_entry_without_a_page_is_left_out():
    assert [entry.name for entry in frame().menu] == ["home", "work", "goal-list", "result-list"]


def test_whoever_holds_no_role_is_shown_what_is_public():
    shown = frame()
    shown.request.user.name = "Beda"
    assert [entry.name for entry in shown.menu] == ["goal-list"]


def test_a_stranger_has_no_menu_but_the_open_pages(rights):
    rights.add(Right.READ_TRACE)
    shown = frame(person=False)
    assert (shown.menu, shown.administration, shown.person) == ([], [], None)
    assert [entry.name for entry in shown.footer] == ["help"]


def test_only_those_who_may_see_the_administration(rights):
    assert frame().administration == []
    rights.add(Right.READ_TRACE)
    assert [entry.name for entry in frame().administration] == ["trace"]


def test_without_a_steering_model_nobody_administrates(monkeypatch):
    def none(user):
        raise NoModel("none")

    monkeypatch.setattr(context, "rights_of", none)
    assert frame().administration == []


@pytest.mark.parametrize(
    ("where", "current"),
    [("/", "home"), ("/mal/12/namn/", "goal-list"), ("/resultat/", "result-list"), ("/annat/", "")],
)
def test_the_menu_shows_where_one_is(where, current):
    shown = frame(where)
    assert shown.current == current
    assert [entry.name for entry in shown.menu if entry.current] == ([current] if current else [])


def test_a_page_may_say_itself_where_it_belongs():
    assert frame("/annat/", area="goal-list").current == "goal-list"


def test_the_menu_counts_what_waits():
    assert [entry.count for entry in frame().menu] == [0, 3, 0, 0]


def test_the_municipality_is_the_top_of_the_organisation(monkeypatch):
    monkeypatch.setattr(context, "municipality", lambda: SimpleNamespace(name="Exempelby kommun"))
    assert frame().municipality == "Exempelby kommun"
    monkeypatch.setattr(context, "municipality", lambda: None)
    assert frame().municipality == ""


@pytest.mark.django_db
def test_without_a_steering_model_a_page_still_has_its_frame(monkeypatch):
    monkeypatch.undo()
    with override_settings(ROOT_URLCONF=__name__):
        shown = frame()
        assert (shown.wheel, shown.duties, shown.administration) == ("", 0, [])
