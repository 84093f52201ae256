"""The look and the words as their pages show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from styrhjul.base.common.faults import Fault
from styrhjul.base.organisation.logos import read_accent
from styrhjul.base.steering.differences import Section
from styrhjul.engine.drawing.colour import ACCENT, WHITE, accent_from, contrast
from styrhjul.engine.drawing.svg import Markup, element, line, rect
from styrhjul.engine.packs.schema import Entry, GoalLevel
from styrhjul.web.settings.forms import WordsForm
from styrhjul.web.ui import formats
from styrhjul.wheel.flows.words import field_of, worded_entries


@dataclass(frozen=True)
class Sample:
    """A colour, how well it reads on white, and a button and a link in it."""

    label: str
    colour: str
    contrast: str
    drawn: Markup


@dataclass(frozen=True)
class Accent:
    """The colour that was given beside the one that is used; the same when it reads on white as it is."""

    samples: tuple[Sample, ...]

    @property
    def is_darkened(self) -> bool:
        """Tell whether the colour had to be darkened."""
        return len(self.samples) > 1


def accent_shown(given: str) -> Accent | None:
    """Return what a colour looks like in use; None for what is no colour."""
    try:
        colour = read_accent(given)
    except Fault:
        return None
    used = accent_from(colour or ACCENT)
    if colour and used != colour:
        return Accent((_sample(_("Your colour"), colour), _sample(_("Used for text and buttons"), used)))
    return Accent((_sample(_("Your colour") if colour else _("Our own blue"), used),))


def _sample(label: str, colour: str) -> Sample:
    measured = contrast(colour, WHITE)
    drawn = element(
        "svg",
        rect(0.5, 0.5, 95, 39, rx=3, fill=colour, stroke=colour),
        element("text", _("Save"), x=48, y=25, fill=WHITE, font_size=16, font_weight=600, text_anchor="middle"),
        element("text", _("A link"), x=116, y=25, fill=colour, font_size=16),
        line(116, 29, 116 + 6.6 * len(_("A link")), 29, stroke=colour),
        viewBox="0 0 190 40",
        width=190,
        height=40,
        aria_hidden="true",
        focusable="false",
    )
    return Sample(label, colour, formats.number(int(measured * 10) / 10, 1), drawn)


SECTION_HEADS: Final[dict[str, tuple[Promise, Promise]]] = {
    Section.UNIT_KINDS: (gettext_lazy("Boards and units"), gettext_lazy("What a unit of each kind is called.")),
    Section.GOAL_LEVELS: (gettext_lazy("Goals"), gettext_lazy("From the top down. One, and several.")),
    Section.PLAN_LEVELS: (gettext_lazy("Plans"), gettext_lazy("From the whole municipality to the unit.")),
    Section.OCCASIONS: (gettext_lazy("Reports"), gettext_lazy("When results are reported.")),
    Section.ROLES: (gettext_lazy("Roles"), gettext_lazy("What those are called who do the work.")),
}


FOLDED: Final = (Section.OCCASIONS, Section.ROLES)


@dataclass(frozen=True)
class WordRow:
    """An entry with its fields."""

    models_word: str
    models_plural: str
    field: BoundField
    plural: BoundField | None


@dataclass(frozen=True)
class WordGroup:
    """The entries of a section."""

    key: str
    head: Promise
    help: Promise
    rows: tuple[WordRow, ...]
    is_folded: bool

    @property
    def has_plural(self) -> bool:
        """Tell whether the entries have a word for several."""
        return any(row.plural for row in self.rows)


def word_groups(form: WordsForm) -> Iterator[WordGroup]:
    """Yield the fields of the form under the sections of the model; the rarer ones lie folded if they hold nothing."""
    rows: dict[str, list[WordRow]] = {}
    for section, one in worded_entries():
        rows.setdefault(section, []).append(_row(form, section, one))
    for section, (head, says) in SECTION_HEADS.items():
        found = tuple(rows.get(section, ()))
        used = any(row.field.value() or row.field.errors for row in found)
        yield WordGroup(section, head, says, found, section in FOLDED and not used)


def _row(form: WordsForm, section: str, one: Entry) -> WordRow:
    field = form[field_of(section, one.key)]
    if not isinstance(one, GoalLevel):
        return WordRow(one.label.sv, "", field, None)
    return WordRow(one.label.sv, one.plural.sv, field, form[field_of(section, one.key, plural=True)])
