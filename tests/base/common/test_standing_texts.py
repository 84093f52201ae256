"""Texts where they stand, when the headings that they were written under have been moved."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from styrhjul.base.common.versions import standing

START = datetime(2023, 1, 1)  # noqa: DTZ001 - only the order counts


@dataclass
class Text:
    pk: int
    body: str
    version: int = 1

    @property
    def at(self):
        return START + timedelta(days=self.pk)


PLACES = {("a",): ("a",), ("b",): ("b",), ("old",): ("a",), ("older",): ("a",), ("gone",): None}


def stand(**texts):
    found = standing({(name,): text for name, text in texts.items()}, PLACES.get)
    return {place[0]: (text.body, text.version) for place, text in found.items()}


def test_what_was_never_moved_stands_where_it_was_written():
    assert stand(a=Text(1, "A", 3), b=Text(2, "B")) == {"a": ("A", 3), "b": ("B", 1)}


def test_what_was_moved_stands_at_its_new_place_as_if_nothing_were_written_there():
    assert stand(old=Text(1, "Gammalt", 4)) == {"a": ("Gammalt", 0)}


def test_what_is_written_at_the_place_since_then_stands_in_front():
    assert stand(old=Text(1, "Gammalt"), a=Text(2, "Nytt", 1)) == {"a": ("Nytt", 1)}


def test_what_was_moved_later_stands_in_front_and_is_followed_by_the_next_version():
    assert stand(a=Text(1, "Först", 2), old=Text(5, "Senare")) == {"a": ("Senare", 2)}


def test_several_that_were_moved_to_one_place_are_put_together():
    assert stand(old=Text(2, "Två"), older=Text(1, "Ett")) == {"a": ("Ett\n\nTvå", 0)}


def test_what_has_no_place_and_what_was_emptied_stand_nowhere():
    assert stand(gone=Text(1, "Borta"), old=Text(2, "")) == {}


def test_no_text_is_changed_by_standing_somewhere():
    text = Text(1, "Gammalt", 4)
    stand(old=text)
    assert text.version == 4
