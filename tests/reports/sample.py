"""A rich report content of the fictional Exempelby, as plain data, for tests of layout."""

from __future__ import annotations

from styrhjul.wheel.followup import content as frozen

YEARS = range(2015, 2023)
OWN = [83.5, 85.9, 84.6, 80.8, 81.1, 81.2, 81.8, 80.6]
MEDIAN = [85.4, 86.6, 84.7, 84.7, 83.2, 84.8, 85.0, 83.9]
COLOURS: dict[frozen.Sign, str] = {"circle": "Grön", "triangle": "Gul", "square": "Röd", "ring": "Vit"}
LEVELS = [("Driftnämndens bedömning", "egen"), ("Programnämndens bedömning", "prog"), ("Kommunens bedömning", "kom")]


def rating(sign: frozen.Sign, level: int = 0, *, reason: str = "", departs: bool = False) -> frozen.Rating:
    long, short = LEVELS[level]
    return {
        "level_word": long,
        "short": short,
        "sign": sign,
        "word": COLOURS[sign],
        "reason": reason or "Målet nås inte ännu. Arbetet med läsning har gett effekt men stödet i matematik kom sent.",
        "by": "Kim Ek, ordförande",
        "on": f"2023-0{level + 1}-14",
        "departs": departs,
    }


def values(numbers: list[float | None], years: range = YEARS) -> list[frozen.Value]:
    return [
        {
            "year": year,
            "value": value,
            "status": "missing" if value is None else "final",
            "note": "färre än fem elever" if value is None else None,
        }
        for year, value in zip(years, numbers, strict=True)
    ]


def trend_chart() -> frozen.Chart:
    return {
        "drawing": "line",
        "spec": {
            "title": "Behöriga till yrkesprogram",
            "unit": "%",
            "own": {"name": "Exempelby", "points": [list(point) for point in zip(YEARS, OWN, strict=True)]},
            "median": {"name": "Median", "points": [list(point) for point in zip(YEARS, MEDIAN, strict=True)]},
            "middle_half": {
                "name": "Halva landets kommuner",
                "points": [[year, value - 4.1, value + 4.4] for year, value in zip(YEARS, MEDIAN, strict=True)],
            },
            "target": {"label": "Mål 2026: 88 %", "value": 88, "since": 2019, "until": 2026},
        },
        "caption": "Behöriga till yrkesprogram, andel av eleverna i procent",
        "alt": "Linjediagram 2015–2022. Exempelby går från 83,5 till 80,6 procent, medianen går från 85,4 till 83,9.",
        "axis_note": "Axeln börjar på 78.",
        "source": "Egen bearbetning av öppen statistik.",
        "columns": ["År", "Exempelby", "Median"],
        "rows": [[str(year), own, median] for year, own, median in zip(YEARS, OWN, MEDIAN, strict=True)],
        "decimals": 1,
    }


def place(
    name: str, numbers: list[float | None], women: float | None, men: float | None, sign: frozen.Sign, note: str | None
) -> frozen.Place:
    return {
        "unit": name,
        "values": values(numbers, range(2021, 2023)),
        "women": women,
        "men": men,
        "rating": rating(sign),
        "note": note,
    }


def indicator(title: str = "Behöriga till gymnasiets yrkesprogram") -> frozen.Indicator:
    return {
        "title": title,
        "measure_unit": "procent",
        "decimals": 1,
        "direction_word": "högre är bättre",
        "rows": values([None, *OWN[1:]]),
        "women_word": "Flickor",
        "women": values([None, None, 87.2, 83.9, 84.0, 83.8, 84.5, 80.8]),
        "men_word": "Pojkar",
        "men": values([None, None, 82.0, 77.9, 78.3, 78.7, 79.3, 80.4]),
        "target": {"value": 88, "year": 2026, "decided": "kommunfullmäktige 2022-11-21, § 204"},
        "outcome_sentence": "80,6 procent av eleverna som gick ut årskurs 9 våren 2022 blev behöriga.",
        "comparison_sentence": "Medianen i landet är 83,9 procent. Till målet för 2026 saknas 129 elever.",
        "missing_sentence": "Värdet för 2015 saknas: färre än fem elever i en grupp.",
        "source_phrase": "Källa: Kolada N15428, hämtat 2023-01-30.",
        "charts": [trend_chart()],
        "places_word": "Skola",
        "places": [
            place("Björkskolan", [86.1, 88.7], 90.2, 87.1, "circle", None),
            place("Kvarnskolan", [84.0, 83.1], 84.6, 81.5, "triangle", None),
            place("Lindängsskolan", [76.4, 78.9], 79.7, 78.0, "triangle", None),
            place("Strandskolan", [72.8, 69.4], 70.1, 68.8, "square", None),
            place(
                "Tallskolan", [None, 81.6], 80.0, 83.0, "ring", "Startade hösten 2021 och bedöms första gången 2023."
            ),
        ],
    }


