"""Reading numbers as people type them and as spreadsheets paste them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_lazy as _

from styrhjul.base.common.faults import Fault

_SPACES: Final = dict.fromkeys(map(ord, "\u00a0\u2009\u202f\t"), " ")
_MINUSES: Final = dict.fromkeys(map(ord, "\u2212\u2012\u2013\u2014"), "-")
_PLAIN: Final = re.compile(r"[-+]?([0-9]+|[0-9]{1,3}( [0-9]{3})+)([.,][0-9]+)?")
_BOTH_SIGNS: Final = re.compile(r"[-+]?[0-9]{1,3}((\.[0-9]{3})+,|(,[0-9]{3})+\.)[0-9]+")
_LONGEST: Final = 40


def read_number(text: str) -> Decimal:
    """Return the number that a text says.

    A comma or a point is the decimal sign, spaces of every kind group by three, minus may be any of the signs
    that spreadsheets write, and a per cent sign after the number is passed over. Raises Fault otherwise.
    """
    clean = text.translate(_SPACES).translate(_MINUSES).strip().removesuffix("%").strip()
    if clean.startswith("- "):
        clean = "-" + clean[2:]
    if len(clean) > _LONGEST:
        raise Fault(NOT_A_NUMBER)
    if _PLAIN.fullmatch(clean):
        return Decimal(clean.replace(" ", "").replace(",", "."))
    if _BOTH_SIGNS.fullmatch(clean):
        whole, decimals = re.split(r"[.,](?=[0-9]+$)", clean)
        return Decimal(f"{re.sub('[.,]', '', whole)}.{decimals}")
    raise Fault(NOT_A_NUMBER)


NOT_A_NUMBER: Final = _("Write a number, for example 8 or 8.1.")
