"""A drawing under construction: shapes and texts in order, and the room the texts take."""

from __future__ import annotations

from dataclasses import dataclass, field

from styrhjul.engine.drawing.svg import FONT, Markup, element, join
from styrhjul.engine.drawing.words import ArcWords, Box, Words


@dataclass(frozen=True)
class Naming:
    """How a drawing presents itself to those who do not see it.

    A drawing with neither title nor description is decoration and is hidden from screen readers. So is one
    whose links stand in a list beside it (`twin`): the list is the navigation, the drawing repeats it for the pointer.
    """

    title: str = ""
    description: str = ""
    twin: bool = False

    @property
    def hidden(self) -> bool:
        """Whether screen readers pass over the drawing."""
        return self.twin or not (self.title or self.description)


@dataclass
class Picture:
    """What has been drawn so far; `strokes` are lines that later texts must not cross."""

    pieces: list[Markup] = field(default_factory=list)
    texts: list[Words | ArcWords] = field(default_factory=list)
    strokes: list[tuple[tuple[float, float], tuple[float, float]]] = field(default_factory=list)

    def draw(self, *shapes: Markup) -> None:
        """Add shapes on top."""
        self.pieces.extend(shapes)

    def write(self, *texts: Words | ArcWords) -> None:
        """Add texts on top, and remember the room they take."""
        for text in texts:
            self.texts.append(text)
            self.pieces.append(text.markup())

    @property
    def boxes(self) -> list[Box]:
        """The room taken by texts."""
        return [box for text in self.texts for box in text.boxes()]

    def render(self, view: Box, width: float, naming: Naming, css: str) -> Markup:
        """Return the finished SVG, `width` wide, showing the part of the plane that `view` says."""
        across, down = view.right - view.left, view.bottom - view.top
        names = [
            element(tag, text)
            for tag, text in (("title", naming.title), ("desc", naming.description))
            if text and not naming.hidden
        ]
        return element(
            "svg",
            *names,
            join(self.pieces),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=" ".join(f"{value:.6g}" for value in (view.left, view.top, across, down)),
            width=round(width),
            height=round(width * down / across),
            css=css,
            font_family=FONT,
            focusable="false" if naming.hidden else None,
            aria_hidden="true" if naming.hidden else None,
            role=None if naming.hidden else "img",
        )
