"""A duty as a row, and the rows of one to-do together: how it stands, and the way to where it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from styrhjul.base.calendar.models import Duty
from styrhjul.base.calendar.queries import Tally, label_of, task_of
from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.steering.queries import pack_during, pack_in_force
from styrhjul.base.steering.words import word, word_for
from styrhjul.web.ui.duty_addresses import does_it, way_to
from styrhjul.web.work.rows import month_word

YEAR_ALONE = 4


@dataclass(frozen=True)
class DutyRow:
    """One duty, ready to be shown; `month` is which of the year's months it is for, `part` where on the wheel it is."""

    duty: Duty
    label: str
    guidance: str
    owner: str
    late: str
    href: str
    act: str
    is_mine: bool
    month: str = ""
    part: str = ""

    @property
    def by_hand(self) -> bool:
        """Tell whether a button here marks it."""
        return self.is_mine and not self.duty.event and self.duty.done_at is None

    @property
    def is_open_now(self) -> bool:
        """Tell whether it is not done and may be done by now."""
        return self.duty.done_at is None and self.duty.starts <= clock.today()


@dataclass(frozen=True)
class Item:
    """A to-do of the model with its duties in this view: one, or one for each unit or month."""

    rows: list[DutyRow]

    @property
    def next(self) -> DutyRow:
        """The duty that is most urgent; the one done last when all are."""
        left = [row for row in self.rows if row.duty.done_at is None]
        return min(left, key=lambda row: row.duty.due) if left else max(self.rows, key=lambda row: row.duty.due)

    @property
    def is_single(self) -> bool:
        """Tell whether there is only one duty."""
        return len(self.rows) == 1

    @property
    def tally(self) -> Tally:
        """How far its duties have come."""
        done = sum(row.duty.done_at is not None for row in self.rows)
        return Tally(len(self.rows), done, sum(row.duty.is_late for row in self.rows))

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left."""
        return self.tally.done == self.tally.total

    @property
    def is_open_now(self) -> bool:
        """Tell whether any of it may be done by now."""
        return any(row.is_open_now for row in self.rows)

    @property
    def mine(self) -> DutyRow | None:
        """The most urgent of those that the person does, when it may be done by now."""
        own = [row for row in self.rows if row.is_mine and row.is_open_now]
        return min(own, key=lambda row: row.duty.due, default=None)

    @property
    def due(self) -> date:
        """The day on which the most urgent is due."""
        return self.next.duty.due


@dataclass(frozen=True)
class Stage:
    """The to-dos that may be done now, those that come later, or those that are done."""

    key: str
    label: str | Promise
    items: list[Item]


def rows_of(duties: Iterable[Duty], user: User) -> list[DutyRow]:
    """Return duties as rows, in the order given."""
    roles = pack_in_force().roles
    rows = []
    for duty in duties:
        task = task_of(duty)
        href, act = way_to(duty, user)
        mine = bool(does_it(user, duty)) and duty.done_at is None
        rows.append(
            DutyRow(
                duty,
                label_of(duty),
                word(task.guidance) if task and task.guidance else "",
                word_for(roles, duty.role),
                _late(duty),
                href if mine else "",
                act,
                mine,
                month_word(duty.period) if len(duty.period) > YEAR_ALONE else "",
                capfirst(word_for(pack_during(duty.year).wheel.parts, duty.part)) if duty.part else "",
            )
        )
    return rows


def stages_of(rows: Iterable[DutyRow]) -> list[Stage]:
    """Return rows as to-dos: what may be done now first, the most urgent on top, then what comes, then what is done."""
    by_key: dict[str, list[DutyRow]] = {}
    for row in rows:
        by_key.setdefault(row.duty.key, []).append(row)
    items = sorted((Item(several) for several in by_key.values()), key=lambda item: item.due)
    stages = [
        Stage("now", gettext_lazy("Now"), [one for one in items if one.is_open_now]),
        Stage("ahead", gettext_lazy("Later"), [one for one in items if not one.is_open_now and not one.is_done]),
        Stage("done", gettext_lazy("Done"), [one for one in items if one.is_done]),
    ]
    return [stage for stage in stages if stage.items]


def _late(duty: Duty) -> str:
    if not duty.is_late:
        return ""
    days = (clock.today() - duty.due).days
    return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days} if days else _("late")
