"""Yes and no with their grounds."""

import pytest

from styrhjul.base.common.permit import Refused, granted, refused

YES, NO, OTHER_NO = granted("yes"), refused("no"), refused("other")


def test_both_must_hold_and_the_first_refusal_is_told():
    assert YES & YES
    assert (YES & NO).ground == "no"
    assert (NO & OTHER_NO).ground == "no"


def test_one_is_enough_and_two_refusals_tell_the_first():
    assert NO | YES
    assert YES | NO
    assert (NO | OTHER_NO).ground == "no"


def test_a_refusal_is_raised_with_its_sentence():
    YES.require()
    with pytest.raises(Refused, match="no"):
        NO.require()
