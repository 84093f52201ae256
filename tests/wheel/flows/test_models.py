"""Installing a steering model."""

from datetime import date

import pytest

from styrhjul.base.calendar.models import Duty
from styrhjul.base.common import trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.common.permit import Refused
from styrhjul.base.steering.models import SteeringModel
from styrhjul.engine.packs import loader
from styrhjul.wheel.flows.models import install_model

NEWER = loader.load("orebro").model_copy(update={"version": "2023-12"})


def test_the_first_model_is_installed_by_nobody_and_only_the_first(world):
    with pytest.raises(Fault):
        install_model(pack=NEWER, in_force_from=date(2024, 1, 1), by=None)
    assert SteeringModel.objects.count() == 1


def test_a_version_is_kept_with_its_digest_and_recorded(world):
    model = install_model(pack=NEWER, in_force_from=date(2024, 1, 1), by=world.siv)
    assert model.digest == trace.sha256(model.content)
    assert model.installed_by == world.siv
    assert TraceEntry.objects.filter(event="model.installed", subject=f"model:{model.pk}").exists()
    assert trace.verify() == []


def test_a_new_version_makes_its_duties_from_the_year_it_rules(world):
    fewer = NEWER.model_copy(update={"calendar": NEWER.calendar[1:]})
    gone = NEWER.calendar[0].key
    assert Duty.objects.filter(key=gone, year=2025).exists()
    install_model(pack=fewer, in_force_from=date(2025, 1, 1), by=world.siv)
    assert Duty.objects.filter(key=gone, year=2024).exists()
    ahead = Duty.objects.filter(key=gone, year=2025)
    assert not ahead.filter(done_at=None, due__gte=date(2023, 11, 20)).exists()


@pytest.mark.parametrize("who", ["alva", "bo", "cia", "dan", "stranger"])
def test_only_who_may_installs(world, who):
    with pytest.raises(Refused):
        install_model(pack=NEWER, in_force_from=date(2024, 1, 1), by=getattr(world, who))


def test_what_has_been_is_not_rewritten(world):
    with pytest.raises(Fault) as caught:
        install_model(pack=NEWER, in_force_from=date(2023, 11, 19), by=world.siv)
    assert caught.value.field == "in_force_from"


def test_two_models_do_not_begin_on_one_day(world):
    install_model(pack=NEWER, in_force_from=date(2024, 1, 1), by=world.siv)
    with pytest.raises(Fault, match="redan"):
        install_model(pack=NEWER, in_force_from=date(2024, 1, 1), by=world.siv)
