"""Writing in plans: the plan itself, the monthly check-in, and what is laid before next year's planning."""

from styrhjul.wheel.plans.actions.checkin import (
    complete_check_in,
    keep_progress,
    report_progress,
    write_comment,
)
from styrhjul.wheel.plans.actions.inputs import decline_input, lay_input, take_input
from styrhjul.wheel.plans.actions.plans import (
    CHANGEABLE,
    add_activity,
    adopt_plan,
    change_activity,
    choose_goals,
    leave_goal,
    return_plan,
    send_plan,
    start_plan,
    take_up_goal,
    write_text,
)

__all__ = [
    "CHANGEABLE",
    "add_activity",
    "adopt_plan",
    "change_activity",
    "choose_goals",
    "complete_check_in",
    "decline_input",
    "keep_progress",
    "lay_input",
    "leave_goal",
    "report_progress",
    "return_plan",
    "send_plan",
    "start_plan",
    "take_input",
    "take_up_goal",
    "write_comment",
    "write_text",
]
