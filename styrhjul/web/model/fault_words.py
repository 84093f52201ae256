"""What is wrong with a pack in the language of the reader: the loader's sentences, and the lines they are about.

The loader knows no translations, and says everything in English. Its sentences are listed here with what varies in
them; a test holds the list against the loader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from textwrap import dedent
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from styrhjul.engine.packs.faults import Fault
from styrhjul.web.model.words import FAULT_WORDS

AROUND: Final = 2
LONGEST_LINE: Final = 120

SAID: Final = (
    # what the schema says
    gettext_noop("should be text"),
    gettext_noop("write text, in quotes if it looks like a number"),
    gettext_noop("should be a whole number"),
    gettext_noop("write digits without quotes"),
    gettext_noop("should be true or false"),
    gettext_noop("write true or false without quotes"),
    gettext_noop("should be a list"),
    gettext_noop("write one item per line, each beginning with `- `"),
    gettext_noop("should hold keys"),
    gettext_noop("write `key: value` lines, indented"),
    gettext_noop("`%(value)s` is not a colour"),
    gettext_noop('write it as "#1a2b3c", in quotes'),
    gettext_noop("`%(value)s` is not a key"),
    gettext_noop("use a–z, digits and _, beginning with a letter, at most 40"),
    gettext_noop("`%(value)s` is not a version"),
    gettext_noop('write a year or date, such as "2014-09", in quotes'),
    gettext_noop("is missing"),
    gettext_noop("add `%(key)s:` here"),
    gettext_noop("is not a key that a pack has here"),
    gettext_noop("write `%(key)s`, or remove the line"),
    gettext_noop("remove the line"),
    gettext_noop("`%(value)s` is not among the choices"),
    gettext_noop("is empty"),
    gettext_noop("write the text"),
    gettext_noop("is too long"),
    gettext_noop("use at most %(count)s characters"),
    gettext_noop("has too few items"),
    gettext_noop("write at least %(count)s"),
    gettext_noop("has too many items"),
    gettext_noop("write at most %(count)s"),
    gettext_noop("is out of range"),
    gettext_noop("write a number greater than or equal to %(limit)s"),
    gettext_noop("write a number less than or equal to %(limit)s"),
    gettext_noop("write a number greater than %(limit)s"),
    gettext_noop("write a number less than %(limit)s"),
    gettext_noop("see the schema of a pack"),
    gettext_noop("write %(choices)s"),
    # what is read
    gettext_noop("%(count)s more faults"),
    gettext_noop("mend these first and check again"),
    gettext_noop("there is no shipped pack `%(key)s`"),
    gettext_noop("the packs extend each other in a circle"),
    gettext_noop("extend `common`, or leave `extends` out and write every section"),
    gettext_noop("holds no keys"),
    gettext_noop("begin with `format: %(format)s` and `key:`"),
    gettext_noop("is larger than 1 MB"),
    gettext_noop("a pack is text of some 100 kB"),
    gettext_noop("is not UTF-8"),
    gettext_noop("save the file with the encoding UTF-8"),
    gettext_noop("anchors and aliases (& and *) are not allowed"),
    gettext_noop("write the value out in full"),
    gettext_noop("tags (!) are not allowed"),
    gettext_noop("remove the tag; quotes make a value text"),
    gettext_noop("is nested too deep or holds too much"),
    gettext_noop("remove what is no pack"),
    gettext_noop("is not valid YAML: %(problem)s"),
    gettext_noop("check indentation, colons and quotes"),
    gettext_noop("`%(sign)s` is opened here and is not closed before line %(line)s"),
    gettext_noop("write `%(sign)s` where it ends, and a comma between its items"),
    gettext_noop("has a key that is no word"),
    gettext_noop("write `key: value`"),
    gettext_noop("stands twice (first on line %(line)s)"),
    gettext_noop("keep one of them"),
    gettext_noop("holds a control character"),
    gettext_noop("remove the character"),
    gettext_noop("has no value"),
    gettext_noop("write a value, or remove the line; a colour stands in quotes"),
    # what points at what
    gettext_noop("there is no `%(key)s` in %(section)s"),
    gettext_noop("name one of: %(names)s; or add `%(key)s` to %(section)s"),
    gettext_noop("`%(kind)s` is not political"),
    gettext_noop("name a political unit kind, or set `political: true` on `%(kind)s`"),
    gettext_noop("`%(key)s` is already the key of %(place)s"),
    gettext_noop("give one of them another key"),
    gettext_noop("`%(key)s` is named twice"),
    gettext_noop("remove one of them"),
    gettext_noop("stand under each other in a circle: %(circle)s"),
    gettext_noop("let one of them stand under nothing"),
    # what holds together
    gettext_noop("the wheel has two base plates"),
    gettext_noop("keep one part of the kind base"),
    gettext_noop("`%(earlier)s` comes after `%(later)s`"),
    gettext_noop("change the day, or give the year: -1 is the year before the plan year"),
    gettext_noop("one colour, and only one, stands for what can't be judged and has no rank"),
    gettext_noop("leave out `rank` on that colour alone"),
    gettext_noop("two colours have rank %(rank)s"),
    gettext_noop("change one"),
    gettext_noop("a group has either aspects or a goal level"),
    gettext_noop("write one of `aspects` and `goal_level`"),
    gettext_noop("one step, and only one, is the conclusion"),
    gettext_noop("set `is_conclusion: true` on one step"),
    gettext_noop("the year has two annual reports"),
    gettext_noop("set `annual: true` on one occasion"),
    gettext_noop("`%(kind)s` has no `%(thing)s` and could never do this"),
    gettext_noop("remove `%(kind)s` here, or add it to `%(thing)s` in %(section)s"),
    gettext_noop("a task is about one thing, and this one has `%(thing)s` already"),
    gettext_noop("`%(event)s` is never about a %(thing)s, and could not fulfil this"),
    gettext_noop("remove `%(thing)s`, or choose another event"),
)
# What the YAML parser finds; what it says beyond this is left out.
PROBLEMS: Final = (
    gettext_noop("mapping values are not allowed in this context"),
    gettext_noop("block sequence entries are not allowed in this context"),
    gettext_noop("did not find expected key"),
    gettext_noop("did not find expected '-' indicator"),
    gettext_noop("did not find expected ',' or ']'"),
    gettext_noop("did not find expected ',' or '}'"),
    gettext_noop("did not find expected node content"),
    gettext_noop("did not find expected <document start>"),
    gettext_noop("could not find expected ':'"),
    gettext_noop("found character that cannot start any token"),
    gettext_noop("found a tab character that violates indentation"),
    gettext_noop("found unexpected end of stream"),
    gettext_noop("found unknown escape character"),
    gettext_noop("found undefined tag handle"),
    gettext_noop("control characters are not allowed"),
)


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Return each sentence with how it is recognised, those with the most of their own words first."""
    found = [(sentence, re.compile(_as_pattern(sentence), re.DOTALL)) for sentence in SAID]
    return sorted(found, key=lambda one: -len(re.sub(r"%\(\w+\)s", "", one[0])))


