"""Charts as small drawings: one spec and one function for each kind."""

from styrhjul.engine.drawing.charts.control import ControlChart, Limits, NewLevel, draw_control
from styrhjul.engine.drawing.charts.covariation import CovariationBar, draw_covariation
from styrhjul.engine.drawing.charts.distance import DistanceChart, DistanceRow, draw_distance
from styrhjul.engine.drawing.charts.dots import DotChart, DotRow, draw_dots
from styrhjul.engine.drawing.charts.funnel import FunnelChart, FunnelLimit, FunnelUnit, draw_funnel
from styrhjul.engine.drawing.charts.line import Event, LineChart, MiddleHalf, Target, axis_of, draw_line
from styrhjul.engine.drawing.charts.sexes import SexChart, draw_sexes
from styrhjul.engine.drawing.charts.sparkline import Sparkline, draw_sparkline
from styrhjul.engine.drawing.charts.spec import Series
from styrhjul.engine.drawing.charts.strip import Place, StripChart, draw_strip

__all__ = [
    "ControlChart", "CovariationBar", "DistanceChart", "DistanceRow", "DotChart", "DotRow", "Event", "FunnelChart",
    "FunnelLimit", "FunnelUnit", "Limits", "LineChart", "MiddleHalf", "NewLevel", "Place", "Series", "SexChart",
    "Sparkline", "StripChart", "Target", "axis_of", "draw_control", "draw_covariation", "draw_distance",
    "draw_dots", "draw_funnel", "draw_line", "draw_sexes", "draw_sparkline", "draw_strip",
]  # fmt: skip
