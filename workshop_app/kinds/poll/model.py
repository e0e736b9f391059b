"""Polls: choices, rankings, numbers, scales and words, and what their rounds left behind."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import isfinite
from typing import TYPE_CHECKING, Any, Self

from workshop_app.kinds.poll.shape import GRADIENT, NPS, SCALES
from workshop_app.method.question import Answer, Question
from workshop_app.session.number_question import number_line
from workshop_app.session.said import columns, read_said
from workshop_app.session.votes import (
    Numbers,
    drawn_rounds,
    groups_in_order,
    merged_names,
    of_choice,
    of_scale,
    shown_counts,
    turnout,
)
from workshop_app.statistics import borda, gradient_support, net_promoter_score

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.markers import Group
    from workshop_app.method.model import Part
    from workshop_app.session.context import Context
    from workshop_app.storage.tally import GroupTally, Round, Tally


def questions(context: Context) -> tuple[Question, ...]:
    """The ballot: a line per question, and for a ranking a line per option."""
    return tuple(
        line for part in context.activity.list("questions") for line in _lines(context, part)
    )


def option_labels(context: Context) -> tuple[str, ...]:
    """The options; one with a ``column`` is what the room noted there, once it has."""
    options = context.activity.list("options")
    wanted = [str(option.setting("column")) for option in options if option.setting("column")]
    said = read_said(context, wanted) if wanted else {}
    return tuple(
        (said.get(str(option.setting("column"))) or (context.text(f"options.{option.id}"),))[-1]
        for option in options
    )


def asked(context: Context, part: Part) -> str:
    """A question; one with a ``column`` is what was typed there last, such as a proposal."""
    column = part.setting("column")
    said = read_said(context, [column]) if column else {}
    return said[column][-1] if said else context.text(f"questions.{part.id}")


def known_number(text: str) -> float | None:
    """What a note says in a column that is a question's ``known``; a comma is a point."""
    try:
        found = float(text.strip().replace("−", "-").replace(",", "."))
    except ValueError:
        return None
    return found if isfinite(found) else None


def _lines(context: Context, part: Part) -> tuple[Question, ...]:
    form = part.setting("form")
    options = context.activity.list("options")
    labels = option_labels(context) if form in ("choice", "rank") else ()
    if form == "rank":
        places = tuple(Answer(str(place), str(place)) for place in _places(part))
        return tuple(
            Question(option.id, label, form, places, None, part.id)
            for option, label in zip(options, labels, strict=True)
        )
    if form == "number":
        return (number_line(part, asked(context, part)),)
    answers: tuple[Answer, ...] = ()
    if form == "choice":
        answers = tuple(
            Answer(str(digit), label) for digit, label in enumerate(labels, 1)
        )
    elif form in SCALES:
        answers, form = scale_answers(context, form), "scale"
    return (Question(part.id, asked(context, part), form, answers),)


def scale_answers(context: Context, form: str) -> tuple[Answer, ...]:
    """The points of a form that is a scale, with the method's words for them."""
    if form in context.method.scales:
        return context.scale(form)[0]
    return tuple(Answer(str(point), str(point)) for point in SCALES[form])


def _places(part: Part) -> range:
    return range(1, part.setting("places") + 1)


@dataclass(frozen=True, slots=True)
class Result:
    """One question, or one option of a ranking, as it was answered last.

    ``before`` is the same in the first vote where there were two; ``words`` holds what a word
    question brought; ``known`` is the number that was guessed, once it is typed; ``by_pairs`` is
    an option's place, 1 = first, by the Schulze method; ``groups`` has the numbers of every
    group that is compared, by its key.
    """

    id: str
    form: str
    values: tuple[str, ...] = ()
    part_of: str = ""
    numbers: Numbers = field(default_factory=Numbers)
    before: Self | None = None
    words: Mapping[str, int] | None = None
    known: float | None = None
    by_pairs: int | None = None
    groups: Mapping[str, Numbers] = field(default_factory=dict)

    @property
    def shows(self) -> bool:
        """Whether its numbers may show."""
        return (self.words if self.form == "word" else self.numbers.counts) is not None

    @property
    def moved(self) -> Self | None:
        """The first vote, where its numbers may show as well as those of now."""
        return self.before if self.before and self.before.shows and self.shows else None

    def entry(self, group: Group | None = None) -> dict[str, Any]:
        """Its entry in the results file, for all of us or one group."""
        numbers = self.groups.get(group.key, Numbers()) if group else self.numbers
        entry = numbers.entry()
        if self.form == NPS:
            entry |= _nps_entry(numbers)
        if group is not None:
            return entry
        if self.form == GRADIENT:
            entry |= _support_entry(numbers)
        if self.known is not None:
            entry["known"] = self.known
        if self.words is not None:
            entry["counts"] = dict(self.words)
        if self.before is not None:
            entry["before"] = self.before.entry()
        return entry


@dataclass(frozen=True, slots=True)
class PollResults:
    """The newest revealed round, the ballots of its groups, every question's newest answers."""

    round: Round | None = None
    results: tuple[Result, ...] = ()
    ballots: Mapping[str, int] = field(default_factory=dict)
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def compares(self) -> bool:
        """Whether the answers of any group may show."""
        return any(one.groups for one in self.results)

    def of(self, question: str) -> tuple[Result, ...]:
        """A question's results: one, or one per option of a ranking."""
        return tuple(one for one in self.results if question in (one.id, one.part_of))


def _nps_entry(numbers: Numbers) -> dict[str, Any]:
    if numbers.counts is None:
        return {"nps": None, "margin": None, "indicative": None}
    found = net_promoter_score(numbers.counts)
    return {"nps": found.score, "margin": found.margin, "indicative": found.indicative}


