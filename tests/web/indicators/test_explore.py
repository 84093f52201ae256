"""Explore: any indicator, anywhere; what is seen stands in the address and can be taken along as a file."""

import io
import re

import openpyxl
import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from styrhjul.reports.picture import SIGNATURE

pytestmark = pytest.mark.django_db
PAGE = reverse("explore")
SHARE = "N15428"
COST = "N11008"


def shown(reads, **asked):
    answer = reads.get(PAGE, {"indicator": SHARE, **asked})
    assert answer.status_code == 200
    return answer


def words(answer):
    return re.sub(r"\s+", " ", strip_tags(answer.text)).replace("\xa0", " ")


def rows_of(answer):
    """Return the cells of the table, row by row."""
    body = answer.text[answer.text.index("<thead>") :]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [[strip_tags(cell).strip().replace("\xa0", " ") for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
            for row in rows]  # fmt: skip


def test_without_an_indicator_one_is_looked_for(reads):
    assert "N15428" in reads.get(PAGE, {"q": "elevernas behörighet"}).text
    assert "Inget stämmer med urvalet" in reads.get(PAGE, {"q": "finnsinte"}).text


def test_the_own_municipality_is_shown_over_time_with_its_place_among_all(reads):
    page = shown(reads)
    assert "Örebro: värdet minskar: 80,6 % år 2022" in words(page)
    assert "Plats 201 av 290 kommuner år 2022, där 1 är bäst." in words(page)
    assert re.search(r"Förändringen sedan 2021, −\d,\d procentenheter, .* Medianen för \d+ kommuner var", words(page))
    assert rows_of(page)[:2] == [["År", "Örebro"], ["2022", "80,6"]]


def test_municipalities_regions_and_groups_stand_beside_each_other(reads):
    page = shown(reads, place=["1880", "0180", "0000", "G33612", "similar"], view="table")
    head, latest, *_rest = rows_of(page)
    assert head[1:4] == ["Örebro", "Stockholm", "Riket"]
    assert head[4] == "Stockholms läns kommuner (median av högst 26)"
    assert head[5].startswith("Liknande kommuner grundskola, Örebro")
    assert latest[:3] == ["2022", "80,6", "89,5"]
    assert latest[4] == "89,1"


def test_what_is_made_of_several_does_not_name_the_national_source(reads):
    assert "Källa: Kolada N15428" in words(shown(reads, view="table"))
    computed = words(shown(reads, view="table", place=["1880", "G33612"]))
    assert "Källa: Kolada N15428" not in computed
    assert "Egen bearbetning av öppen statistik" in computed


def test_all_municipalities_are_listed_best_first_and_those_chosen_on_top(reads):
    rows = rows_of(shown(reads, view="places", place=["1880", "0180"]))
    assert rows[0] == ["Kommun", "Län", "2022", "Plats", "Förändring sedan 2021", "Fjärdedel"]
    assert [row[0] for row in rows[1:4]] == ["Stockholm", "Örebro", "Dals-Ed"]
    assert rows[2][2:] == ["80,6", "201", "−1,2", "mellersta hälften"]
    assert len(rows) == 1 + 2 + 290


def test_without_a_direction_nothing_is_called_best(reads):
    page = shown(reads, indicator=COST, view="places")
    assert "högsta fjärdedelen" in page.text
    assert "bästa" not in words(page)
    assert "nationella tre färgerna" not in words(page)


def test_the_national_colours_are_asked_for_and_said_to_be_relative(reads):
    grey = shown(reads, view="map")
    coloured = shown(reads, view="map", colours="national")
    assert "#9CCBA8" not in grey.text
    assert "#9CCBA8" in coloured.text
    assert "inte om resultatet är bra" in words(coloured)


def test_the_map_shows_a_county_by_itself_and_each_municipality_leads_on(reads):
    def drawn(page):
        return re.search(r"<svg[^>]*chart-map.*?</svg>", page.text, re.DOTALL)[0]

    assert drawn(shown(reads, view="map")).count("<a href=") == 290
    county = drawn(shown(reads, view="map", over="G33612"))
    assert county.count("<a href=") == 26
    assert "place=1880&amp;place=0114" in county


def test_women_and_men_are_shown_beside_each_other_or_one_by_one(reads):
    both = rows_of(shown(reads, people="KM"))
    assert both[:2] == [["År", "Flickor", "Pojkar"], ["2022", "80,8", "80,4"]]
    assert rows_of(shown(reads, people="K", view="table"))[1] == ["2022", "80,8"]


def test_a_place_is_added_by_its_name_and_the_address_says_so(reads):
    answer = reads.get(PAGE, {"indicator": SHARE, "place": "1880", "add": "karlskoga"})
    assert answer.status_code == 302
    assert answer.url == f"{PAGE}?indicator=N15428&place=1880&place=1883&view=time&year=2022"


def test_a_place_that_is_not_known_is_asked_about(reads):
    answer = reads.get(PAGE, {"indicator": SHARE, "place": "1880", "add": "Karlskogga"})
    assert answer.status_code == 422
    assert "Karlskoga</a>" in answer.text


def test_an_old_address_shows_what_there_is_and_tells_what_there_is_not(reads):
    page = words(shown(reads, place=["1880", "9999"], year="1950", view="rymden", people="X"))
    assert "Statistiken har ingen plats ”9999”." in page
    assert "Det finns inga värden för 1950, så 2022 visas." in page
    assert reads.get(PAGE, {"indicator": "N00000"}).status_code == 404


def test_an_indicator_without_values_says_so(reads):
    assert "Inga värden är inlästa" in words(shown(reads, indicator="N00003", view="map"))


def test_more_places_than_can_be_told_apart_are_not_taken(reads):
    places = ["0180", "1280", "1480", "1880", "0380", "0580"]
    answer = reads.get(PAGE, {"indicator": SHARE, "place": places, "add": "Karlskoga"}, follow=True)
    assert "Högst 6 platser kan jämföras på en gång." in words(answer)


def test_what_moves_together_is_sought_among_all_and_leads_on(reads):
    page = shown(reads, view="together")
    assert "inte orsak" in words(page)
    rows = rows_of(page)
    assert len(rows) > 3
    assert re.search(r"\?indicator=N\d+&amp;view=together", page.text)
    assert re.search(r"De 8 starkaste av \d\d\.", words(page))
    lines = file_of(reads, "csv", view="together").content.decode("utf-8-sig").splitlines()
    assert lines[1].split(";")[0] == rows[1][0]


def file_of(reads, ending, **asked):
    return reads.get(reverse("explore-file", args=[ending]), {"indicator": SHARE, **asked})


def test_the_numbers_go_into_a_spreadsheet_with_what_they_are(reads):
    lines = file_of(reads, "csv", view="table", place=["1880", "0180"]).content.decode("utf-8-sig").splitlines()
    assert lines[0] == "År;Örebro;Stockholm"
    assert re.fullmatch(r"2022;80,6\d*;89,4\d*", lines[1])
    assert "Källa: Kolada N15428" in lines
    assert any("place=1880&place=0180" in line for line in lines)


def test_excel_gets_numbers_not_texts(reads):
    answer = file_of(reads, "xlsx", view="places")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    head, first = list(sheet.iter_rows(min_row=1, max_row=2, values_only=True))
    assert head[:4] == ("Kommun", "Län", "2022", "Plats")
    assert first[0] == "Dals-Ed"
    assert first[2] == pytest.approx(98.2, abs=0.05)
    assert sheet["C2"].number_format == "#,##0.0"


def test_the_drawing_goes_along_with_its_heading_and_source(reads):
    drawing = file_of(reads, "svg", view="map").content.decode()
    assert drawing.startswith("<svg")
    assert "Elever i åk 9" in drawing
    assert "Gränser: SCB" in drawing
    assert "href" not in drawing


def test_the_drawing_is_a_picture_too(reads):
    answer = file_of(reads, "png", view="places")
    assert answer.content.startswith(SIGNATURE)
    assert answer["Content-Disposition"].endswith('.png"')


def test_what_a_view_does_not_have_is_not_found(reads):
    assert file_of(reads, "svg", view="table").status_code == 404
    assert file_of(reads, "pdf").status_code == 404
    assert reads.get(reverse("explore-file", args=["csv"])).status_code == 404
