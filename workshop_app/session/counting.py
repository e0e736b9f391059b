"""Raised cards, and dots on the stage, counted per answer and kept as that many ballots.

Totals say nothing about who raised what, so answers to several questions are put on the same
ballots in the order they were counted: as many ballots as the question with most cards has.
The file has them (`storage.seen`): a restart counts on, and dots, which come from the stage and
from the console, are counted anew for each change (`touched_votes`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from workshop_app.storage import rounds
from workshop_app.storage.rounds import new_ballot_key
from workshop_app.storage.seen import seen_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workshop_app.method.question import Question
    from workshop_app.storage import SessionFile
    from workshop_app.storage.tally import Round

MOST_COUNTED: Final = 12
"""A question with more answers than this is keyed answer by answer, as words are."""


def is_counted(question: Question) -> bool:
    """Whether a question's cards are counted per answer."""
    return bool(question.answers) and len(question.values) <= MOST_COUNTED


def is_touchable(question: Question) -> bool:
    """Whether dots can be placed on a question's answers: an order is more than dots can say."""
    return question.form != "rank" and is_counted(question)


@dataclass
class CardBallot:
    """One ballot made of counted cards, or of dots."""

    key: str
    answers: dict[str, str] = field(default_factory=dict)


def _emptiness(ballot: CardBallot) -> int:
    return -len(ballot.answers)


class Counting:
    """What one open round has of one way in which everybody sees the answers."""

    def __init__(
        self,
        way: str,
        save: Callable[[CardBallot], None],
        kept: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        """``save`` keeps a ballot, withdraws an empty one, and raises where it cannot.

        After that this object is of no use: several ballots may be one change, which the file
        takes back whole. ``kept`` are ballots that were counted before, by key. The fullest come
        first, as they did: then no more ballots are needed than before.
        """
        self._way = way
        self._save = save
        ballots = [CardBallot(key, dict(answers)) for key, answers in (kept or {}).items()]
        self._ballots = sorted(ballots, key=_emptiness)

    def counts(self, question: str) -> Counter[str]:
        """How many cards were raised per answer."""
        return Counter(
            ballot.answers[question] for ballot in self._ballots if question in ballot.answers
        )

    def given(self, question: str) -> Sequence[str]:
        """The answers to a question in the order they were counted."""
        return [one.answers[question] for one in self._ballots if question in one.answers]

    @property
    def ballots(self) -> int:
        """How many ballots the cards make."""
        return len(self._ballots)

    def set_count(self, question: str, answer: str, number: int) -> None:
        """Make it so many cards."""
        by = number - self.counts(question)[answer]
        step = self.add if by > 0 else self.take
        for _ in range(abs(by)):
            step(question, answer)

    def add(self, question: str, answer: str) -> None:
        """One card more."""
        ballot = next((one for one in self._ballots if question not in one.answers), None)
        if ballot is None:
            ballot = CardBallot(new_ballot_key(self._way))
            self._ballots.append(ballot)
        ballot.answers[question] = answer
        self._save(ballot)

    def take(self, question: str, answer: str) -> None:
        """One card less, if there is one; the last one counted fills its place."""
        having = [one for one in self._ballots if question in one.answers]
        target = next((one for one in reversed(having) if one.answers[question] == answer), None)
        if target is None:
            return
        last = having[-1]
        target.answers[question] = last.answers[question]
        del last.answers[question]
        for ballot in {id(one): one for one in (target, last)}.values():
            self._save(ballot)
        if not last.answers:
            self._ballots.remove(last)


def counted(file: SessionFile, round_: Round, questions: Sequence[Question], way: str) -> Counting:
    """What an open round has of one way as it is kept; what changes it raises `UserError`."""

    def save(ballot: CardBallot) -> None:
        if ballot.answers:
            rounds.cast(file, round_, questions, ballot.answers, key=ballot.key, way=way)
        else:
            rounds.withdraw(file, round_, ballot.key)

    return Counting(way, save, seen_in(file, round_.key, way))
