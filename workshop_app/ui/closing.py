"""What is asked before a round is closed, and the second press that answers it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from workshop_app.storage.tally import Round
    from workshop_app.words import Words

PATIENCE: Final = timedelta(seconds=10)
"""How long a second press still belongs to the first."""


def doubt(words: Words, round_: Round) -> str:
    """Why closing now deserves a second press; empty where nothing does.

    A round without ballots is only taken back, and without a list nobody is missing.
    """
    if not round_.expected or round_.returned in (0, round_.expected):
        return ""
    kind = "surplus" if round_.has_surplus else "missing"
    return words(f"editors.round.doubt.{kind}", n=round_.returned, total=round_.expected)


def few_secret(words: Words, round_: Round | None, seen: int) -> str:
    """That so few voted in secret beside cards or dots that the result would tell what they said.

    ``seen`` counts the ballots that cards and dots make in the open round.
    """
    if round_ is None or round_.state != "open" or not seen:
        return ""
    secret = round_.returned - seen
    if not 0 < secret < round_.minimum:
        return ""
    return words("editors.round.few_secret", n=secret, k=round_.minimum)


class SecondPress:
    """Tells the press that asks from the press that means it."""

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self._what = ""
        self._until: datetime | None = None

    def is_second(self, what: str, now: datetime) -> bool:
        """Whether ``what`` was asked less than `PATIENCE` ago; otherwise it is asked now."""
        if self._what == what and not self.has_lapsed(now):
            self.forget()
            return True
        self._what, self._until = what, now + PATIENCE
        return False

    def has_lapsed(self, now: datetime) -> bool:
        """Whether a question went unanswered for too long."""
        return self._until is not None and now >= self._until

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._what, self._until = "", None
