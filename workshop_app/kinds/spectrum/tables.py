"""The numbers behind the profile: shifts, agreement, answers, and what was said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workshop_app.figures.table import Cell, Column, Table
from workshop_app.kinds.spectrum.model import SCALE, ends, items, pair_text, poles, prompt
from workshop_app.session.profile import looks
from workshop_app.session.profile_tables import (
    before_cell,
    before_column,
    explained,
    then_and_now,
)
from workshop_app.session.votes import merged_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.figures.dumbbells import Ends
    from workshop_app.session.context import Context
    from workshop_app.session.profile import Line, ProfileResults
    from workshop_app.session.votes import Numbers

LONGEST = 3
"""So many shifts are carried along."""


def tables(results: ProfileResults, context: Context) -> tuple[Table, ...]:
    """Nothing about votes before a round is revealed."""
    if results.total is None:
        return ()
    groups = [_groups(results, context)] if results.groups else []
    answers = then_and_now(results, context, partial(_answers, results, context))
    return (_shifts(results, context), *groups, *answers)


def _length(found: Ends) -> float:
    return -1.0 if found.shift is None else abs(found.shift)


def _order(results: ProfileResults) -> list[str]:
    """Longest shift first, as in the picture."""
    return sorted(
        items(results), key=lambda item: _length(ends(results, results.total, item)), reverse=True
    )


def longest(results: ProfileResults, context: Context) -> tuple[str, ...]:
    """The longest shifts that may show: which pole is left behind, and for which."""
    found: list[str] = []
    for item in _order(results)[:LONGEST]:
        shift = ends(results, results.total, item).shift
        if shift:
            left, right = poles(context, item)
            here, there = (left, right) if shift > 0 else (right, left)
            found.append(context.words("spectrum.from_to", here=here, there=there))
    return tuple(found)


def _shifts(results: ProfileResults, context: Context) -> Table:
    words = context.words
    rows: list[tuple[Cell, ...]] = []
    for item in _order(results):
        found = ends(results, results.total, item)
        was = ends(results, results.moved, item)
        lines = [line for line in results.plan.lines if line.item == item]
        before = (
            before_cell(value, results, lines)
            for value in (was.today, was.wanted, was.shift)
            if results.moved
        )
        rows.append((pair_text(context, item), *before, found.today, found.wanted, found.shift))
    titles = [*(context.text(f"passes.{turn}") for turn in results.plan.turns)]
    titles.append(words("spectrum.shift"))
    columns = [
        Column(words("spectrum.column.pair"), None, 3.0),
        *(before_column(context, title, 1) for title in titles if results.moved),
        *(Column(title, 1) for title in titles),
    ]
    caption = words("spectrum.table.shifts")
    return explained(caption, columns, rows, context, results, [words("spectrum.note.scale")])


def _groups(results: ProfileResults, context: Context) -> Table:
    """Today, wanted and shift of every group, as one text a cell would not add up: a row each."""
    words = context.words
    named = [*zip(looks(results.groups, context), results.groups, strict=True)]
    rows: list[tuple[Cell, ...]] = []
    for item in _order(results):
        for look, side in named:
            found = ends(results, side, item)
            row = (pair_text(context, item), look.label, found.today, found.wanted, found.shift)
            rows.append(row)
    columns = [
        Column(words("spectrum.column.pair"), None, 3.0),
        Column(words("spectrum.column.group"), None, 1.3),
        *(Column(context.text(f"passes.{turn}"), 1) for turn in results.plan.turns),
        Column(words("spectrum.shift"), 1),
    ]
    notes = []
    if names := merged_names(context, results.round):
        notes.append(words("votes.merged", names=words.listing(names)))
    return explained(words("spectrum.table.groups"), columns, rows, context, results, notes)


def _answers(
    results: ProfileResults,
    context: Context,
    lines: Sequence[Line],
    of: Callable[[Line], Numbers],
) -> Table:
    words = context.words
    answers, _ = context.scale(SCALE)
    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        numbers = of(line)
        counts: tuple[Cell, ...] = numbers.counts or (None,) * len(answers)
        word = words(f"votes.agreement.{numbers.word}") if numbers.word else None
        rows.append((prompt(context, line), numbers.n, *counts, word))
    columns = [
        Column(words("spectrum.column.pair"), None, 3.6),
        Column(words("votes.column.n"), 0),
        *(Column(words.signed(int(answer.value)), 0, 0.5) for answer in answers),
        Column(words("votes.column.agreement"), None, 1.3),
    ]
    return explained(words("spectrum.table.answers"), columns, rows, context, results)
