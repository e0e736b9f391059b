"""What the sixteen invented people of the day answer, decided once for every way of voting."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app.statistics import OTHER

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from workshop_app.method.question import Question
    from workshop_app.session.crowd import Crowd
    from workshop_app.session.people import Person
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage.tally import Round

SHY = 6
"""The place of somebody who never says in which group they are."""


class Said(NamedTuple):
    """One person's ballot: their band and department, and what they answer, by question."""

    groups: dict[str, str]
    answers: dict[str, str]

    def group(self, attribute: str, offered: Collection[str]) -> str:
        """Which of the groups on the ballot they choose; empty where they keep it to themselves."""
        own = self.groups.get(attribute, "")
        return own if own in offered else OTHER if own and OTHER in offered else ""


class Opinions:
    """Everybody's ballot in every round of the day: thought of once, the same on every other day.

    Who has nothing to say on a scale that knows “I can’t say” says so: at the booth nobody can
    leave such a question blank. Other questions are left blank here and there.
    """

    def __init__(self) -> None:
        self._said: dict[tuple[str, int], list[Said]] = {}
        self._asked: dict[tuple[str, int], list[str]] = {}

    def of(
        self, workshop: Workshop, round_: Round, questions: Sequence[Question], crowd: Crowd
    ) -> list[Said]:
        """The ballots of one round, in the order of the people."""
        which, asked = (round_.activity, round_.number), [one.id for one in questions]
        if which not in self._said:
            self._asked[which] = asked
            self._said[which] = [
                Said(
                    {} if place == SHY else _groups(workshop, person),
                    _unsaid(questions) | crowd.ballot(questions, person, round_.number),
                )
                for place, person in enumerate(crowd.people)
            ]
        assert self._asked[which] == asked, f"{which}: another day asks something else"
        return self._said[which]

    def changed(self) -> Opinions:
        """The same, but one person gives one other answer in one round."""
        other = Opinions()
        other._said, other._asked = dict(self._said), self._asked
        which = next(iter(self._said))
        first, *rest = self._said[which]
        question, answer = next(iter(first.answers.items()))
        answers = {**first.answers, question: "1" if answer != "1" else "2"}
        other._said[which] = [first._replace(answers=answers), *rest]
        return other

    def rounds(self) -> dict[tuple[str, int], list[Said]]:
        """All that was said, by activity and number."""
        return self._said


def _groups(workshop: Workshop, person: Person) -> dict[str, str]:
    band = workshop.method.band_of_level.get(person.level or 0, "")
    return {"band": band, "department": person.department}


def _unsaid(questions: Sequence[Question]) -> dict[str, str]:
    return {one.id: one.zero.value for one in questions if one.zero}