def _as_pattern(sentence: str) -> str:
    parts = re.split(r"%\((\w+)\)s", sentence)
    return "".join(re.escape(part) if place % 2 == 0 else f"(?P<{part}>.*)" for place, part in enumerate(parts))


def translated(sentence: str) -> str | None:
    """Return what the loader says, in the language of the reader; None for what it never says."""
    for msgid, pattern in _patterns():
        match = pattern.fullmatch(sentence)
        if match:
            return _(msgid) % {name: _value(name, value) for name, value in match.groupdict().items()}
    return None


def _value(name: str, value: str) -> str:
    if name == "choices":
        return value.replace(" or ", _(" or "))
    if name == "problem":
        return _(value) if value in PROBLEMS else _("the line cannot be read")
    return value


@dataclass(frozen=True)
class TextLine:
    """A line of the text, beside a fault."""

    number: int
    text: str
    is_here: bool


@dataclass(frozen=True)
class FaultShown:
    """A fault: where it stands, what is wrong, how it is mended, and the lines around it when they are the reader's."""

    file: str
    line: int
    key: str
    what: SafeString
    mend: SafeString
    lines: tuple[TextLine, ...]

    @property
    def is_inherited(self) -> bool:
        """Tell whether it stands in the model that this one builds on, where nobody can mend it here."""
        return not self.lines


def faults_shown(faults: Iterable[Fault], name: str, text: str) -> list[FaultShown]:
    """Return faults as they are shown beside the text that they are in, from its top; others' files last."""
    lines = text.splitlines()
    in_order = sorted(faults, key=lambda fault: (fault.file != name, fault.file, fault.line))
    return [_shown(fault, lines if fault.file == name else []) for fault in in_order]


def _shown(fault: Fault, lines: list[str]) -> FaultShown:
    usual = FAULT_WORDS[fault.code]
    what, mend = translated(fault.message) or str(usual[0]), translated(fault.mend) or str(usual[1])
    return FaultShown(fault.file, fault.line, fault.key, _sentence(what), _sentence(mend), _around(fault, lines))


def _around(fault: Fault, lines: list[str]) -> tuple[TextLine, ...]:
    """Return the lines around a fault, as far to the left as they go together."""
    first, last = max(0, fault.line - 1 - AROUND), min(len(lines), fault.line + AROUND)
    shown = dedent("\n".join(lines[first:last])).split("\n") if first < last else []
    return tuple(
        TextLine(place, text[:LONGEST_LINE], place == fault.line) for place, text in enumerate(shown, start=first + 1)
    )


def _sentence(text: str) -> SafeString:
    """Return what is said as a sentence, with what is quoted from the text set as it is written there."""
    text = capfirst(text)
    whole = text if text.endswith((".", "!", "?")) else f"{text}."
    parts = [(part, place % 2 == 1) for place, part in enumerate(whole.split("`"))]
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", part) if coded else part,) for part, coded in parts)
    )
