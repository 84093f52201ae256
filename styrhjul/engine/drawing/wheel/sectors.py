"""The phases: name zone, a band for each to-do, outline of the phase of the day."""

from __future__ import annotations

from styrhjul.engine.drawing.colour import INK, edge_of, tint_of
from styrhjul.engine.drawing.picture import Picture
from styrhjul.engine.drawing.svg import Markup, path
from styrhjul.engine.drawing.wheel.dress import Dress
from styrhjul.engine.drawing.wheel.geometry import INNERMOST, Sector, sector_path, sectors_of
from styrhjul.engine.drawing.wheel.links import linked
from styrhjul.engine.drawing.wheel.model import WheelDrawing
from styrhjul.engine.drawing.wheel.names import Outside, write_name

MOST_BANDS = 14


def draw_sectors(picture: Picture, drawing: WheelDrawing, colours: dict[str, str], dress: Dress) -> tuple[Outside, ...]:
    """Draw all phases and return the names that found no room inside."""
    outside: list[Outside] = []
    for sector in sectors_of(drawing):
        part = Picture()
        fill = colours[sector.part.key]
        _fill(part, sector, fill, dress)
        if sector.part.current:
            part.draw(_outline(sector, dress))
        if dress.words:
            outside.extend(write_name(part, sector, fill, dress))
        linked(picture, part, sector.part, dress)
    return tuple(outside)


def _outline(sector: Sector, dress: Dress) -> Markup:
    """Return the outline of the phase of the day; its name and what is late lie on top of it."""
    data = sector_path(INNERMOST, sector.outer, sector.start, sector.end)
    return path(data, fill="none", stroke=INK, stroke_width=dress.current, stroke_linejoin="round", css="current")


def _fill(part: Picture, sector: Sector, fill: str, dress: Dress) -> None:
    """Fill the name zone and the bands; without text, or without to-dos, one of them takes the whole sector."""
    total = max(sector.part.total, 0)
    zone = sector.name_zone if total and dress.words else INNERMOST if dress.words else sector.outer
    edge = edge_of(fill)
    if total:
        reach = zone - (dress.band_gap if dress.words else 0)
        done, undone = _bands(sector, reach, dress)
        if undone:
            part.draw(path(undone, fill=tint_of(fill), stroke=edge, stroke_width=0.5, css="undone"))
        if done:
            part.draw(path(done, fill=fill, css="fill"))
    if zone < sector.outer:
        zone_path = sector_path(zone, sector.outer, sector.start, sector.end)
        part.draw(path(zone_path, fill=fill, fill_rule="evenodd", stroke=edge, stroke_width=1, css="fill"))
    else:
        whole = sector_path(INNERMOST, sector.outer, sector.start, sector.end)
        inside = "none" if total else tint_of(fill)
        part.draw(path(whole, fill=inside, fill_rule="evenodd", stroke=edge, stroke_width=1, css="edge"))


def _bands(sector: Sector, reach: float, dress: Dress) -> tuple[str, str]:
    """Return the outlines of done and of undone bands, from the hub outwards; small drawings leave the undone whole."""
    total, gap = sector.part.total, dress.band_gap
    done = min(max(sector.part.done, 0), total)
    if total > MOST_BANDS:
        edge = INNERMOST + (reach - INNERMOST) * done / total
        return _piece(sector, INNERMOST, edge), _piece(sector, edge, reach)
    step = (reach - INNERMOST + gap) / total
    starts = [INNERMOST + step * place for place in range(total + 1)]
    pieces = [_piece(sector, start, start + step - gap) for start in starts[:total]]
    undone = "".join(pieces[done:]) if dress.words else _piece(sector, starts[done], reach)
    return "".join(pieces[:done]), undone


def _piece(sector: Sector, inner: float, outer: float) -> str:
    return sector_path(inner, outer, sector.start, sector.end) if outer - inner > 0.05 else ""
