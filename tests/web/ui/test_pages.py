from types import SimpleNamespace

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.permit import Refused, granted, refused
from styrhjul.web.ui import pages

KNOWN, FROZEN, HIDDEN = 1, 2, 3


class Goals:
    """Stands for a queryset: two goals that can be seen and one that cannot."""

    def visible_to(self, user):
        return [SimpleNamespace(pk=KNOWN, title="Läsa"), SimpleNamespace(pk=FROZEN, title="Räkna")]


def one_of(rows, pk):
    for row in rows:
        if row.pk == pk:
            return row
    raise Http404


def may_change(user, goal=None):
    return refused("Målet är antaget.") if goal is not None and goal.pk == FROZEN else granted("Som rektor.")


class Rename(forms.Form):
    title = forms.CharField(max_length=10)


class RenameGoal(pages.FormPage):
    queryset = Goals()
    permission = staticmethod(may_change)
    form, template, fragment, name = Rename, "form.html", "_form.html", "goal"

    def action(self, goal, data):
        self.request.renamed = data["title"]
        raise_for = {
            "fault": Fault("Det namnet finns redan.", field="title"),
            "elsewhere": Fault("Planen saknas.", field="plan"),
            "conflict": Conflict("Amir ändrade samtidigt.", current="Skriva"),
            "invalid": ValidationError({"title": ["För kort."], "unit": ["Saknas."]}),
            "refused": Refused("Inte nu."),
        }
        if data["title"] in raise_for:
            raise raise_for[data["title"]]
        return "/mal/1/" if data["title"] != "stay" else None


class GoalList(pages.ListPage):
    queryset = Goals()
    template, page_size = "list.html", 1


class Adopt(pages.Operation):
    queryset = Goals()
    permission = staticmethod(may_change)

    def action(self, goal):
        if self.request.POST.get("broken"):
            raise Fault("Två mål saknar målvärde.")
        return "/mal/1/"


@pytest.fixture(autouse=True)
def rendered(monkeypatch):
    """Keeps what would have been rendered, so that the page kinds are tested without templates or tables."""
    kept = []

    def render(request, template, context=None, status=200):
        kept.append((template, context or {}))
        return pages.HttpResponse(template, status=status)

    monkeypatch.setattr(pages, "render", render)
    monkeypatch.setattr(pages, "get_object_or_404", one_of)
    return kept


def ask(page, method="get", data=None, htmx=False, **kwargs):
    headers = {"HX-Request": "true"} if htmx else {}
    request = getattr(RequestFactory(), method)("/mal/1/namn/", data or {}, headers=headers)
    request.user = SimpleNamespace(name="Alva")
    request.htmx = HtmxDetails(request)
    return page.as_view()(request, **kwargs)


def test_a_form_page_shows_the_form(rendered):
    assert ask(RenameGoal, pk=KNOWN).status_code == 200
    template, context = rendered[-1]
    assert (template, context["goal"].title, context["thing"].title) == ("form.html", "Läsa", "Läsa")


def test_what_a_person_cannot_see_is_not_found():
    with pytest.raises(Http404):
        ask(RenameGoal, pk=HIDDEN)
    with pytest.raises(Http404):
        ask(Adopt, "post", pk=HIDDEN)


@pytest.mark.parametrize(("page", "method"), [(RenameGoal, "get"), (RenameGoal, "post"), (Adopt, "post")])
def test_what_a_person_may_not_do_is_refused_with_the_reason(page, method, rendered):
    assert ask(page, method, {"title": "Nytt"}, pk=FROZEN).status_code == 403
    assert rendered[-1] == ("403.html", {"ground": "Målet är antaget."})


def test_a_refusal_to_htmx_is_a_message_and_not_a_page(rendered):
    assert ask(RenameGoal, "post", {"title": "refused"}, htmx=True, pk=KNOWN).status_code == 403
    assert rendered[-1] == ("ui/_refused.html", {"ground": "Inte nu."})


def test_valid_input_goes_to_the_action_and_on():
    response = ask(RenameGoal, "post", {"title": "Nytt"}, pk=KNOWN)
    assert (response.status_code, response.url) == (302, "/mal/1/")


