"""What we have decided or read about an indicator, beside what its owner's catalogue says."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Direction = Literal["higher", "lower", "none"]
Kind = Literal["steering", "cost", "context"]
Text = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]
IndicatorId = Annotated[str, StringConstraints(pattern=r"^[NU][0-9]{5}$")]
AreaId = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Form):
    """A phrase in the languages of the interface."""

    sv: Text
    en: Text

    def of(self, language: str) -> str:
        """Return the phrase; any language but English is taken for Swedish."""
        return self.en if language == "en" else self.sv


class Break(_Form):
    """A change of definition that the indicator's owner has written of.

    Attributes
    ----------
    year : the first year of the new definition; years before it are not compared with later ones.
    why : what changed, in one phrase.
    areas : ids of the only areas that it touches; none: all.

    """

    year: Annotated[int, Field(ge=1980, le=2100)]
    why: Words
    areas: tuple[AreaId, ...] = ()


class Counts(_Form):
    """The indicators that a share or rate is computed from, as far as the catalogue has them."""

    numerator: IndicatorId | None = None
    denominator: IndicatorId | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Counts:
        if not self.ids:
            raise ValueError("give a numerator, a denominator or both")
        return self

    @property
    def ids(self) -> tuple[str, ...]:
        """Those that are known, the numerator first."""
        return tuple(one for one in (self.numerator, self.denominator) if one)


class Curated(_Form):
    """Our own choices about one indicator.

    Attributes
    ----------
    kind : steering: a result that the municipality works for; cost; context: a condition that it lives under.
    direction : which way is good; none for every cost and condition.
    decided : in one phrase on what ground kind and direction rest.
    by_sex : whether values for women and men are published for the latest years.
    mean_of : over how many years each value is a mean; neighbouring values then share years.
    breaks : in order of year.

    """

    kind: Kind
    direction: Direction
    decided: Words
    unit: Words
    decimals: Annotated[int, Field(ge=0, le=4)]
    by_sex: bool
    mean_of: Annotated[int, Field(ge=1, le=10)] = 1
    breaks: tuple[Break, ...] = ()
    counts: Counts | None = None

    @model_validator(mode="after")
    def _is_consistent(self) -> Curated:
        if self.kind != "steering" and self.direction != "none":
            raise ValueError(f"a {self.kind} indicator has no good direction")
        years = [one.year for one in self.breaks]
        if years != sorted(set(years)):
            raise ValueError("the years of the breaks do not rise")
        return self

    def breaks_in(self, area: str) -> tuple[Break, ...]:
        """Return the breaks that touch one area."""
        return tuple(one for one in self.breaks if not one.areas or area in one.areas)


class Family(_Form):
    """Indicators related by arithmetic: `every` one with every other, or a `whole` with each of its `parts`."""

    why: Words
    every: tuple[IndicatorId, ...] = ()
    whole: IndicatorId | None = None
    parts: tuple[IndicatorId, ...] = ()

    @model_validator(mode="after")
    def _is_one_of_two(self) -> Family:
        if (len(self.every) < 2) == (self.whole is None or not self.parts):
            raise ValueError("give either every (at least two), or whole and parts")
        if len({*self.every, *self.parts, *filter(None, [self.whole])}) != len(self.every) + len(self.parts) + bool(
            self.whole
        ):
            raise ValueError("an indicator stands twice")
        return self

    def pairs(self) -> list[tuple[str, str]]:
        """Return each pair of relatives once, one way round."""
        if self.whole is not None:
            return [(self.whole, part) for part in self.parts]
        return [(one, other) for place, one in enumerate(self.every) for other in self.every[place + 1 :]]
