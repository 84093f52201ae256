"""One way of rounding for everything that is shown: tiles, tables, sentences, drawings and reports."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

# Room for any float with all its decimals, so that no number is too large to be rounded.
_WIDE: Final = Context(prec=400)
# As many digits as a float surely keeps: 0.1 + 0.2 is 0.3 and 2.675 is 2.675.
_DIGITS: Final = ".15g"


def rounded(value: float | Decimal, decimals: int) -> Decimal:
    """Round half away from zero, as statistics are published, on the number as it is written.

    Parameters
    ----------
    value : float or Decimal
        A number; not NaN or infinite.
    decimals : int
        How many.

    Returns
    -------
    Decimal
        With exactly so many decimals.

    Examples
    --------
    >>> rounded(81.7851, 1), rounded(2.675, 2), rounded(-0.5, 0)
    (Decimal('81.8'), Decimal('2.68'), Decimal('-1'))

    """
    exact = value if isinstance(value, Decimal) else Decimal(format(value, _DIGITS))
    return exact.quantize(Decimal(1).scaleb(-max(decimals, 0)), rounding=ROUND_HALF_UP, context=_WIDE)