def goal(title: str = "Fler elever blir behöriga till gymnasiet", indicators: int = 1) -> frozen.Goal:
    return {
        "level_word": "Mål",
        "title": title,
        "parents": [
            {"level_word": "Strategiskt område", "title": "Människors egenmakt"},
            {"level_word": "Målområde", "title": "Alla klarar skolan"},
        ],
        "indicators": [
            indicator(*([] if at == 0 else [f"Elever som trivs i skolan, fråga {at}"])) for at in range(indicators)
        ],
        "ratings": [
            rating("triangle"),
            rating("triangle", 1),
            rating(
                "square", 2, reason="Målet nås inte. Skillnaden mellan skolorna växer för tredje året.", departs=True
            ),
        ],
        "proposed": {"word": "Gul", "reason": "Ett av två mått är bättre än förra året, inget når sitt målvärde."},
        "analysis": {
            "conclusion": "Nivån sjönk 2018 och har legat still sedan dess. Skillnaden mellan flickor och pojkar var "
            "5,2 procentenheter 2021 och 0,4 året efter.\n\nLäsgrupper i årskurs 7 har höjt läsförståelsen, men stödet "
            "i matematik sätts fortfarande in för sent.",
            "by": ["Alva Lind", "Bo Berg"],
        },
        "activities": [
            {
                "title": "Läsgrupper i årskurs 7",
                "unit": "Grundskolan",
                "state_word": "klar",
                "effect": "Läsförståelsen steg på fyra av fem skolor.",
                "until": "2022-12-20",
            },
            {
                "title": "Tidigt stöd i matematik",
                "unit": "Strandskolan",
                "state_word": "pågår",
                "effect": None,
                "until": None,
            },
        ],
        "remedies": [
            {
                "title": "Två lärare i matematik från januari",
                "unit": "Strandskolan",
                "state_word": "beslutad",
                "follow_up": "Delårsrapport 2, betyg i årskurs 8",
            }
        ],
    }


def matrix() -> frozen.Matrix:
    groups = {
        "Ekonomiskt resultat": ["Intraprenader", "Övrig verksamhet"],
        "Resultat av uppdraget": ["Process", "Brukare", "Ekonomi och effektivitet", "Medarbetare"],
        "Bidrag": ["Människors egenmakt", "Barns och ungas behov", "Trygg välfärd", "Hållbar utveckling"],
    }
    labels = [(group, label) for group, labels in groups.items() for label in labels]
    rows = ["Internkontroll", "Genusredovisning", "Klimatredovisning", "Förenkla, förnya, förbättra"]
    cells: list[frozen.MatrixCell] = []
    for down in range(len(rows)):
        for across in range(len(labels)):
            if (down + across) % 3:
                continue
            apart = across == 3
            cells.append(
                {
                    "row": f"r{down}",
                    "column": f"c{across}",
                    "demanded": True,
                    "account": "Egenkontrollen är genomförd på alla skolor." if across < 2 else None,
                    "ratings": []
                    if across == 9
                    else [
                        rating("triangle" if apart else "circle"),
                        rating("triangle" if apart else "circle", 1),
                        rating("square" if apart else "circle", 2, departs=apart),
                    ],
                }
            )
    return {
        "columns": [{"key": f"c{at}", "label": label, "group": group} for at, (group, label) in enumerate(labels)],
        "rows": [{"key": f"r{at}", "label": label} for at, label in enumerate(rows)],
        "cells": cells,
        "overall": [
            rating("triangle"),
            rating("triangle", 1, reason="Nämnden utvecklar men når inte alla mål. Ekonomin är i balans."),
            rating("triangle", 2, reason="Utvecklingen går åt rätt håll men för långsamt. Skillnaderna är stora."),
        ],
    }


