"""What is in force: the pack that screens, rights and rules read, today and in the years before."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Exists
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common import clock
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.memory import remembered
from styrhjul.base.steering.models import ModelDraft, OwnWords, SteeringModel
from styrhjul.base.steering.own_words import Words, as_words, with_own_words
from styrhjul.base.steering.standing import standing
from styrhjul.engine.packs.formats import read_stored
from styrhjul.engine.packs.schema import Pack


class NoModel(Fault):
    """No steering model is in force on that day."""


@lru_cache(maxsize=32)
def _parsed(digest: str) -> Pack:
    content = SteeringModel.objects.filter(digest=digest).values_list("content", flat=True)[:1]
    return read_stored(content[0])


@lru_cache(maxsize=32)
def _standing(digest: str, moves: str) -> Pack:
    return standing(_parsed(digest), json.loads(moves))


@lru_cache(maxsize=32)
def _worded(digest: str, moves: str, words: str) -> Pack:
    return with_own_words(_standing(digest, moves), as_words(json.loads(words)))


def pack_of(model: SteeringModel) -> Pack:
    """Return the pack of one installed model as it was written, parsed once per process."""
    return _parsed(model.digest)


def standing_in(model: SteeringModel, on: date, written: datetime | None = None) -> Pack:
    """Return the pack of one installed model with the earlier keys that stand in it, in the own words of a day.

    With `written` only in those that were written by then.
    """
    moves, words = json.dumps(model.moves, sort_keys=True), _words_on(on, written)
    return _worded(model.digest, moves, words) if words else _standing(model.digest, moves)


def _words_on(day: date, written: datetime | None = None) -> str:
    """Return the list of own words that holds on a day, as JSON; nothing when there is none."""
    if not any(getattr(model, "is_reworded", False) for model in _versions()):
        return ""
    lists = remembered("own words", lambda: list(OwnWords.objects.order_by("-in_force_from", "-pk")))
    found = (one for one in lists if one.in_force_from <= day and (written is None or one.written_at <= written))
    return next((json.dumps(one.content, sort_keys=True) for one in found), "")


def _versions() -> list[SteeringModel]:
    """Return the versions that have been, are or will be in force, in that order, without their content."""
    return remembered("steering models", _read_versions)


def _read_versions() -> list[SteeringModel]:
    rows = SteeringModel.objects.filter(taken_back_at=None).defer("content").order_by("in_force_from", "pk")
    # Most models are never reworded, and need no words asked for.
    return list(rows.annotate(is_reworded=Exists(OwnWords.objects.all())))


def _first_or_raise(versions: list[SteeringModel]) -> SteeringModel:
    if not versions:
        raise NoModel(_("No steering model is installed."))
    return versions[0]


def model_in_force(on: date | None = None) -> SteeringModel:
    """Return the model in force on a day (today when none is given).

    Raises NoModel when none is installed. A day before the first model is answered with the first:
    a plan year begins in the years before it.
    """
    day, versions = on or clock.today(), _versions()
    return next((one for one in reversed(versions) if one.in_force_from <= day), None) or _first_or_raise(versions)


def pack_in_force(on: date | None = None) -> Pack:
    """Return the pack in force on a day, with the earlier keys that stand in it."""
    day = on or clock.today()
    return remembered(("pack in force", day), lambda: standing_in(model_in_force(day), day))


def pack_of_year(year: int) -> Pack:
    """Return the pack that the plans, ratings and reports of a year follow: of a closed year the one it ended with.

    What belongs to this year or a later one follows the pack of today, until another has come into force.
    """
    return pack_in_force(min(clock.today(), date(year, 12, 31)))


def model_of_year(year: int) -> SteeringModel:
    """Return the model that the plans, ratings and reports of a year follow."""
    return model_in_force(min(clock.today(), date(year, 12, 31)))


def pack_during(year: int) -> Pack:
    """Return the pack whose wheel a calendar year is seen on: of a coming year the one that it will begin with."""
    return pack_in_force(min(max(clock.today(), date(year, 1, 1)), date(year, 12, 31)))


def models_from(first: date, last: date) -> list[SteeringModel]:
    """Return the models that are in force on some day of a stretch of time, in that order."""
    begun_since = [one for one in _versions() if first < one.in_force_from <= last]
    return [model_in_force(first), *(one for one in begun_since if one != model_in_force(first))]


def pack_at(moment: datetime) -> Pack:
    """Return the pack that was in force at a moment: what was said then was said in its words."""
    return remembered(("pack at", moment), lambda: _pack_at(moment))


def _pack_at(moment: datetime) -> Pack:
    day, versions = timezone.localdate(moment), _versions()
    found = [one for one in versions if one.in_force_from <= day and one.installed_at <= moment]
    return standing_in(found[-1] if found else _first_or_raise(versions), day, moment)


def pack_decided_in(pk: int, on: datetime) -> Pack:
    """Return the pack of the version that a decision names, as it stood in force at that moment."""
    found = next((one for one in _versions() if one.pk == pk), None)
    model = found or SteeringModel.objects.defer("content").get(pk=pk)
    return standing_in(model, timezone.localdate(on), on)


def kinds_that_steer(pack: Pack) -> list[str]:
    """Return the kinds of elected bodies that steer an administration: those that officials may stand under.

    The body at the top is none of them: it has the whole municipality under it.
    """
    carried_out_under = {above for kind in pack.unit_kinds if not kind.political for above in kind.under}
    return [kind.key for kind in pack.unit_kinds if kind.political and kind.under and kind.key in carried_out_under]


def every_pack() -> list[Pack]:
    """Return the packs of all versions as they were written: the latest in force first, planned and taken back last."""
    today = clock.today()

    def how_far_off(model: SteeringModel) -> tuple[bool, bool, int]:
        return model.taken_back_at is not None, model.in_force_from > today, -model.in_force_from.toordinal()

    every = remembered("every steering model", lambda: list(SteeringModel.objects.defer("content")))
    return [pack_of(one) for one in sorted(every, key=how_far_off)]


def models_ahead() -> list[SteeringModel]:
    """Return the versions that are planned and not in force yet, the next one first."""
    return [one for one in _versions() if one.in_force_from > clock.today()]


def models_installed() -> list[SteeringModel]:
    """Return every installed model, those taken back too, the one that begins last first."""
    rows = SteeringModel.objects.defer("content").select_related("installed_by", "taken_back_by")
    return list(rows.order_by("-in_force_from", "-pk"))


def drafts() -> list[ModelDraft]:
    """Return the models that somebody works on, the one saved last first."""
    return list(ModelDraft.objects.defer("text").select_related("begun_by", "saved_by").filter(discarded_at=None))


def drafts_thrown_away() -> list[ModelDraft]:
    """Return the drafts that were thrown away and can be taken up again, the last one first."""
    thrown = ModelDraft.objects.defer("text").select_related("begun_by", "saved_by").exclude(discarded_at=None)
    return list(thrown.order_by("-discarded_at", "-pk"))


def draft(pk: int, *, even_discarded: bool = False) -> ModelDraft | None:
    """Return a model that somebody works on; one that was thrown away only when that is asked for."""
    found = ModelDraft.objects.select_related("begun_by", "saved_by").filter(pk=pk)
    return found.first() if even_discarded else found.filter(discarded_at=None).first()


def own_words_in_force(on: date | None = None) -> Words:
    """Return the municipality's own words of a day (today when none is given)."""
    return as_words(json.loads(_words_on(on or clock.today()) or "{}"))


def own_words_written() -> list[OwnWords]:
    """Return every list of own words, the latest first, with who wrote it."""
    return list(OwnWords.objects.select_related("written_by").order_by("-in_force_from", "-pk"))


def in_use_since() -> date:
    """Return the day on which the first model was installed; today before that."""
    first = SteeringModel.objects.defer("content").order_by("installed_at").first()
    return timezone.localdate(first.installed_at) if first else clock.today()
