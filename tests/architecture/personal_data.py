"""Which fields point at a person, describe one, or may mention one: every field of every model is in this table.

It is what a register of processing and an extract for a person begin from. Keys, and relations to other things
than accounts, are left out: they say nothing about a person by themselves.
"""

from __future__ import annotations

from typing import Final

WHO: Final = "points at a person, or identifies one"
ABOUT: Final = "says something about the person that the row points at: what, or when, he or she did"
FREE: Final = "free text: nobody is asked about persons, but somebody may be mentioned"
PLAIN: Final = "says nothing about any person"

FIELDS: Final[dict[str, dict[str, str]]] = {
    "common.User": {WHO: "name email", ABOUT: "password last_login is_active date_joined"},
    "common.TraceHead": {PLAIN: "sequence chain"},
    "common.TraceEntry": {PLAIN: "at event subject digest chain"},
    "common.TraceDetail": {WHO: "by", FREE: "content"},
    "steering.SteeringModel": {
        WHO: "installed_by taken_back_by",
        ABOUT: "installed_at taken_back_at",
        PLAIN: "key version content digest moves in_force_from",
    },
    "steering.ModelDraft": {
        WHO: "begun_by saved_by",
        ABOUT: "begun_at saved_at",
        PLAIN: "discarded_at",
        FREE: "name text",
    },
    "steering.OwnWords": {WHO: "written_by", ABOUT: "written_at", PLAIN: "content in_force_from"},
    "organisation.Unit": {PLAIN: "starts ends code name kind area"},
    "organisation.Placement": {PLAIN: "starts ends"},
    "organisation.Ancestry": {PLAIN: "starts ends distance"},
    "organisation.Appointment": {WHO: "user", ABOUT: "starts ends role"},
    "organisation.Logo": {PLAIN: "content media_type width height digest"},
    "organisation.Look": {WHO: "by", ABOUT: "at", PLAIN: "accent"},
    "organisation.StartCode": {PLAIN: "digest made_at"},
    "organisation.StartStep": {WHO: "by", ABOUT: "at", PLAIN: "step state"},
    "thread.Node": {WHO: "made_by", ABOUT: "made_at", FREE: "title", PLAIN: "kind audience"},
    "thread.Reader": {WHO: "user"},
    "thread.Link": {WHO: "by withdrawn_by", ABOUT: "at withdrawn_at", FREE: "why"},
    "decisions.FormalDecision": {
        WHO: "manager recorded_by",
        ABOUT: "recorded_at",
        FREE: "content",
        PLAIN: "manner decided_on paragraph record_number digest versions",
    },
    "decisions.ArchivedFile": {PLAIN: "media_type sha256 size versions rendered_at"},
    "calendar.Duty": {WHO: "done_by", ABOUT: "done_at", PLAIN: "key part year period role event scope starts due"},
    "indicators.Indicator": {
        FREE: "definition",
        PLAIN: "measure_unit decimals direction source national_id rhythm by_sex",
    },
    "indicators.Target": {WHO: "made_by", ABOUT: "made_at", PLAIN: "group year value decided_on paragraph"},
    "indicators.Value": {
        WHO: "made_by",
        ABOUT: "made_at",
        FREE: "note missing_because",
        PLAIN: "period group value status people source revision",
    },
    "indicators.Evidence": {PLAIN: "area period group value source build taken_at"},
    "goals.Goal": {FREE: "description", PLAIN: "starts ends level"},
    "goals.GoalParent": {FREE: "contribution"},
    "goals.GoalIndicator": {PLAIN: "order"},
    "plans.Plan": {WHO: "sent_by", ABOUT: "sent_at", FREE: "returned_because", PLAIN: "level year state"},
    "plans.PlanText": {WHO: "by", ABOUT: "at", FREE: "body", PLAIN: "version section question"},
    "plans.PlanGoal": {},
    "plans.Activity": {
        WHO: "owner closed_by",
        ABOUT: "closed_at",
        FREE: "how expected_effect measured_by effect",
        PLAIN: "starts ends cost state",
    },
    "plans.Progress": {WHO: "by", ABOUT: "at", FREE: "note", PLAIN: "month state"},
    "plans.CheckIn": {WHO: "complete_by", ABOUT: "complete_at", FREE: "comment", PLAIN: "month"},
    "plans.PlanInput": {
        WHO: "laid_by answered_by",
        ABOUT: "laid_at answered_at",
        FREE: "text reason",
        PLAIN: "year state",
    },
    "followup.Analysis": {
        WHO: "concluded_by",
        ABOUT: "concluded_at",
        FREE: "influences",
        PLAIN: "occasion year state evidence evidence_taken_at statistics_build",
    },
    "followup.Baseline": {WHO: "by", ABOUT: "at", FREE: "reason", PLAIN: "first last"},
    "followup.Event": {WHO: "by", ABOUT: "at", FREE: "what source link", PLAIN: "period expected"},
    "followup.EventUse": {WHO: "by", ABOUT: "at", FREE: "reason", PLAIN: "belongs"},
    "followup.StepText": {WHO: "by", ABOUT: "at", FREE: "body", PLAIN: "version step"},
    "followup.StepComment": {WHO: "by", ABOUT: "at", FREE: "body", PLAIN: "step"},
    "followup.AnalysisTask": {FREE: "question whom answer", PLAIN: "due done_at"},
    "followup.Rating": {
        WHO: "by",
        ABOUT: "at",
        FREE: "reason",
        PLAIN: "focus_area aspect level occasion year colour ground",
    },
    "followup.Report": {WHO: "sent_by", ABOUT: "sent_at", FREE: "returned_because", PLAIN: "occasion year state"},
    "followup.ReportText": {WHO: "by", ABOUT: "at", FREE: "body", PLAIN: "version section"},
    "improvement.Proposal": {FREE: "description followed_up_by answer", PLAIN: "state"},
    "improvement.Consequence": {FREE: "body", PLAIN: "concerns"},
    "improvement.Priority": {WHO: "by", ABOUT: "effect effort urgency at"},
    "improvement.Assurance": {WHO: "responsible", FREE: "made_permanent", PLAIN: "check_on is_leap before"},
    "improvement.AssuranceCheck": {WHO: "by", ABOUT: "at", FREE: "note", PLAIN: "holds"},
}
