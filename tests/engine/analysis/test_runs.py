import pytest

from styrhjul.engine.analysis.runs import run_chart, run_limits
from tests.engine.analysis.conftest import vector

LIMITS = vector("anhoej_limits")
CASES = {case["id"]: case for case in vector("spc_xmr")["cases"]}


def test_limits_agree_for_10_to_200_points() -> None:
    found = [run_limits(n) for n in LIMITS["n"]]
    assert found == list(zip(LIMITS["longest_run_max"], LIMITS["n_crossings_min"], strict=True))


@pytest.mark.parametrize("name", CASES)
def test_runs_and_crossings_agree_with_another_program(name) -> None:
    expected = CASES[name]["expected"]["qic_run_median"]
    chart = run_chart(CASES[name]["y"])
    assert chart.median == pytest.approx(expected["cl"], rel=1e-12)
    assert chart.useful == expected["n_useful"]
    if chart.useful < 10:
        assert (chart.signal, chart.longest_run_limit) == (False, None)
        return
    assert chart.signal == expected["runs_signal"]
    assert (chart.longest_run, chart.crossings) == (expected["longest_run"], expected["n_crossings"])
    assert (chart.longest_run_limit, chart.crossings_limit) == (
        expected["longest_run_max"],
        expected["n_crossings_min"],
    )


def test_an_empty_series_has_no_signal() -> None:
    assert run_chart([]).signal is False