def wheel() -> frozen.JSON:
    def part(key: str, kind: str, label: str, colour: str, spans: list[list[str]], total: int = 0) -> frozen.JSON:
        return {
            "key": key,
            "kind": kind,
            "label": label,
            "colour": colour,
            "done": total,
            "total": total,
            "spans": spans,
        }

    return {
        "year": 2022,
        "today": "2023-02-14",
        "parts": [
            part("mission", "base", "Grunduppdrag", "#F5C915", []),
            part("lead", "ring", "Ledning", "#1C66A8", []),
            part("plan", "phase", "Planera", "#4D9A36", [["2022-01-10", "2022-06-20"]], 8),
            part("act", "phase", "Genomföra", "#F5C915", [["2022-06-01", "2022-10-15"]], 7),
            part("follow", "phase", "Följa upp", "#6F4495", [["2022-09-20", "2022-12-20"]], 9),
        ],
    }


def report(
    *, decided: bool = True, goals: int = 2, indicators: int = 2, title: str = "Årsberättelse 2022"
) -> frozen.Report:
    names = ["Fler elever blir behöriga till gymnasiet", "Alla elever känner sig trygga i skolan"]
    names += [f"Mål nummer {at + 1} för en bättre skola" for at in range(2, goals)]
    return {
        "format": 1,
        "municipality": {"name": "Exempelby kommun", "accent": "#0B4F71"},
        "unit": {"name": "Grundskolenämnden", "kind_word": "driftnämnd"},
        "occasion": {"key": "annual_report", "label": "Årsberättelse"},
        "title": title,
        "subtitle": "Vad vi ville, vad det blev och vad vi gör nu.",
        "year": 2022,
        "language": "sv",
        "status": "decided" if decided else "draft",
        "decision": {
            "body": "grundskolenämnden",
            "date": "2023-02-14",
            "paragraph": "§ 18",
            "record_number": "GSN 2023/41",
        }
        if decided
        else None,
        "made_on": "2023-02-01",
        "note": "Exempelby finns inte. Skolor, personer, bedömningar och beslut är påhittade.",
        "programme": ["Lärande, utbildning och arbete"],
        "wheel": wheel(),
        "goals": [goal(name, indicators) for name in names[:goals]],
        "matrix": matrix(),
        "texts": [
            {
                "title": "Årets viktigaste händelser",
                "questions": ["Vad har betytt mest?"],
                "body": "Tallskolan öppnade hösten 2021 och har nu elever i alla årskurser.\n\nTvå skolor har bytt "
                "rektor under året.",
                "by": "Bo Berg",
            },
            {"title": "Ekonomi", "questions": ["Hur blev utfallet mot ramen?"], "body": "", "by": None},
        ],
        "units": [
            {"name": name, "kind_word": "skola", "state_word": "inlämnad", "overall": rating("triangle")}
            for name in ("Björkskolan", "Kvarnskolan")
        ],
        "assurances": [
            {
                "title": "Läsgrupper är rutin i årskurs 7",
                "unit": "Grundskolan",
                "state_word": "kontroll kvar",
                "checked_on": None,
            }
        ],
        "sources": [
            {
                "title": "N15428, behöriga till yrkesprogram",
                "publisher": "Kolada",
                "fetched": "2023-01-30",
                "note": None,
            }
        ],
        "versions": {
            "app": "0.1.0",
            "pack": "orebro 2022",
            "typst": "0.15.0",
            "statistics": "2023-01-30, bygge 4f2a",
        },
    }
