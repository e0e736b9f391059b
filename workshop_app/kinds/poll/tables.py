"""The numbers behind a poll: options, points, numbers and words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop_app.figures.table import Cell, Column, Table
from workshop_app.kinds.poll.figure import per_person, points_note
from workshop_app.kinds.poll.model import (
    PollResults,
    Result,
    looks,
    option_labels,
    questions,
    scale_answers,
)
from workshop_app.kinds.poll.shape import GRADIENT, NPS
from workshop_app.kinds.poll.wording import (
    BANDS,
    band_counts,
    margin_words,
    otherwise_words,
    support_words,
    vote_names,
)
from workshop_app.session.votes import merged_names
from workshop_app.statistics import net_promoter_score

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.figures.markers import Group
    from workshop_app.session.context import Context


def tables(results: PollResults, context: Context) -> tuple[Table, ...]:
    """A table per question that was answered; those of a form in _SHARED have one together."""
    if results.round is None:
        return ()
    found: list[Table] = []
    listed = context.activity.list("questions")
    for part in listed:
        of_part = results.of(part.id)
        form = part.setting("form")
        if form in _SHARED:
            alike = [other.id for other in listed if other.setting("form") == form]
            if part.id != alike[0]:
                continue
            of_part = tuple(one for id_ in alike for one in results.of(id_))
        if any(one.numbers.n for one in of_part):
            found.append(_TABLE[of_part[0].form](part.id, of_part, results, context))
    return tuple(found)


def _groups(
    results: PollResults, found: Sequence[Result], context: Context
) -> tuple[Group, ...]:
    return looks(results, context) if any(one.groups for one in found) else ()


def _twice(found: Sequence[Result]) -> bool:
    """Whether any of these questions was answered in two rounds."""
    return any(one.before for one in found)


def _was(found: Sequence[Result], one: Result, of: Callable[[Result], Cell]) -> tuple[Cell, ...]:
    """The cell of the first vote, if the table has any; empty where a question had no second."""
    if not _twice(found):
        return ()
    return (of(one.before) if one.before else "",)


def _both(found: Sequence[Result], context: Context, column: Column) -> tuple[Column, ...]:
    """The column of the first vote, if there is any, and that of now."""
    if not _twice(found):
        return (column,)
    vote = vote_names(context)[0]
    title = context.words("poll.column.of_vote", column=column.title, vote=vote)
    return replace(column, title=title), column


def _choice(id_: str, found: Sequence[Result], results: PollResults, context: Context) -> Table:
    words = context.words
    one = found[0]
    groups = _groups(results, found, context)
    before = one.before.numbers.counts if one.before else None
    rows: list[tuple[Cell, ...]] = []
    for index, label in enumerate(option_labels(context)):
        counts: list[Cell] = [one.numbers.counts[index] if one.numbers.counts else None]
        if one.before:
            counts.insert(0, before[index] if before else None)
        for group in groups:
            of_group = one.groups[group.key].counts
            counts.append(of_group[index] if of_group else None)
        rows.append((label, *counts))
    votes = vote_names(context) if one.before else (words("poll.column.votes"),)
    columns = [
        Column(words("poll.column.option"), None, 3.0),
        *(Column(name, 0) for name in votes),
        *(Column(group.label, 0) for group in groups),
    ]
    return _table(context.text(f"questions.{id_}"), columns, rows, results, context)


def _rank(id_: str, found: Sequence[Result], results: PollResults, context: Context) -> Table:
    """Most points first; per group the points per person, as the picture has them.

    Beside the points the place by pairs, where the round keeps it.
    """
    words = context.words
    labels = {line.id: line.prompt for line in questions(context)}
    groups = _groups(results, found, context)
    places = len(found[0].values)
    ordered = sorted(found, key=lambda one: -(one.numbers.score or 0.0))
    paired = any(one.by_pairs for one in found)
    rows: list[tuple[Cell, ...]] = [
        (
            labels[one.id],
            *_was(found, one, lambda was: was.numbers.score),
            one.numbers.score,
            *((one.by_pairs,) if paired else ()),
            *(one.numbers.counts or (None,) * places),
            *(per_person(one, group, results) for group in groups),
        )
        for one in ordered
    ]
    columns = [
        Column(words("poll.column.option"), None, 3.0),
        *_both(found, context, Column(words("poll.column.points"), 0)),
        *([Column(words("poll.column.by_pairs"), 0)] if paired else ()),
        *(Column(words("poll.column.place", place=place), 0) for place in range(1, places + 1)),
        *(Column(group.label, 1) for group in groups),
    ]
    notes = [points_note(words, places)]
    if paired:
        notes += [words("poll.note.by_pairs"), *otherwise_words(context, found)]
    if groups:
        notes.append(words("poll.note.per_person"))
        if names := merged_names(context, results.round):
            notes.append(words("votes.merged", names=words.listing(names)))
    strong = frozenset(
        index for index, one in enumerate(ordered)
        if (one.numbers.score or 0) >= _least_of_top(ordered, places) and one.numbers.score
    )
    caption = context.text(f"questions.{id_}")
    return _table(caption, columns, rows, results, context, notes, strong)


def _least_of_top(ordered: Sequence[Result], places: int) -> float:
    """The points from which an option is among the first; ties at the last place are in."""
    return ordered[min(places, len(ordered)) - 1].numbers.score or 0.0


def _numbers(_: str, found: Sequence[Result], results: PollResults, context: Context) -> Table:
    words = context.words
    groups = _groups(results, found, context)
    rows: list[tuple[Cell, ...]] = [
        (
            context.text(f"questions.{one.id}"),
            one.numbers.n,
            *_was(found, one, lambda was: was.numbers.mean),
            one.numbers.mean,
            *_was(found, one, lambda was: was.numbers.median),
            one.numbers.median,
            words(f"votes.agreement.{one.numbers.word}") if one.numbers.word else None,
            *_was(found, one, _distribution),
            _distribution(one),
            *(one.groups[group.key].mean if one.groups else None for group in groups),
        )
        for one in found
    ]
    columns = [
        Column(words("poll.column.question"), None, 3.0),
        Column(words("votes.column.n"), 0),
        *_both(found, context, Column(words("votes.column.mean"), 1)),
        *_both(found, context, Column(words("votes.column.median"), 1)),
        Column(words("votes.column.agreement"), None, 1.3),
        *_both(found, context, Column(words("poll.column.answers"), None, 2.0)),
        *(Column(group.label, 1) for group in groups),
    ]
    if any(one.known is not None for one in found):
        columns.append(Column(words("poll.column.known"), 1))
        rows = [(*row, one.known) for row, one in zip(rows, found, strict=True)]
    return _table(context.text("title"), columns, rows, results, context)


def _recommended(
    _: str, found: Sequence[Result], results: PollResults, context: Context
) -> Table:
    """The score, its margin and the three bands; never per group."""
    words = context.words
    rows: list[tuple[Cell, ...]] = []
    notes: list[str] = []
    for one in found:
        prompt, counts = context.text(f"questions.{one.id}"), one.numbers.counts
        before = _was(found, one, _score), _was(found, one, _distribution)
        if not counts or not sum(counts):
            rows.append((prompt, one.numbers.n, *before[0], *(None,) * 5, *before[1], None))
            continue
        score = net_promoter_score(counts)
        notes = [*notes, *margin_words(context, score)[1:]]
        bands = band_counts(counts, BANDS)
        scores = (*before[0], score.score, score.margin)
        rows.append((prompt, score.n, *scores, *bands, *before[1], _distribution(one)))
    columns = [
        Column(words("poll.column.question"), None, 2.0),
        Column(words("votes.column.n"), 0),
        *_both(found, context, Column(words("poll.column.nps"), 0)),
        Column(words("poll.column.margin"), 0),
        *(Column(words(f"poll.nps.{name}"), 0) for name, _, _ in BANDS),
        *_both(found, context, Column(words("poll.column.answers"), None, 2.0)),
    ]
    notes = list(dict.fromkeys(notes))
    return _table(context.text("title"), columns, rows, results, context, notes)


def _score(result: Result) -> float | None:
    counts = result.numbers.counts
    return net_promoter_score(counts).score if counts and sum(counts) else None


def _supported(id_: str, found: Sequence[Result], results: PollResults, context: Context) -> Table:
    """Every step with its words, and whether the proposal passes."""
    words = context.words
    one = found[0]
    counts = one.numbers.counts
    before = one.before.numbers.counts if one.before else None
    rows: list[tuple[Cell, ...]] = []
    for index, answer in enumerate(scale_answers(context, GRADIENT)):
        cells: list[Cell] = [counts[index] if counts else None]
        if one.before:
            cells.insert(0, before[index] if before else None)
        rows.append((f"{answer.value} {answer.label}", *cells))
    votes = vote_names(context) if one.before else (words("poll.column.votes"),)
    columns = [Column(words("poll.column.step"), None, 3.0), *(Column(name, 0) for name in votes)]
    notes = [support_words(context, counts)] if counts and sum(counts) else []
    prompts = {line.id: line.prompt for line in questions(context)}
    return _table(prompts[id_], columns, rows, results, context, notes)


def _distribution(result: Result) -> str | None:
    """``2 × 3, 5 × 4``: how many gave which number."""
    if result.numbers.counts is None:
        return None
    pairs = zip(result.values, result.numbers.counts, strict=True)
    return ", ".join(f"{count} × {value}" for value, count in pairs if count)


def _words(id_: str, found: Sequence[Result], results: PollResults, context: Context) -> Table:
    words = context.words
    one = found[0]
    said, before = one.words, one.moved.words if one.moved else None
    rows: list[tuple[Cell, ...]] = [(None, None)]
    if said is not None:
        every = dict.fromkeys([*said, *(before or ())])
        ordered = sorted(every, key=lambda word: (-said.get(word, 0), word.casefold()))
        rows = [(word, said.get(word, 0)) for word in ordered]
    votes: tuple[str, ...] = (words("poll.column.times"),)
    if before is not None:
        votes = vote_names(context)
        rows = [(word, before.get(str(word), 0), n) for word, n in rows]
    columns = [Column(words("poll.column.word"), None, 3.0), *(Column(name, 0) for name in votes)]
    return _table(context.text(f"questions.{id_}"), columns, rows, results, context)


_TABLE = {
    "choice": _choice,
    "rank": _rank,
    "number": _numbers,
    "word": _words,
    NPS: _recommended,
    GRADIENT: _supported,
}
_SHARED = ("number", NPS)


def _table(
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[tuple[Cell, ...]],
    results: PollResults,
    context: Context,
    notes: Sequence[str] = (),
    strong: frozenset[int] = frozenset(),
) -> Table:
    """A table that explains its dashes where it has any."""
    notes = list(notes)
    if results.round and any(cell is None for row in rows for cell in row):
        notes.append(context.words("votes.not_shown_note", k=results.round.minimum))
    return Table(caption, tuple(columns), tuple(rows), " ".join(notes), strong)
