"""Figures as people type them."""

from __future__ import annotations

import pytest

from workshop_app.errors import UserError
from workshop_app.kinds.economics.typed import read_figure


@pytest.mark.parametrize(
    ("text", "unit", "language", "value"),
    [
        ("80", "percent", "en", 80), ("80%", "percent", "en", 80), ("0.8", "percent", "en", 80),
        ("0,8", "percent", "nl", 80), ("80 %", "percent", "nl", 80), ("0.5%", "percent", "en", 0.5),
        ("1", "percent", "en", 1), ("0", "percent", "en", 0), ("100", "percent", "en", 100),
        ("12.500", "count", "nl", 12_500), ("12,500", "count", "en", 12_500),
        ("12 500", "count", "en", 12_500), ("1.234,50", "money", "nl", 1234.5),
        ("€ 250", "money", "en", 250), ("$250", "money", "en", 250),
        ("−30", "change", "en", -30), ("-30%", "change", "nl", -30), ("1,5", "number", "nl", 1.5),
    ],
)  # fmt: skip
def test_a_figure_is_understood(text: str, unit: str, language: str, value: float) -> None:
    currency = "$" if "$" in text else "€"
    typed = read_figure(text, unit, language, currency)
    assert typed.value == pytest.approx(value)
    assert not typed.estimate


def test_a_tilde_makes_an_estimate() -> None:
    assert read_figure("~80", "percent", "en") == (80, True)
    assert read_figure("~ 12.000", "count", "nl") == (12_000, True)
    assert read_figure("", "count", "nl") == (None, False)


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("130", "percent", "is not a share of a whole"), ("-5", "percent", "not a share"),
        ("-3", "count", "below nothing"), ("-3", "money", "below nothing"),
        ("-130", "change", "more than all of it"), ("5000", "number", "too many"),
        ("many", "count", "is not a number"), ("30%", "money", "in another unit"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said(text: str, unit: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read_figure(text, unit, "en")
