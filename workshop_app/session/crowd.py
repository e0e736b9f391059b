"""An invented room: people, what they say and how they vote, the same for the same seed.

For rehearsals, and for tests and benchmarks that need a full room. Nothing here is random in
any way that matters: a seed gives the same room on every computer.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from workshop_app.session.people import Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.method.model import Method
    from workshop_app.method.question import Question
    from workshop_app.words import Words

_BLANK, _ZERO = 0.03, 0.05
"""How many answers are left out, and how many cannot judge."""

_SPREAD = 0.18
"""Of the scale: how far people stray from their group's opinion."""

_CHANGED = 0.35
"""How many people answer otherwise in a later round."""

_LEVELS = (1, 1, 1, 2, 2, 3, 3, 4, 5)


class Crowd:
    """People with opinions that lean by level, so that groups differ as in a real room."""

    def __init__(
        self,
        method: Method,
        words: Words,
        size: int,
        seed: int,
        people: Sequence[Person] = (),
    ) -> None:
        """``size`` people (1 to 500) who speak the language of ``words``, or those given."""
        self.seed = seed
        self.words = words
        self._bands = {level: place for place, band in enumerate(method.bands)
                       for level in band.levels}
        self._most = max(len(method.bands) - 1, 1)
        self._said = 0
        self.people = list(people) or self._people(method, size)

    def dice(self, *of: object) -> random.Random:
        """Chance for one thing, the same whatever was asked before."""
        return random.Random(f"{self.seed}/{'/'.join(map(str, of))}")

    def sentences(self, count: int, *of: object, about: str = "sentences") -> list[str]:
        """Things people in a workshop say.

        ``about`` is what they speak of: ``sentences`` of what happened, ``themes`` in a word or
        three, ``deeds`` to plan, ``gains`` of a customer, ``lessons`` of the day, ``habits`` to
        begin and ``drops`` to end.
        """
        known = self._list(f"rehearsal.{about}")
        dice = self.dice("said", *of)
        order = dice.sample(known, len(known))
        return [order[place % len(order)] for place in range(count)]

    def ballot(
        self, questions: Sequence[Question], person: Person, number: int = 1
    ) -> dict[str, str]:
        """How somebody votes; a ranking gets its first places and no more.

        In a second round (``number``) about every third person thinks again.
        """
        again = number if self.dice("again", number, person.name).random() < _CHANGED else 1
        answers: dict[str, str] = {}
        ranked: dict[str, list[Question]] = {}
        for question in questions:
            if question.form == "rank":
                ranked.setdefault(question.part_of, []).append(question)
            elif value := self._answer(question, person, again):
                answers[question.id] = value
        for part, options in ranked.items():
            places = [answer.value for answer in options[0].answers]
            dice = self.dice("rank", part, person.name, *_turn(again))
            weights = [self.dice("liked", option.id).random() + 0.1 for option in options]
            chosen = _drawn(dice, options, weights, len(places))
            answers |= {option.id: place for option, place in zip(chosen, places, strict=False)}
        return answers

    def _answer(self, question: Question, person: Person, number: int) -> str:
        dice = self.dice("vote", question.id, person.name, *_turn(number))
        if dice.random() < _BLANK:
            return ""
        if question.form == "word":
            return dice.choice(self._list("rehearsal.words"))
        if question.zero is not None and dice.random() < _ZERO:
            return question.zero.value
        return self._point(question, person, dice)

    def _point(self, question: Question, person: Person, dice: random.Random) -> str:
        values = [answer.value for answer in question.answers]
        opinion = self.dice("opinion", question.id)
        centre = 0.3 + 0.4 * opinion.random()
        lean = (opinion.random() - 0.3) * 0.5
        band = self._bands.get(person.level or 0, 0) / self._most - 0.5
        at = dice.gauss(centre + lean * band, _SPREAD)
        return values[min(max(round(at * (len(values) - 1)), 0), len(values) - 1)]

    def _people(self, method: Method, size: int) -> list[Person]:
        first = self._list("rehearsal.first_names")
        last = self._list("rehearsal.last_names")
        departments = self._list("rehearsal.departments")
        names = [f"{one} {other}" for other in last for one in first]
        dice = self.dice("people")
        levels: list[int | None] = [level for level in _LEVELS if level in method.levels]
        roles = [role for role in method.roles if role != "table_host"]
        chosen = dice.sample(names, min(size, len(names)))
        return [
            Person(
                name,
                department=departments[number % min(len(departments), max(size // 4, 3))],
                level=levels[(number * 4) % len(levels)] if levels else None,
                contact=dice.random() < 0.4,
                role=roles[number] if number < len(roles) else "",
                named=dice.random() < 0.8,
            )
            for number, name in enumerate(chosen)
        ]

    def _list(self, key: str) -> list[str]:
        return self.words(key).split(" | ")


def _turn(number: int) -> tuple[int, ...]:
    """What the dice of a later round are thrown for besides."""
    return (number,) if number > 1 else ()


def _drawn(
    dice: random.Random, options: Sequence[Question], weights: Sequence[float], count: int
) -> list[Question]:
    """Some of the options in the order they were drawn, the liked ones sooner."""
    left = list(zip(options, weights, strict=True))
    chosen = []
    for _ in range(min(count, len(left))):
        pick = dice.choices(range(len(left)), [weight for _, weight in left])[0]
        chosen.append(left.pop(pick)[0])
    return chosen
