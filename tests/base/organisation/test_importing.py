"""Lists from outside: what they would do is seen first, and is then done whole or not at all."""

from datetime import date

import pytest

from styrhjul.base.common import trace
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import TraceEntry, User
from styrhjul.base.common.permit import Refused
from styrhjul.base.common.sheets import read
from styrhjul.base.organisation import actions, queries
from styrhjul.base.organisation.importing import PEOPLE_COLUMNS, UNIT_COLUMNS, What
from styrhjul.base.organisation.models import Ancestry, Appointment, Placement, Unit

FROM = date(2024, 1, 1)
HEAD = "kod;namn;slag;överordnad;från;till\n"


def units(*lines):
    return read((HEAD + "\n".join(lines)).encode(), UNIT_COLUMNS)


def people(*lines):
    return read(("e-post;namn;roll;organisationsdel;från;till\n" + "\n".join(lines)).encode(), PEOPLE_COLUMNS)


def everything():
    return (
        set(Unit.objects.values_list("code", "name", "kind", "area", "ends")),
        set(Placement.objects.values_list("unit", "parent", "starts", "ends")),
        set(Ancestry.objects.values_list("ancestor", "descendant", "starts", "ends")),
        set(User.objects.values_list("email", "name", "is_active")),
        set(Appointment.objects.values_list("user", "role", "unit", "starts", "ends")),
        TraceEntry.objects.count(),
    )


ALL_KINDS = (
    "lind;Lindskolan;enhet;område-väst;2024-01-01;",
    "område-väst;Område väst;avdelning;förvaltningen-grundskola;2024-01-01;",
    "almskolan;Almskolan;enhet;vårdförvaltningen;2024-01-01;",
    "björkskolan;Björkskolan F–6;unit;förvaltningen-grundskola;2015-01-01;",
    "ekgården;Ekgården;enhet;vårdförvaltningen;2015-01-01;2024-06-30",
    "vårdnämnden;Vårdnämnden;driftnämnd;programnämnd-social-välfärd;2015-01-01;",
)


def test_a_list_shows_what_each_row_would_do(world):
    plan = actions.plan_units(units(*ALL_KINDS), changes_from=FROM, by=world.siv)
    assert [(c.row, c.what) for c in plan.changes] == [
        (2, (What.NEW,)), (3, (What.NEW,)), (4, (What.MOVED,)), (5, (What.RENAMED,)), (6, (What.CLOSED,)),
        (7, (What.UNCHANGED,)),
    ]  # fmt: skip
    assert "Förvaltningen grundskola" in plan.changes[2].says
    assert plan.absent == Unit.objects.count() - 4
    assert not plan.faulty


def test_looking_changes_nothing(world):
    before = everything()
    actions.plan_units(units(*ALL_KINDS), changes_from=FROM, by=world.siv)
    actions.plan_people(people("ny@example.org;Nya;enhetschef;almskolan;;"), by=world.siv)
    assert everything() == before


def test_what_was_seen_is_what_is_done(world):
    rows = units(*ALL_KINDS)
    seen = actions.plan_units(rows, changes_from=FROM, by=world.siv)
    done = actions.import_units(rows, changes_from=FROM, seen=seen.digest, by=world.siv)
    assert done == seen
    tree = {(b.unit.name, b.level) for b in queries.tree_on(date(2024, 1, 1))}
    assert {("Lindskolan", 5), ("Område väst", 4), ("Björkskolan F–6", 4), ("Ekgården", 4)} <= tree
    assert Unit.objects.get(code="almskolan") in queries.units_below(world.boards[1], FROM)
    assert Unit.objects.get(code="almskolan") in queries.units_below(world.boards[0], date(2023, 12, 31))
    assert Unit.objects.get(code="ekgården").ends == date(2024, 6, 30)
    assert trace.verify() == []
    again = actions.plan_units(rows, changes_from=FROM, by=world.siv)
    assert again.changing == []


