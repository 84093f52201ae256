"""Rows that are written once."""

import pytest

from styrhjul.base.common.models import TraceEntry
from styrhjul.base.decisions.models import FormalDecision
from styrhjul.base.steering.models import SteeringModel


def test_an_entry_of_the_trace_refuses_change_and_deletion(world):
    entry = TraceEntry.objects.first()
    entry.event = "other"
    with pytest.raises(TypeError, match="never change"):
        entry.save()
    with pytest.raises(TypeError, match="never deleted"):
        entry.delete()


def test_an_installed_model_refuses_change_and_deletion(world):
    model = SteeringModel.objects.get()
    model.version = "2099"
    with pytest.raises(TypeError, match="never change"):
        model.save()
    with pytest.raises(TypeError, match="never deleted"):
        model.delete()


def test_decisions_are_rows_of_that_kind():
    assert FormalDecision.save is SteeringModel.save
