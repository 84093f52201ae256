"""Wheels and charts that the tests of the drawings share."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from styrhjul.engine.drawing.charts import (
    ControlChart,
    DistanceChart,
    DistanceRow,
    DotChart,
    DotRow,
    Event,
    LineChart,
    MiddleHalf,
    NewLevel,
    Place,
    Series,
    SexChart,
    StripChart,
    Target,
)  # fmt: skip
from styrhjul.engine.drawing.wheel import Milestone, PartDrawing, WheelDrawing

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
TODAY = date(2023, 11, 20)
WORDS = (
    "Resultat", "Analys", "Planera", "Genomföra", "Följa upp", "Åtgärda", "Omvärld", "Verksamhetsplanering",
    "Upp\u00adföljning", "Nuläge och behov", "Mål", "Förbättringsarbete", "Bokslut", "Återkoppling",
)  # fmt: skip


def day(month: int, of_month: int) -> date:
    return date(2023, month, of_month)


def phase(key: str, label: str, colour: str | None = None, done: int = 0, total: int = 0, **more) -> PartDrawing:
    return PartDrawing(key, "phase", label, colour, done, total, note=f"{done} av {total}", **more)


MILESTONES = (
    Milestone(day(2, 15), "Årsberättelse", "15 feb · klar", done=True),
    Milestone(day(4, 30), "Delårsrapport 1", "30 apr · klar", done=True),
    Milestone(day(8, 31), "Delårsrapport 2", "31 aug · klar", done=True),
    Milestone(day(11, 6), "Omvärldsdag", "6 nov · klar", done=True),
    Milestone(day(12, 15), "Enhetsplan", "15 dec"),
)


def wheel(*parts: PartDrawing, **more) -> WheelDrawing:
    given = {"milestones": MILESTONES, "month_names": MONTHS, "today_label": "i dag 20 nov", "name": "Hjulet"} | more
    return WheelDrawing(2023, TODAY, parts, **given)


def leksand_like() -> WheelDrawing:
    """Base plate, ring and three coloured phases."""
    return wheel(
        PartDrawing("vision", "base", "Vision och mål", "#F6C915", note="15 mål", href="/hjul/vision/"),
        PartDrawing("work", "ring", "Genomföra", "#1C66A8", note="23 aktiviteter pågår", href="/hjul/genomfora/"),
        phase("result", "Resultat", "#4C9A3A", 9, 9, href="/hjul/resultat/", spans=((day(1, 10), day(2, 28)),)),
        phase("analysis", "Analys", "#F6C915", 7, 9, late=1, late_note="1 sen", spans=((day(9, 26), day(11, 10)),)),
        phase("plan", "Planera", "#6F4596", 3, 8, current=True, spans=((day(10, 16), day(12, 15)),)),
        start_angle=300,
    )


def norrkoping_like() -> WheelDrawing:
    """Four phases without colours, wedge and two arrows."""
    return wheel(
        phase("plan", "Planera", None, 4, 6, current=True, spans=((day(9, 1), day(12, 15)),)),
        phase("do", "Genomföra", None, 8, 12, spans=((day(1, 1), day(12, 31)),)),
        phase("check", "Följa upp", None, 7, 8, late=1, late_note="1 sen", spans=((day(4, 15), day(5, 15)),)),
        phase("act", "Åtgärda", None, 7, 7),
        PartDrawing(
            "wedge", "wedge", "Kvalitetssäkring", done=14, late=1, note="14 säkrade", late_note="1 effektkontroll sen"
        ),
        PartDrawing("steady", "arrow", "Ständiga förbättringar", note="31 i år"),
        PartDrawing("leap", "arrow", "Innovation", "#2E8B3D", note="1 språng"),
    )


def orebro_like() -> WheelDrawing:
    """Three phases without colours that overlap in time, and crowded milestones."""
    crowd = (
        Milestone(day(11, 15), "Överenskommelse om mål", "15 nov"),
        Milestone(day(11, 25), "Budget antas", "25 nov"),
        Milestone(day(6, 21), "Övergripande strategier", "21 jun"),
    )
    return wheel(
        phase("plan", "Planering", None, 5, 7, current=True, spans=((day(1, 1), day(6, 30)), (day(10, 1), date.max))),
        phase("do", "Genomförande", None, 9, 12, late=2, late_note="2 sena", spans=((day(1, 1), day(12, 31)),)),
        phase("check", "Uppföljning och analys", None, 2, 6, spans=((day(2, 1), day(5, 31)), (day(9, 1), day(10, 31)))),
        milestones=MILESTONES + crowd,
        start_angle=300,
    )


def random_wheel(seed: int) -> WheelDrawing:
    """Any model a pack may describe: up to twelve parts, any colours, any dates."""
    chance = Random(seed)
    colour = lambda: chance.choice([None, f"#{chance.randrange(0x1000000):06X}"])  # noqa: E731
    parts = []
    for place in range(chance.randrange(1, 9)):
        total = chance.randrange(0, 25)
        begins = day(1, 1) + timedelta(days=chance.randrange(330))
        late = chance.randrange(3)
        spans = ((begins, begins + timedelta(days=chance.randrange(5, 200))),)
        parts.append(
            phase(
                f"p{place}",
                chance.choice(WORDS),
                colour(),
                chance.randrange(total + 1),
                total,
                late=late,
                late_note=f"{late} sena",
                current=not place,
                spans=spans,
            )
        )
    for kind in ("base", "ring", "ring", "wedge", "arrow", "arrow"):
        if chance.random() < 0.4:
            key = f"{kind}{len(parts)}"
            parts.append(
                PartDrawing(key, kind, chance.choice(WORDS), colour(), chance.randrange(20), note="14 stycken")
            )
    stones = tuple(
        Milestone(day(1, 1) + timedelta(days=chance.randrange(365)), chance.choice(WORDS), "15 feb · klar")
        for _ in range(chance.randrange(9))
    )
    return wheel(*parts, milestones=stones, start_angle=chance.randrange(360))


YEARS = range(2008, 2023)
VALUES = (84.6, 82.5, 84.9, 82.6, 86.0, 84.9, 84.4, 83.6, 85.8, 84.6, 80.7, 81.1, 81.2, 81.8, 80.6)


def series(name: str = "Exempelby", shift: float = 0) -> Series:
    return Series(name, tuple((float(year), value + shift) for year, value in zip(YEARS, VALUES, strict=True)))


def line_chart() -> LineChart:
    others = ("Jönköping", "Helsingborg", "Linköping", "Västerås", "Umeå")
    band = tuple((float(year), value + 1, value + 6) for year, value in zip(YEARS, VALUES, strict=True))
    return LineChart(
        title="Behöriga till yrkesprogram",
        description="Från 84,6 till 80,6 procent",
        unit="%",
        own=series(),
        others=tuple(series(name, place * 0.3) for place, name in enumerate(others)),
        median=series("Median", 3),
        middle_half=MiddleHalf("Halva landets kommuner", band),
        target=Target("Mål 88 %", 88, 2019, 2026),
        events=(Event(2017.5, "Ny nivå från 2018"),),
    )


def sex_chart() -> SexChart:
    return SexChart(title="Flickor och pojkar", women=series("Flickor", 0.1), men=series("Pojkar", 0))


def control_chart() -> ControlChart:
    return ControlChart(
        title="Tidigare mätningar", unit="%", own=series(), mean=84.4, lower=81.3, upper=87.5,
        mean_label="medel 2008–2017 84,4", lower_label="undre gräns 81,3", upper_label="övre gräns 87,5",
        baseline=(2008.0, 2017.0), outside=(2018.0, 2022.0),
        new_level=NewLevel(81.1, 2018, 2022, "medel 2018–2022 81,1"), events=(Event(2017.5, "Signal: ny, lägre nivå"),),
    )  # fmt: skip


def dot_chart() -> DotChart:
    rows = tuple(DotRow(name, value) for name, value in (("Umeå", 89.3), ("Västerås", 84.5), ("Gotland", None)))
    return DotChart(
        title="Liknande kommuner", rows=(*rows, DotRow("Exempelby", 80.6, own=True)), middle_half=(80, 88.3),
        median=87.5, median_label="median", target=88, target_label="mål",
    )  # fmt: skip


def distance_chart() -> DistanceChart:
    rows = (
        DistanceRow("Alla elever", 80.6, "129 elever kvar av 1 745", strong=True),
        DistanceRow("Björkskolan", 88.7, "målet nått, 212 elever", reached=True, opens_group=True),
        DistanceRow("Tallskolan", None, "för få elever"),
    )
    return DistanceChart(title="Egna mål", unit="%", rows=rows, target=88, target_label="mål 88")


def strip_chart() -> StripChart:
    chance = Random(4)
    others = tuple(Place(f"kommun {place}", chance.gauss(84, 6)) for place in range(282))
    names = ("Umeå", "Jönköping", "Helsingborg", "Linköping", "Västerås", "Norrköping", "Halmstad")
    similar = tuple(Place(name, 82 + place * 0.7, "similar") for place, name in enumerate(names))
    return StripChart(
        title="Andra kommuner", unit="%", low=60, high=100, places=(*others, *similar, Place("Exempelby", 80.6, "own")),
        quarters=(79.5, 83.9, 88.4),
        quarter_labels=("lägsta fjärdedelen", "näst lägsta", "näst högsta", "högsta fjärdedelen"),
    )  # fmt: skip
