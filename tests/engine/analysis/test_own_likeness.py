import json

import numpy as np
import pytest

from styrhjul.engine.analysis.evidence import ladder_evidence
from styrhjul.engine.analysis.neighbours import neighbours
from styrhjul.engine.analysis.own_likeness import CONDITIONS
from styrhjul.engine.store import Store, ensure_bundled
from styrhjul.engine.store.curated import bundled_curated


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return ensure_bundled(tmp_path_factory.mktemp("likeness"))


def like(store: Store, indicator: str, area: str = "1880", **more) -> dict:
    others = ladder_evidence(store, indicator, area, **more).others
    assert others is not None
    return json.loads(json.dumps(others.as_dict()))["chart"].get("like", {})


def latest(store: Store, indicator: str) -> np.ndarray:
    panel = store.panel(indicator)
    return panel.values[:, list(panel.periods).index(2022)]


def test_the_list_is_that_of_the_conditions_with_each_theme_counted_once(store: Store) -> None:
    """The same computed by hand: two ages share one weight, and sizes are compared by their logarithm."""
    people = latest(store, "N01951")
    values = np.column_stack([
        people,
        latest(store, "N01953") / people,
        latest(store, "N01957") / people,
        latest(store, "N00905"),
        latest(store, "N15901"),
        latest(store, "N07909"),
    ])  # fmt: skip
    areas = store.panel("N01951").areas
    wanted = neighbours(
        values,
        areas.index("1880"),
        codes=areas,
        weights=[2, 1, 1, 2, 2, 2],
        logarithm=[True, False, False, False, False, True],
    )
    found = like(store, "N15428")
    assert found["areas"] == [areas[row] for row in wanted.rows]
    assert [row[3] for row in found["rows"]] == [f"{distance:.2f}".replace(".", ",") for distance in wanted.distances]
    assert "1880" not in found["areas"]


def test_it_says_what_it_rests_on_and_is_never_called_by_the_name_of_a_national_list(store: Store) -> None:
    found = like(store, "N15428")
    assert found["name"] == "Egen likhet: folkmängd, ålder, inkomst, nyinvandrade elever och huspriser"
    assert "mest lika kommunerna med värde har" in found["sentence"]
    assert "RKA" not in json.dumps(found)
    assert "Kolada" not in json.dumps(found)
    others = ladder_evidence(store, "N15428", "1880").others
    assert others is not None
    assert others.source == "Egen bearbetning av öppen statistik"
    assert [row[0] for row in others.rows] != [row[0] for row in found["rows"]]


def test_each_themes_share_of_the_difference_is_told(store: Store) -> None:
    found = like(store, "N03920", "0180", language="en")
    assert found["share_head"] == [
        "Municipality",
        "Population",
        "Age",
        "Income",
        "Newly arrived pupils",
        "House prices",
    ]
    for row in found["share_rows"]:
        assert sum(int(share.rstrip("%").strip()) for share in row[1:]) == pytest.approx(100, abs=3)


@pytest.mark.parametrize(("indicator", "gone"), [("N00905", "inkomst"), ("N07909", "huspriser"), ("N15901", "elever")])
def test_what_is_asked_about_is_no_condition(store: Store, indicator: str, gone: str) -> None:
    assert gone not in like(store, indicator)["name"]


def test_a_result_without_a_good_direction_has_no_better(store: Store) -> None:
    assert "ett högre värde" in like(store, "N30101")["sentence"]


def test_no_condition_is_from_after_the_year(store: Store) -> None:
    assert like(store, "N15428", until=2010)["name"] == "Egen likhet: folkmängd, ålder, inkomst och huspriser"


def test_the_country_has_no_likes_and_too_few_conditions_give_no_list(store: Store, tmp_path) -> None:
    assert like(store, "N15428", "0000") == {}
    assert like(store, "N05401", until=1996) == {}


def test_every_bundled_condition_is_a_condition(store: Store) -> None:
    curated = bundled_curated()
    for one in CONDITIONS:
        for indicator in filter(None, (one.indicator, one.by)):
            assert store.indicator(indicator)
            assert indicator not in curated or curated[indicator].kind == "context"
