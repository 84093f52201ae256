"""Setting indicators, deciding targets, entering values and keeping evidence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from styrhjul.base.calendar.models import Duty
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.common.permit import Refused
from styrhjul.base.thread.models import Audience, Kind, Link
from styrhjul.wheel.indicators import actions, queries
from styrhjul.wheel.indicators.actions import Aim, Cell, CellFaults, Entry
from styrhjul.wheel.indicators.models import Direction, Evidence, Group, Rhythm, Source, Status, Target, Value


def events(subject) -> list[str]:
    return list(TraceEntry.objects.filter(subject=f"node:{subject.pk}").values_list("event", flat=True))


class TestAddIndicator:
    def test_works_and_is_the_organisations_own(self, world, readers):
        assert readers.title == "Elever som läser säkert"
        assert readers.source == Source.OWN
        assert readers.node.kind == Kind.INDICATOR
        assert readers.node.audience == Audience.INTERNAL

    def test_of_an_elected_body_is_public(self, eligible):
        assert eligible.node.audience == Audience.PUBLIC

    def test_of_the_national_statistics_brings_what_these_say(self, eligible):
        assert "yrkesprogram" in eligible.title
        assert (eligible.measure_unit, eligible.decimals, eligible.direction) == ("%", 1, Direction.HIGHER)
        assert eligible.by_sex
        assert eligible.definition

    def test_takes_what_is_given_before_what_the_statistics_say(self, world):
        made = actions.add_indicator(
            unit=world.boards[0], national_id="N15428", title="Behöriga", direction="none", by=world.hanna
        )
        assert (made.title, made.direction) == ("Behöriga", Direction.NONE)

    @pytest.mark.parametrize(
        ("number", "said"), [("N30101", "En kostnad är varken"), ("N01951", "En förutsättning är")]
    )
    def test_refuses_to_call_a_cost_or_a_condition_good(self, world, number, said):
        with pytest.raises(Fault, match=said) as fault:
            actions.add_indicator(unit=world.boards[0], national_id=number, direction="lower", by=world.hanna)
        assert fault.value.field == "direction"
        made = actions.add_indicator(unit=world.boards[0], national_id=number, by=world.hanna)
        assert made.direction == Direction.NONE
        with pytest.raises(Fault, match=said):
            actions.change_indicator(made, title=made.title, direction="higher", by=world.hanna)

    def test_refuses_a_number_that_the_statistics_do_not_have(self, world):
        with pytest.raises(Fault) as fault:
            actions.add_indicator(unit=world.boards[0], national_id="N99999", by=world.hanna)
        assert fault.value.field == "national_id"

    def test_refuses_one_without_a_direction_that_nobody_has_chosen(self, world):
        with pytest.raises(ValidationError) as fault:
            actions.add_indicator(unit=world.units[0], title="Något", definition="x", measure_unit="%", by=world.alva)
        assert "direction" in fault.value.message_dict

    def test_refuses_whoever_sets_no_goals_there(self, world):
        for person in (world.bo, world.cia, world.dan, world.stranger):
            with pytest.raises(Refused):
                actions.add_indicator(
                    unit=world.units[0], title="x", definition="x", measure_unit="%", direction="none", by=person
                )

    def test_records(self, readers):
        assert events(readers) == ["indicator.added"]


class TestChangeIndicator:
    def test_works_and_records_only_what_changed(self, world, readers):
        changed = actions.change_indicator(readers, title="Läser säkert", decimals=0, by=world.alva)
        assert (changed.title, changed.decimals, changed.measure_unit) == ("Läser säkert", 0, "%")
        assert events(readers) == ["indicator.added", "indicator.changed"]
        actions.change_indicator(changed, title="Läser säkert", decimals=0, by=world.alva)
        assert events(readers) == ["indicator.added", "indicator.changed"]

    def test_refuses_a_change_on_top_of_somebody_elses(self, world, readers):
        seen = readers.stamp
        actions.change_indicator(readers, title="Läser säkert", by=world.alva)
        with pytest.raises(Conflict) as conflict:
            actions.change_indicator(readers, title="Läser flytande", seen=seen, by=world.alva)
        assert conflict.value.current.title == "Läser säkert"

    def test_refuses_another_rhythm_when_there_are_values(self, world, readers):
        actions.enter_values(readers, world.units[0], [Cell("2022", Decimal("80"))], by=world.alva)
        with pytest.raises(Fault) as fault:
            actions.change_indicator(readers, title=readers.title, rhythm=Rhythm.MONTH, by=world.alva)
        assert fault.value.field == "rhythm"

    def test_refuses_a_reader(self, world, readers):
        with pytest.raises(Refused):
            actions.change_indicator(readers, title="x", by=world.bo)


class TestDecideTargets:
    def decide(self, world, indicator, *aims, **given):
        given = {"decided_by": world.units[0], "decided_on": date(2023, 11, 1), "by": world.alva} | given
        return actions.decide_targets(indicator, world.units[0], aims, **given)

    def test_works(self, world, readers):
        self.decide(world, readers, Aim(2024, Decimal(85)), Aim(2025, Decimal(88)), paragraph="§ 12")
        standing = queries.targets_of(readers, world.units[0])
        assert [(one.year, one.value, one.paragraph) for one in standing] == [(2024, 85, "§ 12"), (2025, 88, "§ 12")]
        assert events(readers).count("target.decided") == 2

    def test_a_later_decision_replaces_and_keeps_the_earlier(self, world, readers):
        self.decide(world, readers, Aim(2024, Decimal(85)))
        self.decide(world, readers, Aim(2024, Decimal(86)), decided_on=date(2023, 11, 15))
        assert [one.value for one in queries.targets_of(readers, world.units[0])] == [86]
        assert Target.objects.count() == 2

    def test_the_same_decision_again_writes_nothing(self, world, readers):
        self.decide(world, readers, Aim(2024, Decimal(85)))
        assert self.decide(world, readers, Aim(2024, Decimal(85))) == []
        assert Target.objects.count() == 1

    def test_marks_the_duty_of_the_unit_and_year_as_done(self, world, readers):
        duty = Duty.objects.get(unit=world.units[0], event="targets_decided", period="2024")
        assert duty.done_at is None
        self.decide(world, readers, Aim(2024, Decimal(85)))
        duty.refresh_from_db()
        assert duty.done_by == world.alva

    @pytest.mark.parametrize(
        "aim", [Aim(1900, Decimal(1)), Aim(2024, Decimal("1.23456")), Aim(2024, Decimal(10) ** 13)]
    )
    def test_writes_all_or_none(self, world, readers, aim):
        with pytest.raises(Fault):
            self.decide(world, readers, Aim(2024, Decimal(85)), aim)
        assert not Target.objects.exists()

    def test_refuses_a_group_that_is_not_split(self, world, eligible, readers):
        actions.change_indicator(readers, title="x", by_sex=False, by=world.alva)
        readers.refresh_from_db()
        with pytest.raises(Fault):
            self.decide(world, readers, Aim(2024, Decimal(85), Group.WOMEN))

    def test_refuses_a_decision_in_the_future(self, world, readers):
        with pytest.raises(Fault) as fault:
            self.decide(world, readers, Aim(2024, Decimal(85)), decided_on=date(2023, 12, 1))
        assert fault.value.field == "decided_on"

    def test_refuses_whoever_decides_no_targets_there(self, world, readers):
        for person in (world.bo, world.cia, world.dan, world.stranger):
            with pytest.raises(Refused):
                self.decide(world, readers, Aim(2024, Decimal(85)), by=person)


class TestEnterValues:
    def enter(self, world, indicator, *cells, **given):
        return actions.enter_values(indicator, world.units[0], cells, **({"by": world.alva} | given))

    def test_works_with_what_people_type(self, world, readers):
        self.enter(world, readers, Cell("2021", "78,5"), Cell("2022", "80.6 %"), Cell("2022", "81", Group.WOMEN))
        assert [(one.period, one.value) for one in queries.line(readers, world.units[0]).points] == [
            ("2021", Decimal("78.5")),
            ("2022", Decimal("80.6")),
        ]
        assert queries.line(readers, world.units[0], Group.WOMEN).latest.value == 81
        assert events(readers).count("value.entered") == 3

    def test_a_changed_value_is_a_new_revision_and_the_same_is_nothing(self, world, readers):
        self.enter(world, readers, Cell("2022", "80,6"))
        assert self.enter(world, readers, Cell("2022", "80,60")) == []
        self.enter(world, readers, Cell("2022", "80,7"))
        assert list(Value.objects.values_list("revision", "value")) == [(1, Decimal("80.6")), (2, Decimal("80.7"))]
        assert queries.line(readers, world.units[0]).latest.value == Decimal("80.7")

    def test_missing_needs_its_reason_and_is_never_zero(self, world, readers):
        with pytest.raises(CellFaults):
            self.enter(world, readers, Cell("2022", None))
        with pytest.raises(CellFaults):
            self.enter(world, readers, Cell("2022", "–"))
        self.enter(world, readers, Cell("2022", "– testet ställdes in"))
        point = queries.line(readers, world.units[0]).at("2022")
        assert (point.value, point.status, point.missing_because) == (None, Status.MISSING, "testet ställdes in")
        assert queries.line(readers, world.units[0]).latest is None

    def test_one_faulty_cell_stops_the_whole_block_and_says_where(self, world, readers):
        with pytest.raises(CellFaults) as faults:
            self.enter(
                world,
                readers,
                Cell("2021", "78,5", row=0, column=0),
                Cell("2022", "åttio", row=0, column=1),
                Cell("2022-13", "5", row=1, column=0),
                Cell("2024", "5", row=1, column=2),
            )
        assert [(one.row, one.column) for one in faults.value.cells] == [(0, 1), (1, 0), (1, 2)]
        assert "3" in str(faults.value)
        assert not Value.objects.exists()

    def test_months_for_what_is_measured_every_month(self, world, readers):
        actions.change_indicator(readers, title="x", rhythm=Rhythm.MONTH, by=world.alva)
        readers.refresh_from_db()
        self.enter(world, readers, Cell("2023-11", "5"))
        with pytest.raises(CellFaults):
            self.enter(world, readers, Cell("2023", "5"))
        with pytest.raises(CellFaults):
            self.enter(world, readers, Cell("2023-12", "5"))

    def test_a_cell_that_somebody_else_changed_is_a_fault(self, world, readers):
        self.enter(world, readers, Cell("2022", "80"))
        seen = queries.newest_value()
        self.enter(world, readers, Cell("2022", "81"))
        with pytest.raises(CellFaults):
            self.enter(world, readers, Cell("2022", "82"), seen=seen)
        assert self.enter(world, readers, Cell("2022", "81"), seen=seen) == []

    def test_several_indicators_and_units_go_in_as_one_block(self, world, readers):
        cells = [Cell("2022", "80")]
        actions.enter_block(
            [Entry(readers, world.units[0], cells), Entry(readers, world.units[1], cells)], by=world.hanna
        )
        assert Value.objects.count() == 2

    def test_refuses_national_values(self, world, eligible):
        with pytest.raises(Refused):
            actions.enter_values(eligible, world.boards[0], [Cell("2022", "80")], by=world.hanna)

    def test_refuses_whoever_enters_no_values_there(self, world, readers):
        for person in (world.bo, world.cia, world.dan, world.stranger):
            with pytest.raises(Refused):
                self.enter(world, readers, Cell("2022", "80"), by=person)

    def test_rows_never_change(self, world, readers):
        value = self.enter(world, readers, Cell("2022", "80"))[0]
        value.note = "x"
        with pytest.raises(TypeError):
            value.save()


class TestTakeEvidence:
    def test_keeps_a_typed_number_as_it_was(self, world, readers):
        actions.enter_values(readers, world.units[0], [Cell("2022", "80,6")], by=world.alva)
        evidence = actions.take_evidence(readers, place=world.units[0], period="2022", by=world.alva)
        actions.enter_values(readers, world.units[0], [Cell("2022", "81")], by=world.alva)
        evidence.refresh_from_db()
        assert evidence.value == Decimal("80.6")
        assert "80,6" in evidence.title
        assert Link.objects.filter(cause=readers.node, effect=evidence.node).exists()

    def test_keeps_a_national_number_with_its_build(self, world, eligible):
        evidence = actions.take_evidence(eligible, place=world.units[0], period="2022", by=world.alva)
        assert evidence.value == Decimal("80.6304")
        assert (evidence.area, evidence.source) == ("1880", "Kolada N15428")
        assert evidence.build

    def test_the_same_number_is_kept_once(self, world, readers):
        for _ in range(2):
            actions.take_evidence(readers, place=world.units[0], period="2022", by=world.alva)
        assert Evidence.objects.count() == 1
        assert Evidence.objects.get().value is None
