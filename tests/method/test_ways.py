"""Several ways to vote as one text."""

import pytest

from workshop_app.method.model import MODES
from workshop_app.method.ways import is_mode, mode_of, ways_of


def test_whatever_the_order_it_is_written_once() -> None:
    assert mode_of(("paper", "booth", "phones", "paper")) == "booth+paper+phones"
    assert ways_of("booth+paper+phones") == ("booth", "paper", "phones")
    assert ways_of(mode_of(MODES)) == ways_of(mode_of(reversed(MODES)))
    assert set(ways_of(mode_of(MODES))) == set(MODES)


@pytest.mark.parametrize("mode", [*MODES, "booth+paper", "paper+phones+cards"])
def test_what_a_round_may_hold(mode: str) -> None:
    assert is_mode(mode)


@pytest.mark.parametrize(
    "mode", ["", "+", "paper+booth", "booth+booth", "booth+", "fax", "booth+fax", "booth paper"]
)
def test_what_no_round_holds(mode: str) -> None:
    assert not is_mode(mode)
