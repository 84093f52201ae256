"""No field comes into being without somebody having said whether it is about a person."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.db import models

from . import tree
from .personal_data import ABOUT, FIELDS, FREE, WHO
from .test_models import OURS

BY_LABEL = {model._meta.label: model for model in OURS}


def classified(label: str) -> list[str]:
    """Return the field names that the table has for a model."""
    return [name for names in FIELDS.get(label, {}).values() for name in names.split()]


def asked_for(model: type[models.Model]) -> set[str]:
    """Return the fields that must be classified: all but keys and relations to other things than accounts."""
    person = get_user_model()
    return {
        field.name
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if (field.related_model is person if field.is_relation else not field.primary_key)
    }


@pytest.mark.parametrize("label", BY_LABEL)
def test_every_field_is_classified(label):
    assert label in FIELDS
    tree.expect_none(sorted(asked_for(BY_LABEL[label]) - set(classified(label))))


@pytest.mark.parametrize("label", FIELDS)
def test_nothing_is_classified_twice_or_gone(label):
    names = classified(label)
    assert len(names) == len(set(names))
    known = {field.name for field in BY_LABEL[label]._meta.get_fields()}
    tree.expect_none(sorted(set(names) - known))


@pytest.mark.parametrize("label", FIELDS)
def test_what_points_at_an_account_is_said_to(label):
    person = get_user_model()
    pointing = {field.name for field in BY_LABEL[label]._meta.fields if field.related_model is person}
    said = FIELDS[label].get(WHO, "").split()
    tree.expect_none(sorted(pointing - set(said)))
    if FIELDS[label].get(ABOUT):
        assert said, "there must be somebody that it is about"


def test_long_texts_are_free_texts():
    """A text without end is where a person is mentioned; a pack and a digest are not written about anybody."""
    machine_written = {"steering.SteeringModel.content"}
    long = {
        f"{label}.{field.name}"
        for label, model in BY_LABEL.items()
        for field in model._meta.fields
        if isinstance(field, models.TextField) and field.name not in FIELDS[label].get(FREE, "").split()
    }
    assert long == machine_written
