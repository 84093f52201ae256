"""The pages of indicators: list, one indicator, targets, the grid of values, evidence and files."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from styrhjul.wheel.indicators.actions import Cell, enter_values, take_evidence
from styrhjul.wheel.indicators.models import Indicator, Target, Value
from tests.goal_scenes import follow, national_indicator, own_indicator

MOST_QUERIES = 30
GRID = "/indikatorer/varden/"


@pytest.fixture
def own(world):
    return own_indicator(world)


def name(indicator, unit, period, group="T"):
    return f"v-{indicator.pk}-{unit.pk}-{group}-{period}"


def queries_of(client, person, address) -> int:
    client.force_login(person)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


class TestList:
    def test_shows_latest_value_and_target(self, world, chain, seen_by):
        follow(world, chain)
        status, text = seen_by(world.bo, reverse("indicator-list"))
        assert status == 200
        assert "Elever som läser säkert" in text
        assert "77,0\u00a0%" in text
        assert "inget målvärde" in text

    def test_searches_the_national_catalogue(self, world, seen_by):
        text = seen_by(world.alva, f"{reverse('indicator-list')}?q=behöriga yrkesprogram")[1]
        assert "N15428" in text
        assert "?number=N15428" in text

    def test_asks_no_more_with_ten_times_the_indicators(self, world, chain, client):
        follow(world, chain)
        few = queries_of(client, world.bo, reverse("indicator-list"))
        for number in range(20):
            own_indicator(world, title=f"Mått {number}")
        assert queries_of(client, world.bo, reverse("indicator-list")) == few <= MOST_QUERIES


class TestDetail:
    def test_shows_national_series_peers_and_sexes(self, world, chain, seen_by):
        national, _own = follow(world, chain)
        status, text = seen_by(world.bo, reverse("indicator-detail", args=[national.pk]))
        assert status == 200
        assert "Liknande kommuner" in text
        assert "Flickor och pojkar" in text
        assert "Fler blir behöriga" in text

    def test_the_similar_ones_say_source_year_and_how_many_lack_a_value(self, world, chain, seen_by):
        national, _own = follow(world, chain)
        text = seen_by(world.bo, reverse("indicator-detail", args=[national.pk]))[1]
        panel = text[text.index("Liknande kommuner") :]
        assert re.search(r", 2022\. \d+ liknande kommuner, (alla har värde|\d+ saknar värde)\.", panel)
        assert "Källa: Kolada N15428" in panel
        assert re.search(r"Källa: Kolada N15428\. Median och mellersta hälften av kommunerna: egen bearbetning", panel)

    def test_says_what_is_computed_and_from_how_many(self, world, chain, seen_by):
        national, _own = follow(world, chain)
        text = seen_by(world.bo, reverse("indicator-detail", args=[national.pk]))[1]
        assert re.search(r"Skillnaden var \d+,\d.procentenheter 2022, mot \d+,\d året före\.", text)
        assert "Källa: Kolada N15428. Skillnaden: egen bearbetning av öppen statistik." in text
        assert re.search(r"Utveckling och plats: egen bearbetning av öppen statistik, 2022\.", text)
        assert re.search(
            r"mellersta hälften av kommunerna: egen bearbetning .*\. \d+ av 290 kommuner har värde\.", text
        )

    def test_shows_every_revision_of_typed_values(self, world, own, seen_by):
        enter_values(own, world.units[0], [Cell("2022", "80")], by=world.alva)
        enter_values(own, world.units[0], [Cell("2022", "81")], by=world.alva)
        text = seen_by(world.bo, reverse("indicator-detail", args=[own.pk]))[1]
        values = text[text.index("values-heading") :]
        assert "80,0" in values
        assert "81,0" in values

    def test_strangers_do_not_find_it(self, world, own, seen_by):
        assert seen_by(world.stranger, reverse("indicator-detail", args=[own.pk]))[0] == 404

    def test_asks_no_more_with_ten_times_the_values(self, world, chain, client):
        _national, own = follow(world, chain)
        address = reverse("indicator-detail", args=[own.pk])
        few = queries_of(client, world.bo, address)
        cells = [Cell(str(year), Decimal(year - 1950)) for year in range(1990, 2023)]
        enter_values(own, world.units[1], cells, by=world.hanna)
        enter_values(own, world.units[0], cells, by=world.hanna)
        assert queries_of(client, world.bo, address) == few <= MOST_QUERIES

    def test_gives_the_values_as_a_file(self, world, own, client):
        enter_values(
            own, world.units[0], [Cell("2022", "80,6"), Cell("2021", None, missing_because="=1+1")], by=world.alva
        )
        client.force_login(world.bo)
        answer = client.get(reverse("indicator-values", args=[own.pk]))
        text = answer.content.decode("utf-8-sig")
        assert "2022;alla;80,6;final" in text
        assert ";'=1+1;" in text


class TestForms:
    def test_sets_an_own_indicator(self, world, client):
        client.force_login(world.alva)
        asked = {
            "title": "Nöjda",
            "unit": world.units[0].pk,
            "definition": "d",
            "measure_unit": "%",
            "decimals": 0,
            "direction": "higher",
            "rhythm": "year",
        }
        assert client.post(reverse("indicator-add"), asked).status_code == 302
        assert Indicator.objects.get().title == "Nöjda"

    def test_a_national_one_comes_with_what_is_known_of_it(self, world, client):
        client.force_login(world.alva)
        text = client.get(f"{reverse('indicator-add')}?number=N15428").content.decode()
        assert "behöriga till yrkesprogram" in text
        assert 'name="national_id" value="N15428"' in text

    def test_says_what_is_lacking(self, world, client):
        client.force_login(world.alva)
        answer = client.post(reverse("indicator-add"), {"title": "x", "unit": world.units[0].pk})
        assert answer.status_code == 422

    def test_refuses_readers(self, world, own, seen_by):
        assert seen_by(world.bo, reverse("indicator-change", args=[own.pk]))[0] == 403
        assert seen_by(world.dan, reverse("indicator-add"))[0] == 403


class TestTargets:
    def post(self, client, indicator, person, **asked):
        client.force_login(person)
        return client.post(reverse("target-grid", args=[indicator.pk]), asked)

    def test_writes_only_what_was_changed(self, world, own, client):
        decision = {"decided_by": world.units[0].pk, "decided_on": "2023-11-01", "paragraph": "§ 3"}
        self.post(client, own, world.alva, **decision, **{"T-2024": "85,5", "K-2024": "86"})
        assert set(Target.objects.values_list("group", "year", "value")) == {
            ("T", 2024, Decimal("85.5")),
            ("K", 2024, Decimal("86")),
        }
        self.post(client, own, world.alva, **decision, **{"T-2024": "85,5", "K-2024": "87"})
        assert Target.objects.count() == 3

    def test_an_emptied_target_is_a_fault(self, world, own, client):
        decision = {"decided_by": world.units[0].pk, "decided_on": "2023-11-01"}
        self.post(client, own, world.alva, **decision, **{"T-2024": "85,5"})
        answer = self.post(client, own, world.alva, **decision, **{"T-2024": ""})
        assert answer.status_code == 422
        assert "ersätts av ett nytt" in answer.content.decode()

    def test_a_wrong_number_is_said_at_its_cell(self, world, own, client):
        decision = {"decided_by": world.units[0].pk, "decided_on": "2023-11-01"}
        answer = self.post(client, own, world.alva, **decision, **{"T-2024": "åttio"})
        assert answer.status_code == 422
        assert "Skriv ett tal, till exempel 8 eller 8,1." in answer.content.decode()

    def test_an_elected_body_needs_its_paragraph_and_is_named_by_its_kind(self, world, chain, client):
        national = national_indicator(world, chain.kim)
        decision = {"decided_by": world.top.pk, "decided_on": "2023-11-01"}
        answer = self.post(client, national, chain.kim, **decision, **{"T-2024": "85"})
        assert answer.status_code == 422
        assert "skriv paragrafen i protokollet" in answer.content.decode()
        assert not Target.objects.exists()
        assert f"Kommunfullmäktige, {world.top.name}" in answer.content.decode()
        assert (
            self.post(client, national, chain.kim, **decision, **{"T-2024": "85", "paragraph": "§ 7"}).status_code
            == 302
        )
        text = client.get(reverse("indicator-detail", args=[national.pk])).content.decode()
        assert f"Kommunfullmäktige, {world.top.name}, 1\u00a0november\u00a02023 § 7" in text

    def test_pupils_are_girls_and_boys(self, world, chain, client):
        client.force_login(chain.kim)
        national = national_indicator(world, chain.kim)
        text = client.get(reverse("target-grid", args=[national.pk])).content.decode()
        assert "Flickor" in text
        assert "Kvinnor" not in text

    def test_a_target_with_more_decimals_than_shown_is_not_changed_by_saving(self, world, own, client):
        decision = {"decided_by": world.units[0].pk, "decided_on": "2023-11-01"}
        self.post(client, own, world.alva, **decision, **{"T-2024": "85,25"})
        text = client.get(reverse("target-grid", args=[own.pk])).content.decode()
        assert 'value="85,25"' in text

    def test_refuses_readers(self, world, own, client):
        assert self.post(client, own, world.bo).status_code == 403


class TestValueGrid:
    def test_one_indicator_over_units_and_groups(self, world, own, seen_by):
        status, text = seen_by(world.hanna, f"{GRID}?indicator={own.pk}")
        assert status == 200
        assert name(own, world.units[0], "2022", "K") in text
        assert name(own, world.units[0], "2023") in text

    def test_saves_what_was_changed(self, world, own, client):
        client.force_login(world.alva)
        address = f"{GRID}?unit={world.units[0].pk}"
        answer = client.post(address, {"seen": 0, "status": "final", name(own, world.units[0], "2022"): "80,6 %"})
        assert answer.status_code == 302
        value = Value.objects.get()
        assert (value.value, value.period, value.status) == (Decimal("80.6"), "2022", "final")
        again = client.post(address, {"seen": value.pk, "status": "final", name(own, world.units[0], "2022"): "80,6"})
        assert again.status_code == 302
        assert Value.objects.count() == 1

    def test_a_fault_is_said_at_its_cell_and_nothing_is_saved(self, world, own, client):
        client.force_login(world.alva)
        asked = {
            "seen": 0,
            "status": "final",
            name(own, world.units[0], "2022"): "80,6",
            name(own, world.units[0], "2021"): "mycket",
        }
        answer = client.post(f"{GRID}?unit={world.units[0].pk}", asked)
        text = answer.content.decode()
        assert answer.status_code == 422
        assert not Value.objects.exists()
        assert f'id="{name(own, world.units[0], "2021")}-fault"' in text
        assert f'id="{name(own, world.units[0], "2022")}-fault"' not in text
        assert 'value="mycket"' in text
        assert 'value="80,6"' in text

    def test_a_pasted_block_lies_in_the_grid_before_it_is_saved(self, world, own, client):
        client.force_login(world.alva)
        block = "\t2021\t2022\nElever som läser säkert\t78,5\t80,6\nOkänd rad\t1\t2"
        answer = client.post(
            f"{GRID}?unit={world.units[0].pk}", {"seen": 0, "status": "final", "block": block, "do": "paste"}
        )
        text = answer.content.decode()
        assert answer.status_code == 200
        assert 'value="78,5"' in text
        assert 'value="80,6"' in text
        assert "Ingen rad stämmer: Okänd rad" in text
        assert not Value.objects.exists()

    def test_a_block_without_names_goes_in_by_place(self, world, own, client):
        client.force_login(world.alva)
        block = "1\t2\t3\t4\t5\t6\n7\t8"
        text = client.post(
            f"{GRID}?unit={world.units[0].pk}", {"seen": 0, "status": "final", "block": block, "do": "paste"}
        ).content.decode()
        for value in range(1, 9):
            assert f'value="{value}"' in text

    def test_the_menu_marks_what_the_trail_says(self, world, own, client):
        client.force_login(world.alva)
        text = client.get(f"{GRID}?unit={world.units[0].pk}").text
        assert re.search(rf'href="{reverse("goal-list")}"[^>]*aria-current', text)

    def test_what_one_changed_oneself_in_another_window_is_said_so(self, world, own, client):
        client.force_login(world.alva)
        seen = enter_values(own, world.units[0], [Cell("2022", "80")], by=world.alva)[0].pk
        enter_values(own, world.units[0], [Cell("2022", "81")], by=world.alva)
        asked = {"seen": seen, "status": "final", name(own, world.units[0], "2022"): "82"}
        answer = client.post(f"{GRID}?unit={world.units[0].pk}", asked)
        assert "Värdet ändrades i ett annat fönster." in answer.text

    def test_what_somebody_else_changed_meanwhile_is_a_fault(self, world, own, client):
        client.force_login(world.alva)
        seen = enter_values(own, world.units[0], [Cell("2022", "80")], by=world.alva)[0].pk
        enter_values(own, world.units[0], [Cell("2022", "81")], by=world.hanna)
        asked = {"seen": seen, "status": "final", name(own, world.units[0], "2022"): "82"}
        answer = client.post(f"{GRID}?unit={world.units[0].pk}", asked)
        assert answer.status_code == 422
        assert "Någon annan har ändrat värdet" in answer.content.decode()
        unchanged = asked | {name(own, world.units[0], "2022"): "80"}
        assert client.post(f"{GRID}?unit={world.units[0].pk}", unchanged).status_code == 302
        assert Value.objects.count() == 2

    def test_missing_is_shown_as_it_was_typed(self, world, own, seen_by):
        enter_values(own, world.units[0], [Cell("2022", "– testet ställdes in")], by=world.alva)
        assert 'value="– testet ställdes in"' in seen_by(world.alva, f"{GRID}?unit={world.units[0].pk}")[1]

    def test_national_values_are_locked_with_their_reason(self, world, chain, seen_by):
        national = national_indicator(world, chain.kim)
        text = seen_by(chain.kim, f"{GRID}?indicator={national.pk}")[1]
        assert "kommer från nationell statistik och är låsta" in text
        assert "80,6304" in text
        assert f'name="v-{national.pk}' not in text

    def test_refuses_readers_and_units_out_of_reach(self, world, own, seen_by):
        assert seen_by(world.dan, GRID)[0] == 403
        assert seen_by(world.alva, f"{GRID}?unit={world.units[2].pk}")[0] == 404
        assert seen_by(world.cia, f"{GRID}?indicator={own.pk}")[0] == 200

    def test_asks_no_more_with_ten_times_the_indicators(self, world, own, client):
        address = f"{GRID}?unit={world.units[0].pk}"
        few = queries_of(client, world.alva, address)
        for number in range(20):
            own_indicator(world, title=f"Mått {number}")
        assert queries_of(client, world.alva, address) == few <= MOST_QUERIES


class TestEvidence:
    def test_shows_the_number_as_it_was_and_as_it_is(self, world, own, seen_by):
        enter_values(own, world.units[0], [Cell("2022", "80")], by=world.alva)
        evidence = take_evidence(own, place=world.units[0], period="2022", by=world.alva)
        address = reverse("evidence-detail", args=[evidence.pk])
        assert "värdet är detsamma" in seen_by(world.bo, address)[1]
        enter_values(own, world.units[0], [Cell("2022", "81")], by=world.alva)
        text = seen_by(world.bo, address)[1]
        assert "värdet har ändrats sedan dess" in text
        assert "80,0\u00a0%" in text
        assert "81,0\u00a0%" in text
        assert seen_by(world.stranger, address)[0] == 404
