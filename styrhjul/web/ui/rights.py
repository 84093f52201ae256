"""Rights and reaches in words; the roles that hold them have the municipality's own words."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from styrhjul.engine.packs.schema import Reach, Right

RIGHT_WORDS: Final[dict[Right, Promise]] = {
    Right.READ_DRAFTS: _("read drafts"),
    Right.SET_GOALS: _("set goals"),
    Right.DECIDE_TARGETS: _("decide targets"),
    Right.ENTER_VALUES: _("enter values"),
    Right.WRITE_PLANS: _("write plans"),
    Right.ADOPT_PLANS: _("adopt plans"),
    Right.RECORD_DECISIONS: _("record political decisions"),
    Right.CHECK_IN: _("do the monthly check-in"),
    Right.WRITE_ANALYSES: _("write analyses"),
    Right.RATE: _("rate"),
    Right.WRITE_REPORTS: _("write reports"),
    Right.WRITE_PROPOSALS: _("write proposals"),
    Right.DECIDE_PROPOSALS: _("decide proposals"),
    Right.ASSURE: _("assure what has been improved"),
    Right.CHANGE_ORGANISATION: _("change the organisation"),
    Right.INSTALL_MODELS: _("install steering models"),
    Right.MANAGE_ACCOUNTS: _("manage accounts and roles"),
    Right.READ_TRACE: _("read the log"),
}
REACH_WORDS: Final[dict[Reach, Promise]] = {
    Reach.OWN: _("at the own unit"),
    Reach.BELOW: _("at the own unit and all below it"),
    Reach.EVERYTHING: _("everywhere"),
}
