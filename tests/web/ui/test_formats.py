from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from styrhjul.web.ui import formats


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (12450.5, 1, "12\u00a0450,5"),
        (Decimal("-0.25"), 1, "\u22120,3"),
        (0.125, 2, "0,13"),
        (-0.04, 1, "0,0"),
        (1234567, 0, "1\u00a0234\u00a0567"),
        (None, 1, "–"),
        (float("nan"), 1, "–"),
    ],
)
def test_a_number_is_written_as_a_swede_writes_it(value, decimals, written):
    assert formats.number(value, decimals) == written


def test_a_missing_number_never_becomes_zero():
    assert formats.amount(None, 1, "%") == "–"
    assert formats.amount(0, 1, "%") == "0,0\u00a0%"


def test_a_change_says_which_way_it_goes():
    assert [formats.number(value, 1, sign=True) for value in (0.4, -0.4, 0)] == ["+0,4", "\u22120,4", "0,0"]


def test_english_readers_get_english_signs():
    with override("en"):
        assert formats.number(Decimal("-12450.5"), 1) == "\u221212,450.5"
        assert formats.date_long(date(2026, 3, 13)) == "13\u00a0March\u00a02026"


def test_days_have_one_form_in_text_and_one_in_tables():
    day = date(2026, 3, 13)
    assert formats.date_long(day) == "13\u00a0mars\u00a02026"
    assert formats.date_short(day) == "13\u00a0mars\u00a02026"
    assert formats.date_day(day) == "13\u00a0mars"
    assert formats.date_brief(date(2023, 11, 20)) == "20\u00a0nov"
    assert formats.weekday(day) == "fredag\u00a013\u00a0mars"
    assert formats.date_long(None) == formats.date_short(None) == formats.weekday(None) == "–"


def test_a_span_names_the_year_once_and_says_when_no_end_is_known():
    first = date(2024, 1, 8)
    assert formats.date_span(first, date(2024, 12, 20)) == "8\u00a0jan – 20\u00a0dec\u00a02024"
    assert formats.date_span(first, date(2025, 6, 1)) == "8\u00a0jan\u00a02024 – 1\u00a0juni\u00a02025"
    assert formats.date_span(first, None) == "från 8\u00a0jan\u00a02024"
    assert formats.date_until(None) == "tills vidare"
    assert formats.date_until(first) == "8\u00a0jan\u00a02024"


@pytest.mark.parametrize(("size", "said"), [(10, "1\u00a0kB"), (245_300, "245\u00a0kB"), (1_240_000, "1,2\u00a0MB")])
def test_a_file_says_how_large_it_is(size, said):
    assert formats.file_size(size) == said


def test_a_period_is_said_as_people_say_it():
    assert formats.period("2023") == "2023"
    assert formats.period("2023-10") == "oktober\u00a02023"


def test_a_moment_is_told_in_the_local_time():
    assert formats.clock_time(datetime(2023, 11, 20, 13, 32, tzinfo=UTC)) == "14.32"
    assert formats.date_short(datetime(2023, 11, 20, 23, 30, tzinfo=UTC)) == "21\u00a0nov\u00a02023"
