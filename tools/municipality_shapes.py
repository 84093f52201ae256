"""Makes the shapes of the map anew from a TopoJSON of municipalities: python -m tools.municipality_shapes FILE."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from math import asinh, atan2, cos, radians, sin, sqrt, tan
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "styrhjul/engine/drawing/charts/municipalities.json"
MIDDLE = radians(15)
"""The meridian in the middle, where the national grid has it too."""
HEIGHT = 2400
"""Steps from south to north, about 650 m each: the smallest municipality is some five across."""

Place = tuple[float, float]


def main() -> None:
    """Read, project, round and write."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    arcs = [[_projected(place) for place in line] for line in _unpacked(topology)]
    xs, ys = zip(*(place for line in arcs for place in line), strict=True)
    left, top, scale = min(xs), max(ys), HEIGHT / (max(ys) - min(ys))
    grid = [[(round((x - left) * scale), round((top - y) * scale)) for x, y in line] for line in arcs]
    (layer,) = topology["objects"].values()
    shapes = {one["properties"]["code"]: _drawn(one, grid) for one in layer["geometries"]}
    content = {
        "width": round((max(xs) - left) * scale),
        "height": HEIGHT,
        "shapes": dict(sorted(shapes.items())),
    }
    TARGET.write_text(json.dumps(content, separators=(",", ":")).replace('","', '",\n"') + "\n", "utf-8")


def _unpacked(topology: dict[str, Any]) -> Iterator[list[Place]]:
    """Return the lines in degrees: each place is stored as the step from the one before."""
    (across, up), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    for packed in topology["arcs"]:
        x = y = 0
        line = []
        for step in packed:
            x, y = x + step[0], y + step[1]
            line.append((west + x * across, south + y * up))
        yield line


def _projected(place: Place) -> Place:
    """Return where a place lies in a transverse Mercator projection of a sphere (Snyder 1987, 8-1 and 8-3)."""
    east, north = radians(place[0]) - MIDDLE, radians(place[1])
    return asinh(sin(east) / sqrt(tan(north) ** 2 + cos(east) ** 2)), atan2(tan(north), cos(east))


def _drawn(shape: dict[str, Any], grid: list[list[tuple[int, int]]]) -> str:
    """Return a municipality as path data in relative steps."""
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    return "".join(_ring(ring, grid) for polygon in polygons for ring in polygon)


def _ring(ring: list[int], grid: list[list[tuple[int, int]]]) -> str:
    around: list[tuple[int, int]] = []
    for arc in ring:
        places = grid[arc] if arc >= 0 else grid[~arc][::-1]
        around.extend(places if not around else places[1:])
    kept = [place for number, place in enumerate(around[:-1]) if number == 0 or place != around[number - 1]]
    if len(kept) < 3:
        return ""
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(kept)]
    return f"M{kept[0][0]} {kept[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-") + "z"


if __name__ == "__main__":
    main()
