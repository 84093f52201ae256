"""Things to test with, each made by the action that people make it with: no test stands on an impossible state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation import actions
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.models import SteeringModel
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.engine.packs import loader
from styrhjul.wheel.flows.models import ensure_years, install_model

START = date(2015, 1, 1)


def model(key: str = "orebro", *, in_force_from: date = START) -> SteeringModel:
    """Install a shipped pack as the first steering model, on the day from which it is in force."""
    with clock.standing_at(in_force_from):
        return install_model(pack=loader.load(key), in_force_from=in_force_from, by=None)


def unit(name: str, kind: str, parent: Unit | None, *, starts: date = START, area: str = "") -> Unit:
    """Add a unit; its code is made from the name."""
    code = name.lower().replace(" ", "-")
    return actions.add_unit(code=code, name=name, kind=kind, parent=parent, starts=starts, area=area, by=None)


def municipality(name: str = "Exempelby kommun") -> Unit:
    """Add the top of the organisation, of whatever kind the model puts there."""
    return unit(name, next(kind.key for kind in pack_in_force().unit_kinds if not kind.under), None)


def person(name: str, *, password: str | None = None) -> User:
    """Open an account that holds no role."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return actions.add_user(email=email, name=name, password=password, by=None)


def appointed(name: str, role: str, at: Unit, *, starts: date = START, ends: date | None = None) -> User:
    """Open an account and let its person hold one role."""
    user = person(name)
    actions.appoint(user, role=role, unit=at, starts=starts, ends=ends, by=None)
    return user


@dataclass(frozen=True)
class World:
    """A small municipality in the Örebro model: Alva manages, Bo works below her, Cia is elsewhere, Dan is auditor."""

    top: Unit
    executive: Unit
    programmes: tuple[Unit, Unit]
    boards: tuple[Unit, Unit]
    administrations: tuple[Unit, Unit]
    units: tuple[Unit, Unit, Unit]
    alva: User
    bo: User
    cia: User
    dan: User
    siv: User
    """The system administrator."""
    hanna: User
    """The head of the first administration, appointed at its board, above Alva."""
    stranger: User
    """An account that holds no role."""


def world() -> World:
    """Make the municipality that most tests stand on."""
    model()
    top = municipality()
    council = top if top.kind == "council" else unit("Kommunfullmäktige", "council", top)
    executive = unit("Kommunstyrelsen", "executive_board", council)
    learning = unit("Programnämnd barn och utbildning", "programme_board", council)
    welfare = unit("Programnämnd social välfärd", "programme_board", council)
    schools = unit("Grundskolenämnden", "operating_board", learning)
    care = unit("Vårdnämnden", "operating_board", welfare)
    school_office = unit("Förvaltningen grundskola", "administration", schools)
    care_office = unit("Vårdförvaltningen", "administration", care)
    elm = unit("Almskolan", "unit", school_office)
    birch = unit("Björkskolan", "unit", school_office)
    oak = unit("Ekgården", "unit", care_office)
    ensure_years(by=None)
    return World(
        top=top,
        executive=executive,
        programmes=(learning, welfare),
        boards=(schools, care),
        administrations=(school_office, care_office),
        units=(elm, birch, oak),
        alva=appointed("Alva", "unit_manager", elm),
        bo=appointed("Bo", "employee", elm),
        cia=appointed("Cia", "unit_manager", oak),
        dan=appointed("Dan", "auditor", top),
        siv=appointed("Siv", "system_administrator", top),
        hanna=appointed("Hanna", "head_of_administration", schools),
        stranger=person("Stig"),
    )