def _support_entry(numbers: Numbers) -> dict[str, Any]:
    if numbers.counts is None:
        return {"support": None, "opposed": None, "passes": None}
    found = gradient_support(numbers.counts)
    return {"support": found.share, "opposed": found.opposed, "passes": found.passes}


def looks(results: PollResults, context: Context) -> tuple[Group, ...]:
    """The groups that may show, each with its name and its look."""
    return groups_in_order(context, list(results.ballots))


def read_results(context: Context) -> PollResults:
    """Read the revealed rounds and the notes.

    A case may be voted on in a round of its own, and once more after the talk: each
    question shows the newest round that answered it, beside the first.
    """
    said = read_said(context, columns(context))
    found = drawn_rounds(context)
    if not found:
        return replace(blank(context), said=said)
    results = tuple(
        result
        for part in context.activity.list("questions")
        for result in _results(context, part, found)
    )
    newest = found[-1]
    return PollResults(
        newest.round,
        results,
        {group.name: group.ballots for group in newest.groups},
        said,
    )


def blank(context: Context) -> PollResults:
    """The questions before anybody answered."""
    parts = context.activity.list("questions")
    return PollResults(results=tuple(one for part in parts for one in _blank(context, part)))


def _blank(context: Context, part: Part) -> tuple[Result, ...]:
    known = part.setting("known")
    typed = read_said(context, [known]).get(known, ()) if known else ()
    return tuple(
        Result(
            line.id,
            part.setting("form"),
            tuple(answer.value for answer in line.answers),
            line.part_of,
            known=known_number(typed[-1]) if typed else None,
        )
        for line in _lines(context, part)
    )


def _results(context: Context, part: Part, found: Sequence[Tally]) -> tuple[Result, ...]:
    empty = _blank(context, part)
    answered = [one for one in found if any(_valid(one.total, line.id) for line in empty)]
    newest = answered[-1] if answered else found[-1]
    now = _counted(empty, newest, newest.total)
    if part.setting("form") == "rank":
        now = tuple(replace(one, by_pairs=newest.by_pairs.get(one.id)) for one in now)
    if len(answered) > 1:
        first = _counted(empty, answered[0], answered[0].total)
        now = tuple(
            replace(one, before=replace(before, known=None))
            for one, before in zip(now, first, strict=True)
        )
    return _with_groups(now, newest) if newest is found[-1] else now


def _valid(side: GroupTally, question: str) -> int:
    count = side.counts.get(question)
    return count.valid if count else 0


def _counted(empty: Sequence[Result], found: Tally, side: GroupTally) -> tuple[Result, ...]:
    if empty[0].form == "rank":
        return _ranked(empty, side)
    return tuple(_single(one, found, side) for one in empty)


def _single(result: Result, found: Tally, side: GroupTally) -> Result:
    count = side.counts.get(result.id)
    minimum = found.round.minimum
    if result.form == "word":
        if count is None or count.votes is None or count.valid < minimum:
            return replace(result, numbers=Numbers(count.valid if count else None))
        return replace(result, numbers=Numbers(count.valid), words=dict(count.votes))
    read = of_choice if result.form == "choice" else of_scale
    return replace(result, numbers=read(count, result.values, minimum))


def _ranked(empty: Sequence[Result], side: GroupTally) -> tuple[Result, ...]:
    """Points per option; the round shows a ranking as a whole, or not at all."""
    places = [int(value) for value in empty[0].values]
    votes = {one.id: shown_counts(side.counts.get(one.id), one.values, 0) for one in empty}
    known = {id_: counts for id_, counts in votes.items() if counts is not None}
    if len(known) < len(empty):
        return tuple(replace(one, numbers=Numbers()) for one in empty)
    points = borda(
        {id_: dict(zip(places, counts, strict=True)) for id_, counts in known.items()}, len(places)
    )
    return tuple(
        replace(
            one,
            numbers=Numbers(sum(known[one.id]), known[one.id], score=float(points[one.id])),
        )
        for one in empty
    )


def _with_groups(now: Sequence[Result], found: Tally) -> tuple[Result, ...]:
    """The same per group, where every group may show it."""
    of: dict[str, dict[str, Numbers]] = {one.id: {} for one in now}
    for group in found.groups:
        for one in _counted(now, found, group):
            of[one.id][group.name] = one.numbers
    return tuple(
        replace(one, groups=of[one.id])
        if all(numbers.counts is not None for numbers in of[one.id].values())
        else one
        for one in now
    )


def by_pairs(ranked: Sequence[Result]) -> tuple[tuple[Result, ...], ...]:
    """The options of a ranking by the Schulze method, best first, those of one place together.

    Empty where the round keeps no such order.
    """
    placed = [(one.by_pairs, one) for one in ranked if one.by_pairs is not None]
    places = sorted({place for place, _ in placed})
    return tuple(tuple(one for place, one in placed if place == at) for at in places)


def numbers(results: PollResults, context: Context) -> dict[str, Any]:
    """The activity's entry of the results file; a ranking's score is its points.

    ``schulze`` lists the options by pairs, best first, those of one place together.
    """
    if results.round is None:
        return {}
    order = [[one.id for one in place] for place in by_pairs(results.results)]
    return {
        **turnout(results.round),
        **({"schulze": order} if order else {}),
        "items": {one.id: one.entry() for one in results.results},
        "axes": {},
        "groups": {
            group.label: {
                "n": results.ballots[group.key],
                "items": {one.id: one.entry(group) for one in results.results},
                "axes": {},
            }
            for group in looks(results, context)
        },
        "merged": merged_names(context, results.round),
    }
