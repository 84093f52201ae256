"""From frozen content to blocks: what is said, in which order, and what is missing."""

from __future__ import annotations

import copy
from itertools import pairwise
from pathlib import Path

import pytest

from styrhjul.reports.blocks import Block, Cell, Chart, Facts, Heading, Paragraph, Ratings, Table, Verdict
from styrhjul.reports.document import build
from styrhjul.reports.words import day, first_sentence, number, paragraphs, short_day
from styrhjul.wheel.followup import content as frozen
from tests.reports import sample

SNAPSHOT = Path(__file__).parent / "document.txt"


def written(block: Block) -> list[str]:
    """Write a block in lines, as short as can be without leaving anything out that is said."""
    match block:
        case Heading():
            return ["", "#" * block.level + " " + block.text]
        case Paragraph():
            return [f"[{block.look}] " + f"*{block.lead}* ".replace("** ", "") + block.text]
        case Verdict():
            sign = block.mark.sign if block.mark else "no mark"
            return [f"[verdict] {sign} {block.word} | *{block.lead}* {block.text}"]
        case Facts():
            return [f"[fact] {row.name}: {row.value}" for row in block.rows]
        case Table():
            return _table(block)
        case Chart():
            return [f"[chart] {block.label}. {block.caption} | {block.alt} | {block.note} {block.numbers}"]
        case Ratings():
            cards = [
                f"[rating] {one.level}: {one.mark.word} {one.departs} | {one.reason} | {one.signed}"
                for one in block.cards
            ]
            return cards + ([f"[proposed] {block.proposed.name}: {block.proposed.value}"] if block.proposed else [])


def _table(table: Table) -> list[str]:
    lines = [f"[table] {table.label}. {table.caption}", " | ".join(column.title for column in table.columns)]
    for group, rows in table.groups:
        lines += [f"== {group}"] * bool(group)
        lines += [" | ".join(_cell(cell) for cell in row.cells) for row in rows]
    return lines + [f"({table.note})"] * bool(table.note)


def _cell(cell: Cell) -> str:
    return " ".join(filter(None, (cell.text, *(f"{m.level}{'=' * bool(m.level)}{m.word}" for m in cell.marks))))


def lines_of(content: frozen.Report) -> list[str]:
    return [line.replace("\u00a0", " ").rstrip() for block in build(content).blocks for line in written(block)]


def test_says_what_it_said_before():
    content = sample.report()
    digest = frozen.digest(content)
    lines = [line.replace(digest, "<digest>") for line in lines_of(content)]
    assert lines == SNAPSHOT.read_text("utf-8").splitlines()


def test_tables_and_charts_are_numbered_in_order():
    document = build(sample.report(goals=3, indicators=2))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert [table.label for table in tables] == [f"Tabell {at}" for at in range(1, len(tables) + 1)]
    assert [chart.label for chart in document.charts] == [f"Diagram {at}" for at in range(1, 7)]


def test_every_chart_points_at_the_table_of_its_numbers():
    document = build(sample.report())
    tables = {block.label.lower(): block for block in document.blocks if isinstance(block, Table)}
    for chart in document.charts:
        table = tables[chart.numbers.removeprefix("Siffrorna finns i ").rstrip(".")]
        assert table == chart.table
        assert [cell.text for cell in table.rows[-1].cells] == ["2022", "80,6", "83,9"]


def test_two_charts_that_look_the_same_keep_their_own_numbers():
    document = build(sample.report(goals=1, indicators=3))
    assert [chart.table.number for chart in document.charts] == sorted({c.table.number for c in document.charts})


def test_headings_have_anchors_of_their_own_and_never_skip_a_level():
    headings = [block for block in build(sample.report()).blocks if isinstance(block, Heading)]
    assert len({heading.anchor for heading in headings}) == len(headings)
    assert all(b.level <= a.level + 1 for a, b in pairwise(headings))


def test_every_row_is_as_wide_as_its_header():
    for block in build(sample.report(goals=3, indicators=2)).blocks:
        if isinstance(block, Table):
            assert {len(row.cells) for row in block.rows} == {len(block.columns)}


def test_every_level_keeps_its_rating_and_reason():
    ratings = [block for block in build(sample.report(goals=1)).blocks if isinstance(block, Ratings)]
    assert [card.mark.word for card in ratings[0].cards] == ["Gul", "Gul", "Röd"]
    assert [card.departs for card in ratings[0].cards] == ["", "", "avviker"]
    assert all(card.reason and card.signed for card in ratings[0].cards)


def test_the_proposed_colour_is_never_a_mark():
    content = sample.report(goals=1)
    content["goals"][0]["ratings"] = []
    content["goals"][0]["proposed"] = {"word": "Grön", "reason": "Alla når sina målvärden."}
    blocks = build(content).blocks
    rated = next(block for block in blocks if isinstance(block, Ratings))
    assert rated.cards == ()
    assert rated.proposed is not None
    assert next(block for block in blocks[3:] if isinstance(block, Verdict)).mark is None


def test_a_missing_value_is_a_dash_with_its_reason_and_never_zero():
    lines = lines_of(sample.report())
    assert "2015 | – | – | – | saknas, färre än fem elever" in lines
    assert "2016 | 85,9 | – | – | flickor saknas, färre än fem elever; pojkar saknas, färre än fem elever" in lines


