"""The first run in the browser: each step, skipped, taken up again and done elsewhere."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.actions import change_look, make_start_code
from styrhjul.base.organisation.models import StartStep, Unit
from styrhjul.base.organisation.queries import look, municipality, tree_on
from styrhjul.base.steering.queries import model_in_force, own_words_in_force
from styrhjul.engine.packs import loader
from styrhjul.wheel.flows.beginning import begin_with_code, steps_taken, unnamed
from styrhjul.wheel.plans.models import Plan
from tests.base.organisation.test_logos import svg

pytestmark = pytest.mark.django_db
STEPS = [f"start-{step}" for step in StartStep.Step.values]


@pytest.fixture
def siv(client):
    user = begin_with_code(
        code=make_start_code(), name="Siv Lundmark", email="siv@example.org", password="sju-hjul-rullar-fint"
    )
    client.force_login(user)
    return client


def to(answer) -> str:
    assert answer.status_code == 302, answer.status_code
    return answer.headers["Location"]


def kept(answer) -> str:
    return re.search(r'name="kept" value="([^"]+)"', answer.text)[1]


@pytest.mark.parametrize("name", STEPS)
def test_each_step_shows_where_it_stands_among_all(siv, name):
    page = siv.get(reverse(name))
    assert page.status_code == 200
    assert f"steg {STEPS.index(name) + 1} av 6" in page.text
    assert "Hoppa över steget" in page.text
    assert 'aria-current="step"' in page.text


@pytest.mark.parametrize("name", STEPS)
def test_each_step_is_skipped_leads_on_and_is_taken_up_again(siv, name):
    step = name.removeprefix("start-")
    on = to(siv.post(reverse("start-skip", args=[step])))
    assert on == reverse(STEPS[(STEPS.index(name) + 1) % 6])
    assert "överhoppat" in siv.get(reverse("start")).text
    assert siv.get(reverse(name)).status_code == 200


def test_there_is_no_other_step_to_skip(siv):
    assert siv.post(reverse("start-skip", args=["lunch"])).status_code == 404


def test_when_all_are_skipped_one_comes_to_the_list(siv):
    for step in StartStep.Step.values:
        on = to(siv.post(reverse("start-skip", args=[step])))
    assert on == reverse("start")
    page = siv.get(on).text
    assert "Ni är igång" in page
    assert reverse("account-add") in page


def test_the_municipality_gets_its_name_and_its_statistics(siv):
    page = siv.get("/start/kommunen/").text
    assert f'value="{unnamed()}"' not in page
    assert siv.post("/start/kommunen/", {"name": "", "area": ""}).status_code == 422
    assert to(siv.post("/start/kommunen/", {"name": "Leksands kommun", "area": ""})) == "/start/utseende/"
    assert (municipality().name, municipality().area) == ("Leksands kommun", "2029")
    assert "Leksands kommun" in siv.get("/start/kommunen/").text


def test_a_colour_that_reads_leads_on_and_one_that_was_darkened_is_shown_first(siv):
    assert to(siv.post("/start/utseende/", {"accent": "#006AA7"})) == "/start/styrmodell/"
    assert to(siv.post("/start/utseende/", {"accent": "#F2B600"})).startswith("/start/utseende/")
    page = siv.get("/start/utseende/").text
    assert "Er färg är sparad." in page
    assert "#F2B600" in page
    assert "Gå vidare utan att ändra" in page
    assert to(siv.post("/start/utseende/", {"accent": "#F2B600"})) == "/start/styrmodell/"


def test_the_logo_is_taken_in_with_the_colour(siv):
    given = {"accent": "#006AA7", "logo": SimpleUploadedFile("logo.svg", svg())}
    siv.post("/start/utseende/", given)
    assert look().logo.media_type == "image/svg+xml"


def test_the_models_stand_beside_each_other_with_wheel_words_and_what_they_assume(siv):
    page = siv.get("/start/styrmodell/").text
    models = page.split('class="model"')[1:]
    assert len(models) == len(loader.shipped_keys())
    for key in loader.shipped_keys():
        pack = loader.load(key)
        shown = next(one for one in models if f'value="{key}"' in one)
        assert "<svg" in shown
        for part in pack.wheel.parts:
            assert part.label.sv.casefold() in shown.casefold(), (key, part.key)
        assert ("Allt är antaget" in shown) == (pack.source is None)
        assert pack.source is None or "Antaget:" in shown


def test_a_model_is_chosen_and_another_on_the_same_day(siv):
    assert to(siv.post("/start/styrmodell/", {"pack": "leksand"})) == "/start/organisation/"
    assert model_in_force().key == "leksand"
    siv.post("/start/styrmodell/", {"pack": "orebro"})
    assert model_in_force().key == "orebro"
    assert siv.post("/start/styrmodell/", {"pack": "lund"}).status_code == 422


def boards(siv, text: str, kind: str = "board"):
    return siv.post("/start/organisation/namnder/", {"names": text, "kind": kind})


def test_boards_are_looked_at_and_then_saved(siv):
    looked = boards(siv, "Kommunstyrelsen\nSkolnämnden")
    assert looked.status_code == 200
    assert "Skolnämnden" in looked.text
    assert Unit.objects.count() == 1
    done = siv.post("/start/organisation/klart/", {"kept": kept(looked)})
    assert to(done) == "/start/ord/"
    assert [branch.unit.name for branch in tree_on(clock.today())][1:] == ["Kommunstyrelsen", "Skolnämnden"]


def test_what_was_typed_can_be_changed_before_it_is_saved(siv):
    looked = boards(siv, "Kommunstyrelsen\nSkolnamnden")
    assert 'name="names" value="Kommunstyrelsen' in looked.text
    again = siv.post("/start/organisation/namnder/", {"names": "Skolnamnden", "kind": "board", "change": "1"})
    assert again.status_code == 200
    assert ">\nSkolnamnden</textarea>" in again.text


@pytest.mark.parametrize("way", ["pasted", "file"])
def test_a_list_is_pasted_or_uploaded(siv, way):
    text = "namn;slag;överordnad\nSkolnämnden;nämnd;\nSkolförvaltningen;förvaltning;Skolnämnden\n"
    given = {"pasted": text} if way == "pasted" else {"file": SimpleUploadedFile("org.csv", text.encode())}
    looked = siv.post("/start/organisation/", given)
    assert looked.status_code == 200
    siv.post("/start/organisation/klart/", {"kept": kept(looked)})
    assert Unit.objects.filter(name="Skolförvaltningen", kind="administration").exists()


@pytest.mark.parametrize(
    ("pasted", "says"),
    [
        ("", "Klistra in listan"),
        ("Skolnämnden\nVårdnämnden", "saknas kolumnerna"),
        ("namn\tslag\nSkolnämnden\trymdnämnd", "rymdnämnd"),
    ],
)
def test_what_has_to_be_mended_is_said_where_it_was_written(siv, pasted, says):
    answer = siv.post("/start/organisation/", {"pasted": pasted})
    assert answer.status_code == 422
    assert says in answer.text
    assert pasted.split("\n")[0] in answer.text
    assert Unit.objects.count() == 1


def test_a_preview_of_somebody_else_is_not_taken_in(siv, client):
    assert siv.post("/start/organisation/klart/", {"kept": "x"}).status_code == 422


def test_own_words_are_saved_and_an_empty_form_goes_on_too(siv):
    assert to(siv.post("/start/ord/", {"seen": 0})) == "/start/plan/"
    assert own_words_in_force() == {}
    assert next(taken for taken in steps_taken() if taken.step == "words").is_done
    siv.post("/start/ord/", {"seen": 0, "unit_kinds-board": "utskott"})
    assert own_words_in_force()["unit_kinds"]["board"].word == "utskott"


def test_the_first_plan_is_begun_with_the_role_that_is_enough(siv):
    page = siv.get("/start/plan/").text
    assert "Mål och budget 2024" in page
    assert re.search(r'<option value="year_process_lead" selected', page)
    top = municipality()
    gone = to(siv.post("/start/plan/", {"plan": f"{top.pk}-council_plan", "role": "year_process_lead"}))
    plan = Plan.objects.get()
    assert gone == reverse("plan-detail", args=[plan.pk])
    assert siv.get(gone).status_code == 200
    assert 'name="role"' not in siv.get("/start/plan/").text
    again = siv.post("/start/plan/", {"plan": f"{top.pk}-council_plan"})
    assert again.status_code == 422


def test_a_plan_that_is_not_offered_is_not_begun(siv):
    answer = siv.post("/start/plan/", {"plan": "999-council_plan", "role": "year_process_lead"})
    assert answer.status_code == 422
    assert not Plan.objects.exists()


def test_home_reminds_until_it_is_put_aside(siv):
    assert "6 steg återstår" in siv.get("/").text
    siv.post("/start/utseende/", {"accent": "#006AA7"})
    assert "5 steg återstår" in siv.get("/").text
    assert to(siv.post("/start/undan/")) == "/"
    assert "återstår" not in siv.get("/").text
    assert "Kom igång" in siv.get("/").text
    assert siv.get("/start/").text.count("överhoppat") == 5


def test_home_reminds_only_whoever_looks_after_the_system(client, world, settings):
    for who, reminded in (("siv", True), ("alva", False), ("dan", False)):
        client.force_login(getattr(world, who))
        assert ("återstår" in client.get("/").text) is reminded, who
    settings.DEMO = True
    client.force_login(world.siv)
    assert "återstår" not in client.get("/").text


def test_what_is_done_on_its_own_page_is_done_in_the_list(siv):
    change_look(accent="#006AA7", by=User.objects.get())
    assert next(taken for taken in steps_taken() if taken.step == "look").is_done


@pytest.mark.parametrize("name", ["start", *STEPS])
def test_refuses_who_does_not_look_after_the_system(client, world, name):
    for who, status in (("alva", 403), ("dan", 403), ("stranger", 404)):
        client.force_login(getattr(world, who))
        assert client.get(reverse(name)).status_code == status, who
