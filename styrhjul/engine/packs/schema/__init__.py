"""The schema of a steering pack: how one municipality steers, as data.

A pack says form, never content: which parts the wheel has, which levels goals and plans have, what is
done when and by whom, how results are rated. One set of models gives the check, the types and the
published JSON Schema.
"""

from __future__ import annotations

from styrhjul.engine.packs.schema.basics import Basis, Day, Entry, Form, Key, Label, Span, Text
from styrhjul.engine.packs.schema.ladder import Evidence, FilledBy, Ladder, Step, StepPart, StepQuestion
from styrhjul.engine.packs.schema.levels import Adoption, GoalLevel, Occasion, PlanLevel, Question, Section, UnitKind
from styrhjul.engine.packs.schema.pack import Pack, Source
from styrhjul.engine.packs.schema.rating import (
    Aspect,
    AspectGroup,
    Colour,
    FocusArea,
    Matrix,
    Rating,
    RatingLevel,
    Sign,
)
from styrhjul.engine.packs.schema.roles import Reach, Right, Role
from styrhjul.engine.packs.schema.tasks import CalendarEntry, Event, Rhythm, Task
from styrhjul.engine.packs.schema.wheel import Holds, Method, MethodKind, Part, PartKind, Principle, Wheel

__all__ = [
    "Adoption",
    "Aspect",
    "AspectGroup",
    "Basis",
    "CalendarEntry",
    "Colour",
    "Day",
    "Entry",
    "Event",
    "Evidence",
    "FilledBy",
    "FocusArea",
    "Form",
    "GoalLevel",
    "Holds",
    "Key",
    "Label",
    "Ladder",
    "Matrix",
    "Method",
    "MethodKind",
    "Occasion",
    "Pack",
    "Part",
    "PartKind",
    "PlanLevel",
    "Principle",
    "Question",
    "Rating",
    "RatingLevel",
    "Reach",
    "Rhythm",
    "Right",
    "Role",
    "Section",
    "Sign",
    "Source",
    "Span",
    "Step",
    "StepPart",
    "StepQuestion",
    "Task",
    "Text",
    "UnitKind",
    "Wheel",
]
