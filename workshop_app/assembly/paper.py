"""Paper ballots of one activity: what a sheet says, how many there are, and their numbers."""

from __future__ import annotations

from random import SystemRandom
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.assembly.spoken import words_in
from workshop_app.booklet.ballot import Ballot, BallotText, Sheet
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.session import voting
from workshop_app.session.holding import held_as, promise
from workshop_app.storage.tally import latest
from workshop_app.words import ALL_LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from random import Random

    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.session.voting import Comparison
    from workshop_app.session.workshop import Workshop

SPARE: Final = 3
"""Sheets without a group for those who come unannounced; one more for every twenty people."""

UNLISTED: Final = 24
"""So many sheets where nobody is on the list: a whole group (METHOD §3)."""


class Printed(NamedTuple):
    """What was written, and which characters the font lacks."""

    path: Path
    ballots: int
    per_sheet: int
    pages: int
    uncovered: tuple[str, ...]


def print_ballots(
    workshop: Workshop,
    activity: str,
    path: Path,
    paper: str = "a4",
    per_sheet: int = 0,
    language: str | None = None,
) -> Printed:
    """Write a pile of ballots as PDF: a sheet for everybody present, and a few to spare.

    ``per_sheet`` is 1, 2 or 4, or 0 for as many as can be read. ``language`` is one of the
    method's, `ALL_LANGUAGES`, or ``None`` for the session's. Ballots of a named round have a line
    for the name, and say that they are not secret. Raises `UserError` for an activity that
    nobody votes in, an unknown paper or language, ballots that would be too small, and a place
    that cannot be written.
    """
    from workshop_app.booklet.ballot_pages import build_ballots, fitting

    context = workshop.context(activity)
    compared = _compared(context)
    ballot = _ballot(context, compared, _languages(workshop, language))
    layout = fitting(ballot, paper, per_sheet)
    present = sum(person.present for person in workshop.people())
    sheets = dealt(compared.people if compared else (), present, layout.per_sheet)
    made = build_ballots(ballot, sheets, path, layout, workshop.info.date)
    return Printed(path, len(sheets), layout.per_sheet, made.pages, made.uncovered)


def dealt(
    people: Sequence[int], present: int, per_sheet: int, dice: Random | None = None
) -> list[Sheet]:
    """The sheets in the order they are handed out: group after group, then those without one.

    ``people`` counts the present of each group. Numbers run from 1 and are shuffled over the
    whole pile, so that none of them says who got it, nor how large a group is. The last sheet
    of paper is filled.
    """
    everybody = present or UNLISTED
    count = everybody + SPARE + everybody // 20
    count += -count % per_sheet
    groups = [group for group, size in enumerate(people, 1) for _ in range(size)]
    groups += [0] * (count - len(groups))
    numbers = list(range(1, count + 1))
    (dice or SystemRandom()).shuffle(numbers)
    return [Sheet(number, group) for number, group in zip(numbers, groups, strict=True)]


def _compared(context: Context) -> Comparison | None:
    """The groups of the round that is open, else of the next one; ``None`` where none compare.

    A named ballot says no group: its person has one.
    """
    held = held_as(context)
    if held.named or not held.attribute:
        return None
    round_ = latest(context.file, context.activity.id)
    minimum = round_.minimum if round_ and round_.state == "open" else None
    return voting.comparison(context, held.attribute, minimum)


def _languages(workshop: Workshop, language: str | None) -> tuple[Words, ...]:
    own, known = workshop.words.language, workshop.method.languages
    if language == ALL_LANGUAGES:
        others = [one for one in known if one != own]
        return (workshop.words, *map(Words.load, others))
    return (words_in(workshop, language),)


def _ballot(
    context: Context, compared: Comparison | None, languages: Sequence[Words]
) -> Ballot:
    named = held_as(context).named
    keys = [group.key for group in compared.groups] if compared else []
    texts = tuple(_text(context.in_language(words), keys, named=named) for words in languages)
    if not texts[0].questions:
        raise UserError(
            "{activity} has no ballot.",
            "Nothing was written.",
            "Choose an activity that people vote in.",
            activity=context.activity.id,
        )
    return Ballot(texts, named)


def _text(context: Context, groups: Sequence[str], *, named: bool) -> BallotText:
    words, activity = context.words, context.activity
    questions = registry.kind(activity.kind).questions(context)
    return BallotText(
        words,
        context.text("title"),
        context.text("question"),
        questions,
        tuple(_axes(context, questions)),
        tuple(voting.asked_by_rankings(context, questions).items()),
        tuple(context.group_name(group) for group in groups),
        (*promise(context, named=named), words("paper.number_note")),
    )


def _axes(context: Context, questions: Sequence[Question]) -> Iterator[tuple[str, str]]:
    """The names of the axes, whichever list of the activity holds them."""
    method, language = context.method, context.words.language
    for axis in dict.fromkeys(question.axis for question in questions if question.axis):
        for name in context.activity.lists:
            key = f"{context.activity.id}.{name}.{axis}"
            if method.has(key, language):
                yield axis, method.text(key, language)
