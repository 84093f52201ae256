"""Where two texts of a model differ."""

from styrhjul.web.model.differing import MOST, differing_lines


def test_two_texts_that_say_the_same_differ_nowhere():
    assert differing_lines("a\nb\n", "a\nb\n").places == ()


def test_each_place_has_the_lines_of_both_and_where_they_stand_in_what_was_typed():
    found = differing_lines("a\nb\nc\nd\n", "a\nB\nc\nd\ne\n")
    assert [(one.line, one.theirs, one.mine) for one in found.places] == [(2, ("b",), ("B",)), (5, (), ("e",))]
    assert found.more == 0


def test_lines_that_were_taken_away_stand_where_they_were():
    (place,) = differing_lines("a\nb\nc\n", "a\nc\n").places
    assert (place.line, place.theirs, place.mine) == (2, ("b",), ())


def test_with_too_many_places_the_first_are_shown_and_the_rest_counted():
    theirs = "\n".join(f"same {n}\nold {n}" for n in range(MOST + 5))
    found = differing_lines(theirs, theirs.replace("old", "new"))
    assert len(found.places) == MOST
    assert found.more == 5
