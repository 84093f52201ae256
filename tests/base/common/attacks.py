"""What somebody with the database in his hands can do to the trace; each leaves it otherwise than it was."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from django.db import connection, transaction

from styrhjul.base.common import trace
from styrhjul.base.common.models import TraceDetail, TraceEntry, TraceHead, User


def write(entries: int, by: User) -> None:
    """Write that many entries about four things."""
    for number in range(entries):
        with transaction.atomic():
            trace.record("thing.changed", f"thing:{number % 4}", by=by, old=number, new="å" * number)


def any_entry(dice: Random) -> int:
    return dice.randint(1, TraceHead.objects.get().sequence)


def edit(dice):
    column, value = dice.choice(
        [("event", "thing.unchanged"), ("subject", "thing:99"), ("digest", "f" * 64), ("chain", "e" * 64)]
    )
    TraceEntry.objects.filter(sequence=any_entry(dice)).update(**{column: value})


def edit_detail(dice):
    detail = TraceDetail.objects.get(entry=any_entry(dice))
    TraceDetail.objects.filter(pk=detail.pk).update(content=detail.content.replace('"new":', '"newer":'))


def edit_detail_and_digest(dice):
    detail = TraceDetail.objects.get(entry=any_entry(dice))
    content = detail.content.replace('"new":', '"newer":')
    TraceDetail.objects.filter(pk=detail.pk).update(content=content)
    TraceEntry.objects.filter(pk=detail.pk).update(digest=trace.sha256(content))


def change_person(dice):
    other = User.objects.create_user("cia@example.org", "Cia")
    TraceDetail.objects.filter(pk=any_entry(dice)).update(by=other)


def shift_time(dice):
    entry = TraceEntry.objects.get(sequence=any_entry(dice))
    TraceEntry.objects.filter(pk=entry.pk).update(at=entry.at.replace(microsecond=(entry.at.microsecond + 1) % 10**6))


def remove(dice):
    sequence = any_entry(dice)
    TraceDetail.objects.filter(pk=sequence).delete()
    raw("DELETE FROM common_traceentry WHERE sequence = %s", sequence)


def remove_detail(dice):
    TraceDetail.objects.filter(pk=any_entry(dice)).delete()


def swap(dice):
    """Let two entries change places, numbers apart."""
    one, other = sorted(dice.sample(range(1, TraceHead.objects.get().sequence + 1), 2))
    kept = {e.pk: (e.at, e.event, e.subject, e.digest) for e in TraceEntry.objects.filter(pk__in=[one, other])}
    for here, there in ((one, other), (other, one)):
        at, event, subject, digest = kept[there]
        TraceEntry.objects.filter(pk=here).update(at=at, event=event, subject=subject, digest=digest)


def cut_tail(dice):
    left = any_entry(dice) - 1
    TraceDetail.objects.filter(pk__gt=left).delete()
    raw("DELETE FROM common_traceentry WHERE sequence > %s", left)
    last = TraceEntry.objects.filter(pk=left).first()
    TraceHead.objects.update(sequence=left, chain=last.chain if last else trace.START)


def move_head(dice):
    head = TraceHead.objects.get()
    TraceHead.objects.update(sequence=dice.choice([head.sequence + any_entry(dice), any_entry(dice) - 1]))


@dataclass
class Written:
    """One entry with its detail, free of its place."""

    entry: TraceEntry
    content: str | None
    by_id: int | None


def rewritten(change):
    """Return an attack that takes the whole trace out, changes the list and chains it anew, as if honestly."""

    def attack(dice):
        entries = TraceEntry.objects.select_related("detail").order_by("sequence")
        found = [Written(e, e.detail.content, e.detail.by_id) for e in entries]
        change(dice, found)
        raw("DELETE FROM common_tracedetail")
        raw("DELETE FROM common_traceentry")
        before = trace.START
        for sequence, one in enumerate(found, start=1):
            one.entry.sequence, one.entry._state.adding = sequence, True
            one.entry.chain = before = trace._expected(one.entry, before)
            one.entry.save()
            TraceDetail.objects.create(entry=one.entry, by_id=one.by_id, content=one.content)
        TraceHead.objects.update(sequence=len(found), chain=before)

    attack.__name__ = f"rewritten_{change.__name__}"
    return attack


def hidden(dice, found):
    dice.choice(found).entry.event = "thing.hidden"


def left_out(dice, found):
    found.remove(dice.choice(found))


def put_in(dice, found):
    content = trace.canonical({"by": None, "salt": "00", "new": "never happened"})
    example = found[0].entry
    entry = TraceEntry(at=example.at, event="thing.changed", subject="thing:1", digest=trace.sha256(content))
    found.insert(dice.randrange(len(found)), Written(entry, content, None))


def reordered(dice, found):
    one, other = dice.sample(range(len(found)), 2)
    found[one], found[other] = found[other], found[one]


def worded_otherwise(dice, found):
    one = dice.choice(found)
    one.content = one.content.replace('"old":', '"older":')
    one.entry.digest = trace.sha256(one.content)


def raw(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


ATTACKS = [
    edit,
    edit_detail,
    edit_detail_and_digest,
    change_person,
    shift_time,
    remove,
    remove_detail,
    swap,
    cut_tail,
    move_head,
    *map(rewritten, [hidden, left_out, put_in, reordered, worded_otherwise]),
]
