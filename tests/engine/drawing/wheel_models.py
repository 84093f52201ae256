"""Any wheel that a steering model may describe: up to twelve parts of any kind, long names, colours and dates."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from styrhjul.engine.drawing.wheel import Milestone, PartDrawing, WheelDrawing
from styrhjul.engine.packs import loader
from styrhjul.engine.packs.schema import Part

from .models import MILESTONES, MONTHS, TODAY, day

NAMES = (
    "Planera", "Mål", "Resultat", "Följa upp", "Åtgärda", "Verksamhetsplanering", "Kvalitetssäkringsarbete",
    "Uppföljning med analys och slutsatser", "Utvärdering och verksamhetsutveckling", "Nuläge och behov",
    "Omvärldsbevakning", "Kompetensförsörjningsplanering", "Upp\u00adföljning", "Verksamhets\u00adplanering",
    "Medborgardialog och brukarmedverkan i vardagen", "Ständiga förbättringar", "Ö", "Systematiskt kvalitetsarbete",
)  # fmt: skip
STONES = (
    "Årsberättelse 2022", "Delårsrapport 1", "Övergripande strategier och budget 2024", "Tillsynsrapport",
    "Verksamhetsplan med budget 2024", "Omvärldsdag", "Enhetsplan", "Kompetensförsörjningsplan för hela förvaltningen",
)  # fmt: skip
SIGNS = ("circle", "triangle", "square", "ring")
COUNTED = {
    "base": "{} mål",
    "ring": "{} aktiviteter pågår",
    "wedge": "{} säkrade förbättringar",
    "arrow": "{} förbättringar i år",
}
KINDS = ("phase", "phase", "phase", "phase", "base", "ring", "wedge", "arrow")


def any_wheel(seed: int) -> WheelDrawing:
    """Return one of many wheels; the same number gives the same wheel."""
    chance = Random(seed)
    kinds = [chance.choice(KINDS) for _ in range(chance.randrange(1, 13))]
    parts = tuple(_part(chance, kind, place) for place, kind in enumerate(kinds))
    crowd = date(2023, chance.randrange(1, 13), 1)
    stones = tuple(_stone(chance, crowd) for _ in range(chance.randrange(9)))
    return WheelDrawing(
        2023,
        chance.choice([TODAY, TODAY, day(1, 2), day(6, 30), date(2024, 3, 1), None]),
        parts,
        stones,
        MONTHS,
        today_label="i dag 20 nov",
        start_angle=chance.randrange(360),
        name="Hjulet",
        key=f"w{seed}",
    )


def _part(chance: Random, kind: str, place: int) -> PartDrawing:
    total, late = chance.choice([0, 1, 3, 8, 14, 40]), chance.choice([0, 0, 1, 12])
    done = chance.randrange(total + 1)
    note = COUNTED[kind].format(chance.choice([0, 1, 23, 1204])) if kind in COUNTED else f"{done} av {total}"
    return PartDrawing(
        key=f"p{place}",
        kind=kind,
        label=chance.choice(NAMES),
        colour=chance.choice([None, f"#{chance.randrange(0x1000000):06X}"]),
        done=done,
        total=total,
        late=late,
        current=kind == "phase" and chance.random() < 0.3,
        note=note,
        late_note=f"{late} sena",
        href=f"/hjulet/p{place}/",
        spans=_spans(chance),
        other_spans=_spans(chance),
        marks=tuple((sign, chance.choice([0, 1, 7, 112])) for sign in SIGNS) if kind == "base" else (),
    )


def _spans(chance: Random) -> tuple[tuple[date, date], ...]:
    begins = [date(2022, 1, 1) + timedelta(days=chance.randrange(900)) for _ in range(chance.randrange(3))]
    return tuple((begin, begin + timedelta(days=chance.randrange(5, 500))) for begin in begins)


def _stone(chance: Random, crowd: date) -> Milestone:
    """Return a milestone anywhere in the year, or close to one day of it."""
    anywhere = day(1, 1) + timedelta(days=chance.randrange(365))
    on = chance.choice([anywhere, crowd + timedelta(days=chance.randrange(30))])
    return Milestone(on, chance.choice(STONES), "15 feb · klar", done=chance.random() < 0.5)


def shipped_wheel(key: str) -> WheelDrawing:
    """Return the wheel of a shipped pack, half done and a little late."""
    wheel = loader.load(key).wheel
    parts = [_shipped_part(part) for part in sorted(wheel.parts, key=lambda part: part.order)]
    return WheelDrawing(
        2023, TODAY, tuple(parts), MILESTONES, MONTHS,
        today_label="i dag 20 nov", start_angle=wheel.start_angle, name=f"Hjulet: {key}", key=key,
    )  # fmt: skip


def _shipped_part(part: Part) -> PartDrawing:
    total, kind = len(part.todos), part.kind.value
    spans = {
        lap: tuple((span.starts.on(2023 + lap), span.ends.on(2023 + lap)) for span in part.spans) for lap in (-1, 0, 1)
    }
    return PartDrawing(
        part.key, kind, part.label.sv.capitalize(), part.colour, done=total // 2, total=total, late=1,
        current=part.order == 1, note=COUNTED[kind].format(14) if kind in COUNTED else f"{total // 2} av {total}",
        late_note="1 sen", href=f"/hjulet/{part.key}/", spans=spans[0], other_spans=spans[-1] + spans[1],
        marks=tuple((sign, 4) for sign in SIGNS) if kind == "base" else (),
    )  # fmt: skip
