"""What the facilitator says to the sponsor: findings in other words, and the decisions asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app import storage
from workshop_app.errors import UserError
from workshop_app.session.holding import settings_of
from workshop_app.session.notes import clean
from workshop_app.session.passages import MEASURES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.storage import SessionFile

DECISIONS: Final = 3
"""So many decisions are asked of a sponsor."""

LONGEST: Final = 400
"""Characters of one text: more would not stay on the sponsor's first page."""

_SETTING: Final = "sponsor"


class Brief(NamedTuple):
    """What was written; of a finding or a decision that is not here the app's proposal stands.

    ``findings`` are by measure, ``decisions`` by their place, with "" where none was written.
    """

    findings: Mapping[str, str]
    decisions: tuple[str, ...]


def read_brief(file: SessionFile) -> Brief:
    """What was written so far; something else than the app writes counts as nothing."""
    kept = _kept(file)
    findings, decisions = kept.get("findings"), kept.get("decisions")
    texts = findings if isinstance(findings, dict) else {}
    asked = decisions if isinstance(decisions, list) else []
    return Brief(
        {one: text for one in MEASURES if (text := _text(texts.get(one)))},
        tuple(_text(one) for one in (*asked, *[""] * DECISIONS)[:DECISIONS]),
    )


def put_finding(file: SessionFile, label: str, measure: str, text: str) -> None:
    """Say a finding in other words, undoable; an empty text brings the proposal back.

    Raises:
        UserError: if it is too long.
        KeyError: for a measure that there is not.
    """
    if measure not in MEASURES:
        raise KeyError(measure)
    brief = read_brief(file)
    _keep(file, label, brief._replace(findings={**brief.findings, measure: _checked(text)}))


def put_decision(file: SessionFile, label: str, place: int, text: str) -> None:
    """Write the decision at a place from 0, undoable; empty, the proposal comes back.

    Raises:
        UserError: if it is too long.
        IndexError: for a place that there is not.
    """
    decisions = list(read_brief(file).decisions)
    decisions[place] = _checked(text)
    _keep(file, label, read_brief(file)._replace(decisions=tuple(decisions)))


def _kept(file: SessionFile) -> dict[str, Any]:
    found = settings_of(file).get(_SETTING)
    return found if isinstance(found, dict) else {}


def _text(found: object) -> str:
    return clean(found)[:LONGEST] if isinstance(found, str) else ""


def _checked(text: str) -> str:
    text = clean(text)
    if len(text) > LONGEST:
        raise UserError(
            "The text is longer than {most} characters.",
            "Nothing was saved, and everything you typed is still here.",
            "Say it shorter: the sponsor reads one page.",
            most=LONGEST,
        )
    return text


def _keep(file: SessionFile, label: str, brief: Brief) -> None:
    findings = {one: text for one, text in brief.findings.items() if text}
    settings = settings_of(file)
    settings[_SETTING] = {"findings": findings, "decisions": list(brief.decisions)}
    with file.edit(label) as edit:
        edit.run(storage.tables.SessionRow.update(settings=json.dumps(settings)))
