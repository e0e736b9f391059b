"""The open round on a stage that takes dots: its answers as targets, and the dots on them.

Only the dots are drawn. What came in by any other way is a number of ballots here, as it is
everywhere before the round is revealed.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workshop_app.assembly.asking import MOST_LOOSE
from workshop_app.figures.table import Column, Table
from workshop_app.figures.touch_page import Spot, Touched, touch_pages
from workshop_app.session.counting import is_touchable
from workshop_app.session.touched_votes import TOUCH, answers_of, spot
from workshop_app.storage.seen import seen_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.storage.tally import Round


def touched_pages(
    context: Context, round_: Round, questions: Sequence[Question], canvas: Canvas
) -> tuple[Sequence[Figure], Table] | None:
    """The questions with their dots and the same as a table; nothing if none can be touched."""
    words, title = context.words, context.text("question")
    asked = [question for question in questions if is_touchable(question)]
    if not asked:
        return None
    ballots = seen_in(context.file, round_.key, TOUCH).values()
    others = round_.returned - len(ballots)
    shown = []
    for question in asked:
        given = Counter(one[question.id] for one in ballots if question.id in one)
        prompt = "" if question.prompt == title else question.prompt
        left = _left(context, round_, given.total(), others)
        shown.append(_long(Touched(prompt, left, _spots(question, given))))
    said = [words("touch.votes")]
    if len(asked) < len(questions):
        said.append(words("touch.skipped"))
    people = max(round_.expected, 1)
    pages = touch_pages(shown, canvas, hint=" ".join(said), title=title, people=people)
    return pages, _table(context, shown)


def _spots(question: Question, given: Counter[str]) -> tuple[Spot, ...]:
    return tuple(
        Spot(
            spot(question, answer),
            answer.mark.replace("-", "−"),
            "" if answer.label == answer.value else answer.label,
            given[answer.value],
        )
        for answer in answers_of(question)
    )


def _long(asked: Touched) -> Touched:
    """A long scale of which only the ends have words says them above its numbers."""
    spots = asked.spots
    named = [one for one in spots if one.text]
    if len(spots) <= MOST_LOOSE or any(one not in (spots[0], spots[-1]) for one in named):
        return asked
    ends = " … ".join(f"{one.mark} {one.text}" for one in named)
    return asked._replace(spots=tuple(one._replace(text="") for one in spots), ends=ends)


def _left(context: Context, round_: Round, given: int, others: int) -> str:
    """How many dots are left of those who did not vote in another way; nothing without a list."""
    if not round_.expected:
        return ""
    if given > round_.expected:
        return context.words("touch.over", n=given, total=round_.expected)
    return context.words("touch.votes_left", n=max(round_.expected - others - given, 0))


def _table(context: Context, shown: Sequence[Touched]) -> Table:
    words = context.words
    columns = (
        Column(words("touch.column.question"), width=3.0),
        Column(words("touch.column.answer"), width=2.0),
        Column(words("touch.column.dots"), 0),
    )
    rows = tuple(
        (one.text or context.text("question"), at.text or at.mark, at.dots)
        for one in shown
        for at in one.spots
    )
    return Table(words("touch.caption"), columns, rows)
