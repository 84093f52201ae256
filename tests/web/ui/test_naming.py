"""What is written instead of chosen in a list."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from styrhjul.web.ui.naming import NameField, folded, meant, named, nearest

PEOPLE = named(
    (key, name, email, name)
    for key, name, email in [
        (1, "Karin Ekström", "karin@exempelby.se"),
        (2, "Anna Ek", "anna.ek@exempelby.se"),
        (3, "Anna Berg", "anna.berg@exempelby.se"),
        (4, "Kim Lind", "kim@exempelby.se"),
        (5, "Kim Lind", "kim.lind@exempelby.se"),
        (6, "Ann", "ann@exempelby.se"),
    ]
)


def keys(found):
    return [one.key for one in found]


def test_namesakes_are_told_apart_and_only_they():
    assert [one.label for one in PEOPLE][2:5] == [
        "Anna Berg",
        "Kim Lind (kim@exempelby.se)",
        "Kim Lind (kim.lind@exempelby.se)",
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Karin Ekström", ["1"]),
        ("  karin   EKSTRÖM ", ["1"]),
        ("kar", ["1"]),
        ("anna", ["2", "3"]),
        ("ann", ["6"]),
        ("Kim Lind", ["4", "5"]),
        ("kim.lind@exempelby.se", ["5"]),
        ("Kim Lind (kim@exempelby.se)", ["4"]),
        ("Ekström", []),
    ],
)
def test_a_whole_name_or_a_beginning_that_only_one_has_is_enough(typed, found):
    assert keys(meant(typed, PEOPLE)) == found


@pytest.mark.parametrize(
    ("typed", "first"), [("Ekström", "1"), ("ekstrom", "1"), ("Karin Ekstrøm", "1"), ("berg", "3"), ("Lnid", "4")]
)
def test_what_is_nearest_is_found_by_any_word_of_the_name(typed, first):
    assert keys(nearest(typed, PEOPLE))[0] == first


def test_nothing_is_like_what_is_like_nothing():
    assert nearest("xyzzy", PEOPLE) == []


def test_case_and_spaces_do_not_matter():
    assert folded("  Karin\t EKSTRÖM ") == "karin ekström"


def test_a_key_stands_for_what_it_is_the_key_of():
    field = NameField(PEOPLE)
    assert field.clean("4") == "Kim Lind"
    assert field.prepare_value("4") == "Kim Lind (kim@exempelby.se)"
    assert field.prepare_value("anna") == "anna"
    assert field.prepare_value(None) is None


@pytest.mark.parametrize(
    ("typed", "says", "near"),
    [
        ("anna", "Flera stämmer med ”anna”.", ["2", "3"]),
        ("Ekstrom", "Inget stämmer med ”Ekstrom”. Välj bland det som är mest likt", ["1"]),
        ("xyzzy", "Inget stämmer med ”xyzzy”. Välj bland förslagen", []),
        (" ", "Fältet", []),
    ],
)
def test_a_miss_is_said_with_what_to_choose_among(typed, says, near):
    field = NameField(PEOPLE, error_messages={"required": "Fältet är tomt."})
    with override("sv"), pytest.raises(ValidationError) as miss:
        field.clean(typed)
    assert says in miss.value.messages[0]
    assert keys(field.near)[: len(near)] == near
    assert bool(field.near) is bool(near)
