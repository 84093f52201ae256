"""What each kind of part says on the wheel and in the list beside it."""

from __future__ import annotations

from datetime import date

import pytest

from styrhjul.base.common import clock
from styrhjul.wheel.followup.actions import rate
from styrhjul.wheel.improvement.actions import check_assurance
from tests.planning import monthly_indicator


def seen(client, query=""):
    """Return the rows of the wheel's list by key, the drawing's parts by key, and the page."""
    response = client.get("/" + query)
    assert response.status_code == 200
    wheel = response.context["wheel"]
    return (
        {row.key: row for row in wheel.rows},
        {one.key: one for one in wheel.drawing.parts},
        response.content.decode(),
    )


def test_the_ring_counts_what_goes_on_and_what_is_late(alva, begin):
    begin()
    begin(1, "delayed")
    rows, parts, text = seen(alva)
    assert rows["work_ring"].says.count == "2 aktiviteter pågår"
    assert (parts["work_ring"].late, parts["work_ring"].late_note) == (1, "1 sen")
    assert "Genomföra, 2 aktiviteter pågår, 1 sen" in text


def test_the_ring_of_a_year_that_is_over_says_what_went_on(alva, begin):
    begin()
    with clock.standing_at(date(2024, 3, 1)):
        assert seen(alva, "?ar=2023")[0]["work_ring"].says.count == "2 aktiviteter"


def test_the_plate_shows_the_goals_by_rating(planned, alva):
    assert seen(alva)[0]["goals_plate"].says.count == "1 mål"
    assert "1 utan bedömning" in " ".join(seen(alva)[2].split())
    said = {"occasion": "interim_2", "year": 2023, "goal": planned.goal, "reason": "Fler läser."}
    rate(planned.school, level="own", colour="yellow", **said, by=planned.manager)
    rows, parts, text = seen(alva)
    assert {one.word: one.count for one in rows["goals_plate"].says.sums if one.count} == {"Gul": 1}
    assert dict(parts["goals_plate"].marks)["triangle"] == 1
    assert 'aria-label="Gul"' in text or "<title>Gul</title>" in text


def test_the_plate_says_when_goals_are_rated_next(alva):
    assert seen(alva)[0]["goals_plate"].says.when == "Bedöms senast 15\u00a0feb 2024"


def test_the_wedge_grows_and_slips(alva, close):
    assert seen(alva)[1]["wedge"].done == 0
    assurance = close()
    rows, parts, text = seen(alva)
    assert (parts["wedge"].done, parts["wedge"].late, rows["wedge"].says.when) == (
        1,
        0,
        "Nästa kontroll 1\u00a0feb 2024",
    )
    assert "Kilen växer" in text
    with clock.standing_at(date(2024, 2, 20)):
        rows, parts, text = seen(alva)
        assert (parts["wedge"].late, parts["wedge"].late_note) == (1, "1 effektkontroll sen")
        assert "Glappet vid kilen" in text
        assert 'stroke-dasharray="3 3"' in text
        check_assurance(assurance, holds=True, note="Alla följer rutinen.", by=assurance.responsible)
        assert seen(alva)[1]["wedge"].late == 0


def test_late_to_dos_of_the_wedge_do_not_let_it_slip(alva, planned):
    rows, parts, _text = seen(alva)
    assert rows["wedge"].says.late == parts["wedge"].late == 0


def test_the_arrows_count_the_years_gains_and_the_leaps(alva, close):
    close()
    close(1, leap=True)
    rows, parts, _text = seen(alva)
    assert (rows["steady"].says.count, parts["steady"].note) == ("2 förbättringar i år", "2 i år")
    assert rows["leap"].says.count == parts["leap"].note == "1 språng"
    assert rows["leap"].says.when == "Senaste språnget 20\u00a0november\u00a02023"
    with clock.standing_at(date(2024, 3, 1)):
        assert seen(alva, "?ar=2023")[0]["steady"].says.count == "2 förbättringar 2023"


def test_no_part_is_silent_about_when(alva, close):
    rows, _parts, _text = seen(alva)
    assert (rows["wedge"].says.when, rows["leap"].says.when) == ("När något säkras", "När som helst")
    assurance = close()
    check_assurance(assurance, holds=True, note="Alla följer rutinen.", by=assurance.responsible)
    assert seen(alva)[0]["wedge"].says.when == "Ingen kontroll framåt"


def test_a_leap_that_did_not_last_is_none(alva, close):
    assurance = close(leap=True)
    check_assurance(assurance, holds=False, note="Nivån föll tillbaka.", by=assurance.responsible)
    assert seen(alva)[0]["leap"].says.count == "0 språng"


@pytest.mark.parametrize("view", ["jag", "enhet", "forvaltning", "kommun"])
def test_every_view_counts_what_lies_in_it(alva, close, begin, view):
    close(leap=True)
    begin(1)
    rows, _parts, _text = seen(alva, f"?vy={view}")
    own = view == "jag"  # Alva answers for the gain and leads the first activity only
    assert rows["wedge"].says.count == "1 säkrad förbättring"
    assert rows["work_ring"].says.count == f"{0 if own else 1} aktivitet{'er' if own else ''} pågår"
    assert rows["goals_plate"].says.count == ("2 mål" if view in {"forvaltning", "kommun"} else "1 mål")


def test_the_latest_secured_show_the_level_before_and_after(alva, close, planned):
    kept = {str(planned.indicator.pk): {"before": "8.0000", "after": "10.0000"}}
    close(before=kept)
    assert "8,0 → 10,0\u00a0%" in seen(alva)[2]


def test_a_level_of_a_hidden_indicator_is_not_shown(alva, close):
    close(before={"999999": {"before": "8.0000", "after": "10.0000"}})
    assert "→" not in seen(alva)[2]


def test_the_drawing_alone_tells_all_parts(alva, close):
    close()
    told = alva.get("/").context["wheel"].drawing.description
    for words in ("Vision och mål, 1 mål", "Kvalitetssäkra, 1 säkrad förbättring", "Innovation, 0 språng"):
        assert words in told


def test_a_level_is_that_of_the_indicator_which_the_activity_says_it_is_measured_by(alva, close, planned):
    reading = monthly_indicator("Läsförståelse", planned.school, planned.manager, planned.goal)
    kept = {
        str(planned.indicator.pk): {"before": "8.0000", "after": "10.0000"},
        str(reading.pk): {"before": "61.0000", "after": "69.0000"},
    }
    close(before=kept)
    text = seen(alva)[2]
    assert "61,0 → 69,0\u00a0%" in text
    assert '<span class="note">Läsförståelse</span>' in text
    assert "8,0 → 10,0" not in text
    assert "Almskolan · Rutin 2.7" in text
