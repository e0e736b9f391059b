"""Ballots that everybody sees being given: cards that are raised, dots placed on the stage.

Their key says so, and in which way; nothing else in the file does. They may be read back while
the round is open, which makes the file the one owner of what was counted, whoever counts and
whatever restarts. No other ballot can be read here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop_app.method.ways import OPEN_WAYS

if TYPE_CHECKING:
    from workshop_app.storage.session_file import SessionFile

_AFTER: Final = ":"
"""Ends the way at the beginning of such a key; every other key is hexadecimal."""

SEEN_KEYS: Final = f"%{_AFTER}%"
"""All of them as a pattern of SQL."""


def beginning(way: str) -> str:
    """What the key of a ballot begins with: nothing, unless everybody sees it being given."""
    return f"{way}{_AFTER}" if way in OPEN_WAYS else ""


def is_seen(key: str) -> bool:
    """Whether a ballot was given before everybody's eyes."""
    return _AFTER in key


def seen_in(file: SessionFile, round_key: str, way: str) -> dict[str, dict[str, str]]:
    """The answers given in this way by key and question, while their round is open."""
    found: dict[str, dict[str, str]] = {}
    for key, question, answer in file.rows(
        "SELECT key, question, answer FROM ballot WHERE round = ? AND key LIKE ? "
        "ORDER BY key, question",
        round_key,
        f"{beginning(way)}%",
    ):
        answers = found.setdefault(key, {})
        if question:
            answers[question] = answer
    return found
