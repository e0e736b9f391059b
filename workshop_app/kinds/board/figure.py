"""A board drawn: columns of notes with their dots, tags, clusters and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures import board as builder
from workshop_app.figures.board_model import Around, Banner, Bar, Column, Heap, Line
from workshop_app.figures.note_cards import TICK, WARNING, Note, NoteWords, Tag
from workshop_app.kinds.board import model
from workshop_app.session.review import DONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.pages import Pages
    from workshop_app.kinds.board.model import BoardColumn, BoardNote, BoardResults
    from workshop_app.method.model import Part
    from workshop_app.session.context import Context

_ICONS = {model.WARNING: WARNING, model.TICK: TICK}


def figures(results: BoardResults, canvas: Canvas, context: Context) -> Pages:
    """The columns with their notes; what does not fit goes on a next page."""
    activity = context.activity
    drawing = _Drawing(results, context)
    if activity.setting("sides"):
        columns = [
            side for at, one in enumerate(results.columns, 1) for side in drawing.sides(one, at)
        ]
    else:
        columns = [drawing.column(one, at) for at, one in enumerate(results.columns, 1)]
    timeline = bool(activity.setting("timeline"))
    linked = bool(activity.setting("links"))
    return builder.board(
        columns,
        canvas,
        drawing.words,
        invitation=context.words("board.invitation"),
        title=context.text("question"),
        around=Around(
            together=timeline or linked or bool(activity.setting("weigh")),
            pairs=bool(activity.setting("sides")),
            timeline=timeline,
            lines=tuple(Line(*link) for link in results.links),
            banner=_banner(results, context),
            prompts=context.method.texts(f"{activity.id}.prompts", context.words.language),
        ),
    )


def tag_name(tag: str, context: Context) -> str:
    """What a tag is called; one the method no longer has shows by its id."""
    known = any(part.id == tag for part in context.activity.list("tags"))
    return context.text(f"tags.{tag}") if known else tag


class _Drawing:
    """Turns results into what the builder draws, in one language."""

    def __init__(self, results: BoardResults, context: Context) -> None:
        self._context = context
        self._voted = results.voted
        self._unlinked = results.unlinked
        self._verdicts = results.verdicts
        parts = context.activity.list("tags")
        self._only = parts[0] if len(parts) == 1 else None
        flag = context.text(f"tags.{self._only.id}") if self._only else ""
        icon = _icon(self._only) if self._only else ""
        self.words = NoteWords(context.words("board.no_dots"), flag, icon or WARNING)
        self._sides: tuple[str, ...] = context.activity.setting("sides", ())
        self._tags: Mapping[str, Tag] = {
            part.id: Tag(context.text(f"tags.{part.id}"), _icon(part))
            for part in parts
            if part is not self._only and part.id not in self._sides
        }
        tags = context.activity.setting("weigh", ())
        some = any(column.tagged[tag] for tag in tags for column in results.columns)
        self._weighed: tuple[str, ...] = tags if some else ()

    def column(self, column: BoardColumn, colour: int) -> Column:
        """A column as it stands."""
        context = self._context
        warning = context.words("board.no_link") if column.id in self._unlinked else ""
        return Column(
            column.id,
            context.text(f"columns.{column.id}"),
            self._cards(column.loose),
            colour,
            self._count(column.notes),
            tuple(
                Heap(
                    one.key, one.name, self._cards(one.notes, within=True),
                    one.votes if self._voted else None, one.rank is not None,
                )
                for one in column.clusters
            ),
            tuple(
                Bar(context.text(f"tags.{tag}"), column.tagged[tag]) for tag in self._weighed
            ),
            warning,
            self._short(column.notes),
        )  # fmt: skip

    def sides(self, column: BoardColumn, colour: int) -> list[Column]:
        """Two columns beside each other, one for each of two tags; the first has the rest."""
        context, whole = self._context, self.column(column, colour)
        found = []
        for side in self._sides:
            here = {note.key for note in column.notes if side in note.tags}
            shown = [note for note in column.notes if note.key in here]
            heaps = [
                one._replace(notes=tuple(note for note in one.notes if note.key in here))
                for one in whole.heaps
            ]
            found.append(
                Column(
                    f"{column.id}:{side}",
                    f"{whole.title}\n{tag_name(side, context)}",
                    tuple(note for note in whole.notes if note.key in here),
                    colour,
                    self._count(shown),
                    tuple(one for one in heaps if one.notes),
                )
            )
        rest = [note for note in column.notes if not set(self._sides) & {*note.tags}]
        if rest:
            heap = Heap("", context.words("board.no_side"), self._cards(rest))
            first = found[0]
            found[0] = Column(
                first.key, first.title, first.notes, colour, first.count, (*first.heaps, heap)
            )
        return found

    def _cards(self, notes: Iterable[BoardNote], *, within: bool = False) -> tuple[Note, ...]:
        """Within a cluster nothing stands out by itself: its dots count together."""
        none = None if within or not self._voted else 0
        return tuple(
            [
                Note(
                    note.key, note.text, note.votes or none,
                    note.rank is not None and not within, note.flagged, "",
                    self._shown_tags(note)
                    if note.tags or note.merged or note.key in self._verdicts
                    else (),
                )
                for note in notes
            ]
        )  # fmt: skip

    def _shown_tags(self, note: BoardNote) -> tuple[Tag, ...]:
        """How many said it, what came of it since, then its tags in the method's order."""
        times = [Tag(f"×{len(note.merged) + 1}")] if note.merged else []
        verdict = self._verdicts.get(note.key)
        if verdict:
            icon = TICK if verdict == DONE else ""
            times.append(Tag(self._context.words(f"review.loop.{verdict}"), icon))
        return (*times, *(tag for id_, tag in self._tags.items() if id_ in note.tags))

    def _count(self, notes: Sequence[BoardNote]) -> str:
        words = self._context.words
        if self._voted:
            return words("board.dots", n=sum(note.votes or 0 for note in notes))
        return words("board.notes", n=len(notes)) if notes else ""

    def _short(self, notes: Sequence[BoardNote]) -> str:
        """The same without its word, where a title needs the room."""
        if self._voted:
            return f"{sum(note.votes or 0 for note in notes)} •"
        return str(len(notes) or "")


