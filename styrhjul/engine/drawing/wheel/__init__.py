"""The municipality's own wheel as one drawing."""

from styrhjul.engine.drawing.wheel.draw import draw_wheel
from styrhjul.engine.drawing.wheel.dress import Size
from styrhjul.engine.drawing.wheel.mini import draw_mini
from styrhjul.engine.drawing.wheel.model import Milestone, PartDrawing, PartKind, WheelDrawing, part_colours

__all__ = ["Milestone", "PartDrawing", "PartKind", "Size", "WheelDrawing", "draw_mini", "draw_wheel", "part_colours"]
