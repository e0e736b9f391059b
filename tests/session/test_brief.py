"""What is said to the sponsor is kept with the session, and can be taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from workshop_app.errors import UserError
from workshop_app.session.brief import LONGEST, put_decision, put_finding, read_brief
from workshop_app.session.holding import save_settings, settings_of

if TYPE_CHECKING:
    from workshop_app.storage import SessionFile


def test_findings_and_decisions_are_kept_beside_other_settings(file: SessionFile) -> None:
    save_settings(file, {"currency": "£"})
    put_finding(file, "Say", "gap", "  Two worlds\nin one house ")
    put_decision(file, "Ask", 2, "A free line")
    assert read_brief(file).findings == {"gap": "Two worlds in one house"}
    assert read_brief(file).decisions == ("", "", "A free line")
    assert settings_of(file)["currency"] == "£"
    assert file.undo() == "Ask"
    assert read_brief(file).decisions == ("", "", "")
    put_finding(file, "Say", "gap", "")
    assert read_brief(file).findings == {}


def test_what_is_too_long_or_unknown_is_refused(file: SessionFile) -> None:
    with pytest.raises(UserError, match=f"longer than {LONGEST}"):
        put_finding(file, "Say", "gap", "x" * (LONGEST + 1))
    with pytest.raises(KeyError):
        put_finding(file, "Say", "other", "x")
    with pytest.raises(IndexError):
        put_decision(file, "Ask", 3, "x")
    assert read_brief(file) == ({}, ("", "", ""))


@pytest.mark.parametrize(
    "kept",
    [
        "text", 7, {"findings": "x", "decisions": "abc"}, {"decisions": [1, None, {}, "d", "e"]},
        {"findings": {"gap": 5, "else": "x"}},
    ],
)
def test_something_else_in_its_place_counts_as_nothing(file: SessionFile, kept: object) -> None:
    save_settings(file, json.loads(json.dumps({"sponsor": kept})))
    assert read_brief(file) == ({}, ("", "", ""))