def _icon(part: Part) -> str:
    return _ICONS.get(part.setting("mark", ""), "")


def _banner(results: BoardResults, context: Context) -> Banner | None:
    """The sentence on top, how many loops are closed, or one column against another."""
    activity, words = context.activity, context.words
    if results.headline:
        return Banner(results.headline, context.text(f"outcomes.{activity.setting('headline')}"))
    if results.closed and results.closed[1]:
        done, heard = results.closed
        return Banner(words("board.closed", n=done, of=heard), share=done / heard)
    if activity.setting("versus"):
        counts = {column.id: len(column.notes) for column in results.columns}
        one, other = activity.setting("versus")
        total = counts[one] + counts[other]
        if total:
            said = words(
                "board.versus",
                one=context.text(f"columns.{one}"), n=counts[one],
                other=context.text(f"columns.{other}"), m=counts[other],
            )  # fmt: skip
            return Banner(said, share=counts[one] / total)
    return None


def dots_placed(results: BoardResults, context: Context) -> str:
    """How many dots lie on the board, of how many, if that is known."""
    if results.dots_given is None:
        return context.words("board.placed", n=results.dots)
    return context.words("board.placed_of", n=results.dots, given=results.dots_given)


def weighed(results: BoardResults, context: Context) -> list[str]:
    """What the board weighs, over all columns: "Give 4"; nothing while nothing is tagged."""
    tags = context.activity.setting("weigh", ())
    counts = {tag: sum(column.tagged[tag] for column in results.columns) for tag in tags}
    if not any(counts.values()):
        return []
    return [f"{tag_name(tag, context)} {counts[tag]}" for tag in tags]
