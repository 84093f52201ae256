"""Writing in the follow-up: analyses, ratings and reports."""

from styrhjul.wheel.followup.actions.analyses import (
    add_comment,
    add_task,
    answer_task,
    begin_analysis,
    conclude_analysis,
    write_step,
)
from styrhjul.wheel.followup.actions.baselines import choose_baseline
from styrhjul.wheel.followup.actions.events import add_event, lay_event, strike_event
from styrhjul.wheel.followup.actions.ratings import rate
from styrhjul.wheel.followup.actions.reports import (
    decide_report,
    return_report,
    send_report,
    start_report,
    write_report_text,
)

__all__ = [
    "add_comment",
    "add_event",
    "add_task",
    "answer_task",
    "begin_analysis",
    "choose_baseline",
    "conclude_analysis",
    "decide_report",
    "lay_event",
    "rate",
    "return_report",
    "send_report",
    "start_report",
    "strike_event",
    "write_report_text",
    "write_step",
]
