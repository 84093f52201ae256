"""The start code lets one person in, once; the steps of the first run are remembered."""

from __future__ import annotations

from datetime import date

import pytest

from styrhjul.base.common import clock
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import TraceDetail
from styrhjul.base.common.permit import Refused
from styrhjul.base.organisation.actions import add_user, make_start_code, mark_step, use_start_code
from styrhjul.base.organisation.actions.starting import SIGNS
from styrhjul.base.organisation.models import StartCode, StartStep
from styrhjul.base.organisation.queries import marked_steps

pytestmark = pytest.mark.django_db


def test_a_code_has_eighty_random_bits_and_is_not_kept():
    code = make_start_code()
    plain = code.replace("-", "")
    assert len(plain) == 16
    assert set(plain) <= set(SIGNS)
    assert len(SIGNS) == 32
    assert code != make_start_code()
    kept = [*StartCode.objects.values_list("digest", flat=True), *TraceDetail.objects.values_list("content", flat=True)]
    assert not any(plain in one or code in one for one in kept)


@pytest.mark.parametrize("typed", [str, str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}\n"])
def test_it_works_however_it_is_typed_and_only_once(typed):
    code = make_start_code()
    use_start_code(typed(code))
    with pytest.raises(Fault):
        use_start_code(code)


def test_the_code_before_the_last_one_no_longer_works():
    first = make_start_code()
    make_start_code()
    with pytest.raises(Fault):
        use_start_code(first)


@pytest.mark.parametrize("typed", ["", "-", "AAAA-AAAA-AAAA-AAAA"])
def test_no_other_code_works_with_or_without_one_made(typed):
    for _once in range(2):
        with pytest.raises(Fault) as caught:
            use_start_code(typed)
        assert caught.value.field == "code"
        make_start_code()


def test_a_code_works_for_a_day():
    with clock.standing_at(date(2023, 11, 18)):
        code = make_start_code()
    with pytest.raises(Fault, match="dygn"):
        use_start_code(code)


def test_where_somebody_can_log_in_there_is_no_code():
    code = make_start_code()
    add_user(email="alva@example.org", name="Alva", by=None)
    with pytest.raises(Fault):
        make_start_code()
    with pytest.raises(Fault):
        use_start_code(code)


def test_a_step_is_put_aside_and_taken_up_again_but_never_undone(world):
    mark_step("look", done=False, by=world.siv)
    assert marked_steps()["look"].state == StartStep.State.SKIPPED
    mark_step("look", done=True, by=world.siv)
    mark_step("look", done=False, by=world.siv)
    assert marked_steps()["look"].state == StartStep.State.DONE


def test_there_are_no_other_steps(world):
    with pytest.raises(Fault):
        mark_step("lunch", done=True, by=world.siv)


@pytest.mark.parametrize("who", ["alva", "dan", "stranger"])
def test_only_who_may_change_the_organisation_marks(world, who):
    with pytest.raises(Refused):
        mark_step("look", done=True, by=getattr(world, who))
