"""A thousand random tamperings with a longer trace, and as many looks at an untouched one."""

import random

import pytest
from django.db import connection, transaction

from styrhjul.base.common import trace
from styrhjul.base.common.models import User
from tests.base.common import attacks
from tests.unguarded import unguarded

pytestmark = [pytest.mark.soak, pytest.mark.django_db]
TAMPERINGS, ENTRIES = 1000, 60


def test_all_of_a_thousand_tamperings_are_found(tmp_path):
    anchors = tmp_path / "anchors.jsonl"
    attacks.write(ENTRIES, User.objects.create_user("alva@example.org", "Alva"))
    trace.write_anchor(anchors)
    missed, alarms = [], 0
    for seed in range(TAMPERINGS):
        attack = attacks.ATTACKS[seed % len(attacks.ATTACKS)]
        with transaction.atomic(), unguarded(connection):
            attack(random.Random(seed))
            if not trace.verify(anchors):
                missed.append(f"{attack.__name__} {seed}")
            transaction.set_rollback(True)
        alarms += bool(trace.verify(anchors))
    print(f"{TAMPERINGS} tamperings, {len(missed)} missed, {alarms} false alarms")  # noqa: T201  (the figure is the point)
    assert (missed, alarms) == ([], 0)
