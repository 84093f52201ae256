"""What the writers write on: a small municipality in a real database, made by the actions that people use.

Run as a program of its own, with the surroundings of the server; prints what the writers need to know.
"""

from __future__ import annotations

import json
import sys

import django
from django.core.management import call_command

PASSWORD = "nine lives of a cat"


def main() -> None:
    """Prepare the database, and say what is in it."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    sys.stdout.write(json.dumps(_put_up()))


def _put_up() -> dict[str, object]:
    from styrhjul.base.calendar.models import Duty
    from styrhjul.base.calendar.permissions import can_mark_duty
    from styrhjul.base.common import clock
    from styrhjul.base.steering.queries import pack_in_force
    from styrhjul.wheel.plans.actions import start_plan
    from tests import factories
    from tests.planning import LEVEL, monthly_indicator

    world = factories.world()
    school, alva = world.units[0], world.alva
    people = {
        name: factories.appointed(name, "system_administrator", world.top) for name in ("rename", "account", "unit")
    }
    people |= {
        name: factories.appointed(name, "unit_manager", school) for name in ("text", "activity", "value", "goal")
    }
    people["duty"] = alva
    for person in people.values():
        person.set_password(PASSWORD)
        person.save()
    plan = start_plan(school, level=LEVEL, year=clock.today().year + 1, by=alva)
    section = next(
        one for level in pack_in_force().plan_levels if level.key == LEVEL for one in level.sections if one.questions
    )
    return {
        "people": {name: person.email for name, person in people.items()},
        "top": world.top.pk,
        "office": world.administrations[0].pk,
        "school": school.pk,
        "other": world.units[2].pk,
        "plan": plan.pk,
        "section": section.key,
        "question": section.questions[0].key,
        "indicator": monthly_indicator("Frånvaro", school, alva, measure_unit="timmar").pk,
        "duty": next(
            duty.pk for duty in Duty.objects.filter(unit=school).order_by("-due") if can_mark_duty(alva, duty)
        ),
        "month": f"{clock.today():%Y-%m}",
        "starts": clock.today().isoformat(),
    }


if __name__ == "__main__":
    main()