def test_a_preliminary_value_says_so():
    content = sample.report(goals=1, indicators=1)
    content["goals"][0]["indicators"][0]["rows"][-1].update(status="preliminary", note="fastställs i juni")
    assert "2022 | 80,6 | 80,8 | 80,4 | preliminärt, fastställs i juni" in lines_of(content)


def test_a_cell_where_the_levels_agree_has_one_mark_and_where_they_differ_all():
    table = next(b for b in build(sample.report()).blocks if isinstance(b, Table) and "fokusområde" in b.caption)
    assert {len(cell.marks) for row in table.rows for cell in row.cells[1:]} == {0, 1, 3}


def test_a_draft_says_so_even_when_a_decision_is_known():
    content = sample.report()
    content["status"] = "draft"
    document = build(content)
    assert document.is_draft
    assert document.adopted == ("Utkast, inte beslutat. Så som det såg ut 1\u00a0februari\u00a02023.",)


def test_without_a_decision_nothing_is_adopted_whatever_the_status_says():
    content = sample.report()
    content["decision"] = None
    assert build(content).is_draft


def test_the_fixed_words_follow_the_language_asked_for():
    document = build(sample.report(), "en")
    assert document.words["contents"] == "Contents"
    assert document.charts[0].label == "Chart 1"


def test_building_leaves_the_content_as_it_was():
    content = sample.report()
    before = copy.deepcopy(content)
    build(content)
    assert content == before


def test_the_digest_changes_with_the_content_and_not_with_the_order_of_keys():
    content = sample.report()
    turned = dict(reversed(content.items()))
    assert frozen.digest(turned) == frozen.digest(content)  # type: ignore[arg-type]
    content["goals"][0]["title"] += "."
    assert frozen.digest(turned) != frozen.digest(sample.report(title="Annan"))


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(12450.5, 1, "12\u00a0450,5"), (-3.25, 1, "−3,3"), (None, 1, "–"), (0, 0, "0"), (-0.04, 1, "0,0"), (0.5, 0, "1")],
)
def test_numbers_are_written_the_swedish_way(value, decimals, text):
    assert number(value, decimals, "sv") == text


def test_dates_are_written_in_the_language_of_the_report():
    assert day("2026-03-13", "sv") == "13\u00a0mars\u00a02026"
    assert day("2026-03-13T10:00:00", "en") == "13\u00a0March\u00a02026"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Målet nås inte. Skillnaden växer.", "Målet nås inte."),
        ("Ca 3,5 procent, dvs. fler än förr", "Ca 3,5 procent, dvs. fler än förr"),
        ("Varför? Vi vet inte.", "Varför?"),
        ("", ""),
    ],
)
def test_the_first_sentence_ends_before_a_capital(text, first):
    assert first_sentence(text) == first


def test_blank_lines_divide_paragraphs_and_single_breaks_are_kept():
    assert paragraphs("- Ett\r\n-  två \r\n\r\n\r\n  tre ") == ["- Ett\n- två", "tre"]


def test_ratings_below_stand_with_level_occasion_and_reason():
    content = sample.report(goals=1)
    given = [sample.rating("triangle"), {**sample.rating("square", 2), "occasion": "delårsrapport 2 2022"}]
    goal = content["goals"][0]
    goal["below"] = [{"unit": "Björkskolan", "title": "Alla läser", "ratings": given}]
    goal["indicators"][0]["places"][0]["ratings"] = given
    content["units"][0]["ratings"] = given
    lines = lines_of(content)
    assert "== Björkskolan: Alla läser" in lines
    assert any(
        line.startswith("Kommunens bedömning, delårsrapport 2 2022 | Röd | Målet nås inte ännu.") for line in lines
    )
    marks = "Driftnämndens bedömning=Gul Kommunens bedömning, delårsrapport 2 2022=Röd"
    assert sum(marks in line for line in lines) == len(("the place", "the unit"))


def test_one_goal_is_counted_in_words():
    assert "[body] Rapporten omfattar ett mål. Bedömningen är Röd." in lines_of(sample.report(goals=1))


def test_dates_in_tables_are_short():
    assert [short_day(f"2022-{month:02}-20", "sv") for month in (5, 6, 12)] == [
        "20\u00a0maj\u00a02022", "20\u00a0jun\u00a02022", "20\u00a0dec\u00a02022",
    ]  # fmt: skip


def test_when_a_source_was_fetched_is_a_column_only_if_it_is_known():
    content = sample.report()
    assert "Hämtad" in " ".join(lines_of(content))
    for source in content["sources"]:
        source["fetched"] = None
    assert "Hämtad" not in " ".join(lines_of(content))


def test_a_year_that_nobody_has_rated_as_a_whole_says_so_beside_the_rated_goals():
    content = sample.report()
    content["matrix"]["overall"] = []
    first = lines_of(content)[:6]
    assert "[absent] Året som helhet är inte bedömt." in first
    assert not any("Inte bedömt" in line for line in first)
    content["matrix"] = None
    assert not any("som helhet" in line for line in lines_of(content)[:6])


def test_the_account_and_the_rest_are_parted_into_chapters():
    document = build(sample.report())
    assert [one.heading.text for one in document.chapters if one.heading.account] == ["Redovisning"]
    told = [one.heading for one in document.chapters]
    told += [block for one in document.chapters for block in one.blocks]
    told += [one.verdict for one in document.chapters if one.verdict]
    assert len(told) == len(document.blocks)