def test_htmx_is_told_to_load_the_whole_target():
    response = ask(RenameGoal, "post", {"title": "Nytt"}, htmx=True, pk=KNOWN)
    assert (response.status_code, response["HX-Redirect"]) == (200, "/mal/1/")


def test_htmx_without_a_target_gets_the_fragment_as_it_now_is(rendered):
    assert ask(RenameGoal, "post", {"title": "stay"}, htmx=True, pk=KNOWN).status_code == 200
    template, context = rendered[-1]
    assert template == "_form.html"
    assert context["saved_at"]
    assert not context["form"].is_bound


def test_invalid_input_comes_back_with_the_form(rendered):
    assert ask(RenameGoal, "post", {"title": ""}, pk=KNOWN).status_code == 422
    assert rendered[-1][1]["form"].errors["title"]


def test_what_the_domain_cannot_take_stands_at_its_field(rendered):
    assert ask(RenameGoal, "post", {"title": "fault"}, pk=KNOWN).status_code == 422
    assert rendered[-1][1]["form"].errors["title"] == ["Det namnet finns redan."]


def test_what_concerns_no_field_of_the_form_stands_on_top(rendered):
    ask(RenameGoal, "post", {"title": "elsewhere"}, pk=KNOWN)
    assert rendered[-1][1]["form"].non_field_errors() == ["Planen saknas."]


def test_what_a_model_refuses_is_shown_field_by_field(rendered):
    assert ask(RenameGoal, "post", {"title": "invalid"}, pk=KNOWN).status_code == 422
    errors = rendered[-1][1]["form"].errors
    assert (errors["title"], errors["__all__"]) == (["För kort."], ["Saknas."])


def test_a_text_that_somebody_changed_comes_back_beside_theirs(rendered):
    assert ask(RenameGoal, "post", {"title": "conflict"}, pk=KNOWN).status_code == 412
    context = rendered[-1][1]
    assert (context["conflict"].current, context["form"]["title"].value()) == ("Skriva", "conflict")


def test_the_same_address_answers_htmx_with_the_fragment(rendered):
    response = ask(RenameGoal, htmx=True, pk=KNOWN)
    assert rendered[-1][0] == "_form.html"
    assert "HX-Request" in response["Vary"]
    assert "HX-Request" in ask(RenameGoal, pk=KNOWN)["Vary"]


def test_boosted_links_and_restored_history_get_the_whole_page(rendered):
    for header in ("HX-Boosted", "HX-History-Restore-Request"):
        request = RequestFactory().get("/", headers={"HX-Request": "true", header: "true"})
        request.user, request.htmx = SimpleNamespace(), HtmxDetails(request)
        RenameGoal.as_view()(request, pk=KNOWN)
        assert rendered[-1][0] == "form.html"


def test_a_list_shows_what_the_person_may_see_page_by_page(rendered):
    assert ask(GoalList).status_code == 200
    context = rendered[-1][1]
    assert (context["count"], [row.title for row in context["rows"]]) == (2, ["Läsa"])
    ask(GoalList, data={"page": "2"})
    assert [row.title for row in rendered[-1][1]["rows"]] == ["Räkna"]


def test_a_filter_that_cannot_be_read_is_said(rendered):
    class Narrowed(GoalList):
        filter_form = Rename

    assert ask(Narrowed, data={"title": "för långt för fältet"}).status_code == 422
    assert ask(Narrowed).status_code == 200


def test_an_operation_is_only_posted():
    assert ask(Adopt, "get", pk=KNOWN).status_code == 405
    assert ask(Adopt, "post", pk=KNOWN).status_code == 302


def test_an_operation_says_why_it_could_not_be_done(rendered):
    assert ask(Adopt, "post", {"broken": "1"}, pk=KNOWN).status_code == 422
    assert rendered[-1] == ("ui/not_done.html", {"sentence": "Två mål saknar målvärde.", "back": "/"})


@pytest.mark.parametrize(
    ("referrer", "back"),
    [
        ("http://testserver/mal/1/?a=b", "/mal/1/?a=b"),
        ("https://elsewhere.test/mal/", "/"),
        ("http://testserver.evil/", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_never_leaves_the_site(referrer, back):
    assert pages.came_from(RequestFactory().get("/", headers={"Referer": referrer})) == back
