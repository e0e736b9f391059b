"""What the room reads before and during a vote: the questions and their answers, no votes."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from workshop_app.figures.asked import Asked, Entry, asked
from workshop_app.figures.cards import turnout_card
from workshop_app.figures.figure import Figure, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.method.question import Answer, Question
    from workshop_app.storage.tally import Round

TURNOUT_SHARE = 0.4
GAP = 7.0
MOST_TILES = 11
"""Numbers that each get a tile; a longer range is said by its ends."""


def question_pages(
    questions: Sequence[Question], canvas: Canvas, title: str
) -> tuple[Figure, ...]:
    """What a poll asks, under its question; nothing for the statements of a rating.

    Those are many, and stand on the ballot.
    """
    if any(question.form == "scale" for question in questions):
        return ()
    return asked(_blocks(questions, title), canvas, title=title) if questions else ()


def turnout_pages(
    round_: Round, questions: Sequence[Question], canvas: Canvas, sentence: str, hint: str
) -> tuple[Figure, ...]:
    """How many have voted beside what they vote on: their number is all that changes."""
    left = replace(canvas, width=canvas.width * TURNOUT_SHARE)
    right = replace(canvas, width=canvas.width - left.width - GAP)
    blocks = _blocks(questions, "")
    if any(question.form == "scale" for question in questions):
        blocks = tuple(Asked(block.answers) for block in blocks if block.answers)
    if not any(block.entries or block.answers for block in blocks):
        return (turnout_card(round_.returned, round_.expected, canvas, sentence, note=hint),)
    card = turnout_card(round_.returned, round_.expected, left, sentence, note=hint)
    whole = place(Figure(canvas.width, canvas.height, (), sentence), card, 0, 0)
    pages = asked(blocks, right, title=sentence, middle=True)
    return tuple(place(whole, page, left.width + GAP, 0) for page in pages)


def _blocks(questions: Sequence[Question], title: str) -> tuple[Asked, ...]:
    """Neighbours that are answered alike; a question the stage asks already is left out."""
    blocks = []
    for (form, answers), lines in groupby(questions, key=lambda line: (line.form, _key(line))):
        if form == "rank":
            options = tuple(Entry(line.prompt, str(n)) for n, line in enumerate(lines, 1))
            blocks.append(Asked(options))
            continue
        prompts = dict.fromkeys(line.prompt for line in lines)
        entries = tuple(Entry(prompt) for prompt in prompts if prompt != title)
        if entries or answers:
            blocks.append(Asked(entries, _tiles(answers)))
    return tuple(blocks)


def _key(question: Question) -> tuple[Answer, ...]:
    zero = (question.zero,) if question.zero else ()
    return () if question.form == "rank" else question.answers + zero


def _tiles(answers: Sequence[Answer]) -> tuple[Entry, ...]:
    tiles = tuple(
        Entry("" if answer.label == answer.value else answer.label, answer.mark)
        for answer in answers
    )
    if len(tiles) > MOST_TILES and not any(tile.text for tile in tiles):
        return (Entry("", f"{tiles[0].mark} … {tiles[-1].mark}"),)
    return tiles