FAULTY = {
    "unknown kind": ("x;X;rymdstation;almskolan;2024-01-01;", "rymdstation"),
    "unknown unit above": ("x;X;enhet;finns-inte;2024-01-01;", "finns-inte"),
    "kind may not stand there": ("x;X;driftnämnd;almskolan;2024-01-01;", "låter inte"),
    "no unit above": ("x;X;enhet;;2024-01-01;", "under"),
    "no code": (";X;enhet;förvaltningen-grundskola;2024-01-01;", "Koden saknas"),
    "no name": ("x;;enhet;förvaltningen-grundskola;2024-01-01;", "tomt"),
    "no day": ("x;X;enhet;förvaltningen-grundskola;i våras;", "i våras"),
    "ends before it starts": ("x;X;enhet;förvaltningen-grundskola;2024-01-01;2023-12-31", "efter"),
    "another kind": ("almskolan;Almskolan;avdelning;förvaltningen-grundskola;2015-01-01;", "slag"),
    "under itself": ("grundskolenämnden;Grundskolenämnden;driftnämnd;grundskolenämnden;2015-01-01;", ""),
    "closed with units below": (
        "vårdförvaltningen;Vårdförvaltningen;förvaltning;vårdnämnden;2015-01-01;2024-01-01",
        "1",
    ),
    "a move into an earlier year": ("almskolan;Almskolan;enhet;vårdförvaltningen;2022-01-01;", "tidigare år"),
    "the same code twice": ("lind;Lind;enhet;förvaltningen-grundskola;2024-01-01;", "rad 2"),
    "under a faulty row": ("x;X;enhet;trasig;2024-01-01;", "trasig"),
    "name too long": ("x;" + "X" * 200 + ";enhet;förvaltningen-grundskola;2024-01-01;", "120"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_row_says_why_and_nothing_of_the_list_is_taken(world, name):
    line, says = FAULTY[name]
    rows = units("lind;Lindskolan;enhet;förvaltningen-grundskola;2024-01-01;", line)
    before = everything()
    plan = actions.plan_units(rows, changes_from=FROM, by=world.siv)
    assert [change.row for change in plan.faulty] == [3]
    assert says in plan.faulty[0].says
    with pytest.raises(Fault):
        actions.import_units(rows, changes_from=FROM, seen=plan.digest, by=world.siv)
    assert everything() == before


def test_a_faulty_row_says_all_its_faults_at_once(world):
    rows = units("x;;rymdstation;saknas;2023-13-45;i våras")
    says = actions.plan_units(rows, changes_from=FROM, by=world.siv).faulty[0].says
    for one in ("tomt", "rymdstation", "Ingen organisationsdel har koden ”saknas”.", "2023-13-45", "i våras"):
        assert one in says


def test_a_known_unit_says_all_its_faults_too(world):
    rows = units("almskolan;Almskolan;avdelning;saknas;2023-13-45;")
    says = actions.plan_units(rows, changes_from=FROM, by=world.siv).faulty[0].says
    for one in ("slag", "saknas", "2023-13-45"):
        assert one in says


def test_two_rows_that_stand_under_each_other_are_faulty(world):
    rows = units("a;A;avdelning;b;2024-01-01;", "b;B;avdelning;a;2024-01-01;")
    assert len(actions.plan_units(rows, changes_from=FROM, by=world.siv).faulty) == 2


def test_a_list_that_no_longer_fits_what_was_seen_is_not_taken(world):
    rows = units(*ALL_KINDS)
    seen = actions.plan_units(rows, changes_from=FROM, by=world.siv).digest
    actions.rename_unit(world.units[1], name="Björkskolan F–6", by=world.siv)
    before = everything()
    with pytest.raises(Conflict):
        actions.import_units(rows, changes_from=FROM, seen=seen, by=world.siv)
    assert everything() == before


def test_only_who_may_looks_and_takes_in(world):
    rows = units(ALL_KINDS[1])
    for attempt in (
        lambda: actions.plan_units(rows, changes_from=FROM, by=world.alva),
        lambda: actions.import_units(rows, changes_from=FROM, seen="", by=world.alva),
        lambda: actions.plan_people(rows, by=world.alva),
        lambda: actions.import_people(rows, seen="", by=world.alva),
    ):
        with pytest.raises(Refused):
            attempt()


def test_people_are_taken_in_with_their_roles(world):
    rows = people(
        "ida@example.org;Ida;enhetschef;björkskolan;2024-01-01;",
        "ida@example.org;Ida;employee;almskolan;2024-01-01;2024-06-30",
        "ALVA@example.org;Alva Ek;enhetschef;almskolan;2015-01-01;2023-12-31",
        "bo@example.org;Bo;medarbetare;almskolan;2015-01-01;",
    )
    plan = actions.plan_people(rows, by=world.siv)
    assert [change.what for change in plan.changes] == [
        (What.NEW, What.APPOINTED), (What.APPOINTED,), (What.RENAMED, What.ENDED), (What.UNCHANGED,),
    ]  # fmt: skip
    actions.import_people(rows, seen=plan.digest, by=world.siv)
    ida = User.objects.get(email="ida@example.org")
    assert not ida.has_usable_password()
    assert set(ida.appointments.values_list("role", "ends")) == {
        ("unit_manager", None), ("employee", date(2024, 6, 30)),
    }  # fmt: skip
    assert User.objects.get(pk=world.alva.pk).name == "Alva Ek"
    assert Appointment.objects.get(user=world.alva).ends == date(2023, 12, 31)


PEOPLE_FAULTS = {
    "no address": ("inte en adress;X;enhetschef;almskolan;;", "e-post"),
    "no name": ("x@example.org;;enhetschef;almskolan;;", "tomt"),
    "unknown role": ("x@example.org;X;kung;almskolan;;", "kung"),
    "unknown unit": ("x@example.org;X;enhetschef;finns-inte;;", "finns-inte"),
    "role without unit": ("x@example.org;X;enhetschef;;;", "roll"),
    "one's own key": ("siv@example.org;Siv;systemadministratör;exempelby-kommun;2015-01-01;2023-12-01", "Någon annan"),
}


@pytest.mark.parametrize("name", PEOPLE_FAULTS)
def test_a_faulty_person_says_why_and_nobody_is_taken(world, name):
    line, says = PEOPLE_FAULTS[name]
    rows = people("ida@example.org;Ida;enhetschef;björkskolan;;", line)
    before = everything()
    plan = actions.plan_people(rows, by=world.siv)
    assert [change.row for change in plan.faulty] == [3]
    assert says in plan.faulty[0].says
    with pytest.raises(Fault):
        actions.import_people(rows, seen=plan.digest, by=world.siv)
    assert everything() == before


def test_a_faulty_person_says_all_faults_at_once(world):
    rows = people("inte en adress;;kung;saknas;2023-13-45;")
    says = actions.plan_people(rows, by=world.siv).faulty[0].says
    for one in ("e-post", "tomt", "kung", "saknas", "2023-13-45"):
        assert one in says


def test_a_closed_account_is_not_appointed(world):
    actions.close_user(world.bo, by=world.siv)
    plan = actions.plan_people(people("bo@example.org;Bo;enhetschef;björkskolan;;"), by=world.siv)
    assert plan.faulty
