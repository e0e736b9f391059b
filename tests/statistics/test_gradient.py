"""Whether a proposal passes: enough support, and nobody against."""

from __future__ import annotations

import pytest

from workshop_app.statistics import gradient_support


@pytest.mark.parametrize(
    ("counts", "share", "passes"),
    [
        ((4, 0, 0, 1, 0, 0, 0, 0), 80.0, True),
        ((2, 1, 1, 0, 0, 1, 0, 0), 80.0, True),
        ((79, 0, 0, 21, 0, 0, 0, 0), 79.0, False),
        ((9, 0, 0, 0, 0, 0, 1, 0), 90.0, False),
        ((9, 0, 0, 0, 0, 0, 0, 1), 90.0, False),
        ((0, 0, 0, 5, 0, 0, 0, 0), 0.0, False),
    ],
)
def test_eighty_percent_and_nobody_against(
    counts: tuple[int, ...], share: float, passes: bool
) -> None:
    found = gradient_support(counts)
    assert (found.share, found.passes) == (share, passes)
    assert found.n == sum(counts)


def test_what_cannot_be_support_is_refused() -> None:
    with pytest.raises(ValueError, match="8 counts"):
        gradient_support([1, 2, 3])
    with pytest.raises(ValueError, match="nobody"):
        gradient_support([0] * 8)
