import pytest

from styrhjul.engine.analysis.periods import read_periods


@pytest.mark.parametrize(
    ("labels", "kind", "at_sv", "at_en", "than_sv"),
    [
        ([2022, 2023], "year", "år 2023", "in 2023", "2023"),
        (["2022-12", "2023-01"], "month", "i januari 2023", "in January 2023", "i januari 2023"),
        (["2022-K4", "2023-K1"], "quarter", "kvartal 1 2023", "in quarter 1 of 2023", "kvartal 1 2023"),
        (["2022-T3", "2023-T1"], "tertial", "tertial 1 2023", "in tertial 1 of 2023", "tertial 1 2023"),
        (["2022-HT", "2023-VT"], "term", "vårterminen 2023", "in the spring term of 2023", "vårterminen 2023"),
    ],
)
def test_periods_follow_each_other_over_the_turn_of_the_year(labels, kind, at_sv, at_en, than_sv) -> None:
    line, calendar = read_periods(labels)
    assert calendar.kind == kind
    assert line[1] - line[0] == 1
    last = int(line[1])
    assert [calendar.label(int(number)) for number in line] == [str(label) for label in labels]
    assert (calendar.at(last, "sv"), calendar.at(last, "en"), calendar.than(last, "sv")) == (at_sv, at_en, than_sv)
    assert calendar.year(last) == 2023


def test_other_labels_are_counted_in_the_order_given() -> None:
    line, calendar = read_periods(["före", "efter"])
    assert line.tolist() == [0, 1]
    assert (calendar.at(1, "sv"), calendar.at(1, "en"), calendar.year(1), calendar.left(1, 2025)) == (
        "efter",
        "in efter",
        None,
        0,
    )


@pytest.mark.parametrize(("label", "left"), [("2023", 2), ("2023-11", 25), ("2026", 0), ("2025-12", 0)])
def test_periods_left_run_to_the_end_of_the_target_year(label, left) -> None:
    line, calendar = read_periods([label])
    assert calendar.left(int(line[0]), 2025) == left
    assert calendar.left(int(line[0]), None) == 0
