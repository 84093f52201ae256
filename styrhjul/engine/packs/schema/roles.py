"""Roles and what they may do."""

from __future__ import annotations

from enum import StrEnum

from styrhjul.engine.packs.schema.basics import Basis, Entry


class Right(StrEnum):
    """What a role may do. Code knows rights, packs know roles."""

    READ_DRAFTS = "read_drafts"
    SET_GOALS = "set_goals"
    DECIDE_TARGETS = "decide_targets"
    ENTER_VALUES = "enter_values"
    WRITE_PLANS = "write_plans"
    ADOPT_PLANS = "adopt_plans"
    RECORD_DECISIONS = "record_decisions"
    CHECK_IN = "check_in"
    WRITE_ANALYSES = "write_analyses"
    RATE = "rate"
    WRITE_REPORTS = "write_reports"
    WRITE_PROPOSALS = "write_proposals"
    DECIDE_PROPOSALS = "decide_proposals"
    ASSURE = "assure"
    CHANGE_ORGANISATION = "change_organisation"
    INSTALL_MODELS = "install_models"
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_TRACE = "read_trace"


class Reach(StrEnum):
    """How far a right goes from the unit where the role is held."""

    OWN = "own"
    BELOW = "below"
    EVERYTHING = "everything"


class Role(Entry):
    """A role and its rights, each with its reach."""

    rights: dict[Right, Reach] = {}
    rights_basis: Basis = Basis.ASSUMED
