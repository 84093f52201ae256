"""A steering model whose wheel has every kind of part, to test with: the rest of it is Örebro's."""

from __future__ import annotations

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.steering.models import SteeringModel
from styrhjul.engine.packs import loader
from styrhjul.engine.packs.schema import Holds, Label, Pack, Part, PartKind, Text
from styrhjul.wheel.flows.models import install_model

KINDS = (
    ("goals_plate", PartKind.BASE, "vision och mål", [Holds.GOALS]),
    ("work_ring", PartKind.RING, "genomföra", [Holds.ACTIVITIES]),
    ("wedge", PartKind.WEDGE, "kvalitetssäkra", [Holds.ASSURANCES]),
    ("steady", PartKind.ARROW, "ständiga förbättringar", [Holds.IMPROVEMENTS]),
    ("leap", PartKind.ARROW, "innovation", [Holds.INNOVATIONS]),
)


def part(key: str, kind: PartKind, label: str, holds: list[Holds], order: int) -> Part:
    """Return a part without to-dos."""
    said = {"label": Label(sv=label, en=label), "guidance": Text(sv="Så gör ni.", en="This is how.")}
    return Part(key=key, kind=kind, holds=holds, order=order, basis="assumed", **said)


def pack_with_all_kinds() -> Pack:
    """Return Örebro's model with a base plate, a ring, a wedge and two arrows beside its phases."""
    pack = loader.load("orebro")
    more = [part(*one, order=10 + place) for place, one in enumerate(KINDS)]
    wheel = pack.wheel.model_copy(update={"parts": [*pack.wheel.parts, *more]})
    return pack.model_copy(update={"wheel": wheel, "version": "2023-11.1"})


def install_all_kinds(by: User) -> SteeringModel:
    """Let the model with all kinds of parts be in force from today."""
    return install_model(pack=pack_with_all_kinds(), in_force_from=clock.today(), by=by)
