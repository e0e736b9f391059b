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
MOST_ASKED = 4
"""Questions on a scale that are read on the stage; more stand on the ballot."""

MOST_LOOSE = 7
"""Numbers without words between two that have some; more are left out."""

MOST_TILES = 11
"""Numbers that each get a tile; a longer range is said by its ends."""


def question_pages(
    questions: Sequence[Question], canvas: Canvas, title: str
) -> tuple[Figure, ...]:
    """What a poll asks, under its question; nothing for statements, which stand on the ballot."""
    if _are_statements(questions):
        return ()
    return asked(_blocks(questions, title), canvas, title=title) if questions else ()


def turnout_pages(
    round_: Round,
    questions: Sequence[Question],
    canvas: Canvas,
    texts: tuple[str, str],
    title: str,
) -> tuple[Figure, ...]:
    """How many have voted beside what they vote on: their number is all that changes.

    ``texts`` say how many that is, and why nobody sees what.
    """
    sentence, hint = texts
    left = replace(canvas, width=canvas.width * TURNOUT_SHARE)
    right = replace(canvas, width=canvas.width - left.width - GAP)
    blocks = _blocks(questions, title)
    if _are_statements(questions):
        blocks = tuple(Asked(block.answers) for block in blocks if block.answers)
    if not any(block.entries or block.answers for block in blocks):
        return (turnout_card(round_.returned, round_.expected, canvas, sentence, note=hint),)
    card = turnout_card(round_.returned, round_.expected, left, sentence, note=hint)
    whole = place(Figure(canvas.width, canvas.height, (), sentence), card, 0, 0)
    pages = asked(blocks, right, title=sentence, middle=True)
    return tuple(place(whole, page, left.width + GAP, 0) for page in pages)


def _are_statements(questions: Sequence[Question]) -> bool:
    """Whether they are items of a rating, or too many of a scale to be read on the stage."""
    many = len(questions) > MOST_ASKED
    return any(line.form == "scale" and (many or line.axis) for line in questions)


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
        if entries:
            blocks.append(Asked(entries, _tiles(answers)))
        elif answers:
            blocks.append(Asked(_tiles(answers)))
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
        first, last = (tile.mark.replace("-", "−") for tile in (tiles[0], tiles[-1]))
        return (Entry("", f"{first} … {last}"),)
    if len(tiles) > MOST_LOOSE and tiles[0].text and not any(tile.text for tile in tiles[1:-1]):
        return replace(tiles[0], text=f"{tiles[0].text} …"), tiles[-1]
    return tiles
