"""Turns of threads are short while any of them works beside the windows."""

from __future__ import annotations

import sys

import pytest

from workshop_app.turns import short_turns


def test_turns_are_short_until_the_last_one_has_ended() -> None:
    usual = sys.getswitchinterval()
    first, second = short_turns(), short_turns()
    first.__enter__()
    second.__enter__()
    assert sys.getswitchinterval() == pytest.approx(0.001)
    first.__exit__(None, None, None)
    assert sys.getswitchinterval() == pytest.approx(0.001)
    second.__exit__(None, None, None)
    assert sys.getswitchinterval() == pytest.approx(usual)
