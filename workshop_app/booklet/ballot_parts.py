"""The questions of a paper ballot as blocks: digits to circle, places to give, lines to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop_app.booklet.ballot import BLANK, is_worded, sections
from workshop_app.booklet.ballot_cells import Cell, Type, beside, cell, digit, write_box
from workshop_app.booklet.blocks import Block, rule_at, text_at
from workshop_app.booklet.tags import Tag
from workshop_app.figures.text import width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.booklet.ballot import Ballot, BallotText, Part
    from workshop_app.booklet.blocks import Brush
    from workshop_app.method.question import Answer

_BESIDE: Final = 0.4
"""The share of the width that questions keep; where digits take more they stand below."""

_HEADED: Final = 0.46
"""The share of the width that answers in words may take above their digits."""

_APART: Final = "\u00a0" * 3
"""Between two words of a legend."""

_LINES: Final = 2
"""An answer above its digit takes no more lines than this in each language."""


def part_blocks(ballot: Ballot, part: Part, type_: Type) -> list[Block]:
    """One part of the ballot under what is to be done there."""
    return _FORMS[part.form](ballot, part, type_)


def cell_block(cell_: Cell, role: str, *, before: float = 0.0, keep: bool = False) -> list[Block]:
    """A cell over the whole width; nothing for an empty one.

    Without a ``role`` it is a repetition that nobody reads out.
    """
    if not cell_.lines:
        return []

    def paint(brush: Brush, x: float, y: float) -> None:
        cell_.paint(brush, x, y, Tag(role) if role else None)

    return [Block(cell_.height, paint, before, keep)]


def choices(
    items: Sequence[tuple[str, Sequence[str]]], texts: Sequence[BallotText], type_: Type
) -> list[Block]:
    """Digits with their words beside them, as many beside one another as fit."""
    indent = type_.target + type_.gap
    cells = [cell(texts, said, type_.body, type_.width - indent) for _, said in items]
    widest = max(one.wide for one in cells) + indent + 2 * type_.gap
    across = min(max(int((type_.width + 2 * type_.gap) // widest), 1), len(items))
    if across < len(items):
        across = min(across, 2)
    rows = -(-len(items) // across)
    step = (type_.width if across < len(items) else across * widest) / across
    list_tag = Tag("L")

    def row(number: int) -> Block:
        # Down the first column, then the second, as a list is read.
        places = [number + column * rows for column in range(across)]
        shown = [place for place in places if place < len(items)]
        height = max(max(cells[place].height for place in shown), type_.target)

        def paint(brush: Brush, x: float, y: float) -> None:
            for column, place in enumerate(shown):
                left = x + column * step
                entry = Tag("LI", list_tag)
                body = Tag("LBody", entry)
                box = (left, y, type_.target)
                digit(brush, items[place][0], box, type_.size, Tag("Lbl", entry))
                top = max((type_.target - cells[place].height) / 2, 0.0)
                cells[place].paint(brush, left + indent, y + top, body)

        between = type_.size * (type_.air + 0.15)
        return Block(height, paint, between, keep=number < rows - 1)

    return [row(number) for number in range(rows)]


# -- forms ---------------------------------------------------------------------------------


def _grid(ballot: Ballot, part: Part, type_: Type) -> list[Block]:
    """Questions with the same digits beside, or where there is no room below them."""
    return _Grid(ballot, part, type_).blocks()


def _list(ballot: Ballot, part: Part, type_: Type) -> list[Block]:
    texts, place = ballot.texts, part.lines[0]
    question = ballot.questions[place]
    items = [
        (answer.mark, [text.questions[place].answers[index].label for text in texts])
        for index, answer in enumerate(question.answers)
    ]
    items.append((question.zero.mark if question.zero else BLANK, _zero(texts, place)))
    return [
        *_asked(ballot, place, type_),
        *_hint(texts, "paper.circle", type_),
        *choices(items, texts, type_),
    ]


def _rank(ballot: Ballot, part: Part, type_: Type) -> list[Block]:
    texts, first = ballot.texts, ballot.questions[part.lines[0]]
    asked = [dict(text.rankings).get(first.part_of, "") for text in texts]
    blocks: list[Block] = []
    if asked != [text.question for text in texts]:
        blocks += cell_block(_strong(texts, asked, type_), "P", before=type_.size, keep=True)
    blocks += _hint(texts, "paper.rank", type_, last=first.answers[-1].mark)
    side, number = type_.target, _number_width(ballot, type_)
    list_tag = Tag("L")
    for place in part.lines:
        said = [text.questions[place].prompt for text in texts]
        words = cell(texts, said, type_.body, type_.width - number - side - type_.gap)
        blocks.append(_option(place, words, number, type_, list_tag))
    return blocks


def _option(place: int, words: Cell, number: float, type_: Type, list_tag: Tag) -> Block:
    side = type_.target
    height = max(words.height, side)

    def paint(brush: Brush, x: float, y: float) -> None:
        entry = Tag("LI", list_tag)
        style = type_.note._replace(leading=side)
        brush.items(text_at(str(place + 1), style, x, y), Tag("Lbl", entry))
        brush.items((write_box(x + number, y, side * 1.15, side),))
        top = max((side - words.height) / 2, 0.0)
        left = x + number + side * 1.15 + type_.gap
        words.paint(brush, left, y + top, Tag("LBody", entry))

    return Block(height, paint, type_.size * (type_.air + 0.1))


def _number(ballot: Ballot, part: Part, type_: Type) -> list[Block]:
    texts, place = ballot.texts, part.lines[0]
    answers = ballot.questions[place].answers
    first, last = (one.mark.replace("-", "−") for one in (answers[0], answers[-1]))
    hint = _hint(texts, "paper.number_box", type_, first=first, last=last)
    wide, high = type_.size * 6, type_.size * 2.2

    def paint(brush: Brush, x: float, y: float) -> None:
        brush.items((write_box(x, y, wide, high),))

    return [*_asked(ballot, place, type_), *hint, Block(high, paint, type_.gap * 0.7)]


def _word(ballot: Ballot, part: Part, type_: Type) -> list[Block]:
    place = part.lines[0]
    high = type_.size * 2.4

    def paint(brush: Brush, x: float, y: float) -> None:
        brush.items((write_box(x, y, type_.width, high),))

    hint = _hint(ballot.texts, "paper.word", type_)
    return [*_asked(ballot, place, type_), *hint, Block(high, paint, type_.gap * 0.7)]


_FORMS: Final[dict[str, Callable[[Ballot, Part, Type], list[Block]]]] = {
    "grid": _grid, "list": _list, "rank": _rank, "number": _number, "word": _word,
}


# -- what they share -----------------------------------------------------------------------


def _strong(texts: Sequence[BallotText], said: Sequence[str], type_: Type) -> Cell:
    return cell(texts, said, type_.body.strong(), type_.width)


def _asked(ballot: Ballot, place: int, type_: Type) -> list[Block]:
    """The question of one line with its number; nothing where the ballot’s head asks it."""
    texts = ballot.texts
    prompts = [text.questions[place].prompt for text in texts]
    if len(ballot.questions) == 1 and prompts == [text.question for text in texts]:
        return []
    if len(ballot.questions) > 1:
        prompts = [f"{place + 1}  {prompt}" for prompt in prompts]
    return cell_block(_strong(texts, prompts, type_), "P", before=type_.size * 1.1, keep=True)


def _hint(
    texts: Sequence[BallotText], key: str, type_: Type, **fields: object
) -> list[Block]:
    said = [text.words(key, **fields) for text in texts]
    shown = cell(texts, said, type_.hint, type_.width)
    return cell_block(shown, "P", before=type_.gap, keep=True)


def _zero(texts: Sequence[BallotText], place: int) -> list[str]:
    """What stands for "I can’t say": the scale’s own words, or the app’s."""
    zeros = [text.questions[place].zero for text in texts]
    return [
        zero.label if zero else text.words("stage.booth.cannot_say")
        for zero, text in zip(zeros, texts, strict=True)
    ]


def _number_width(ballot: Ballot, type_: Type) -> float:
    """The room for the number that a line has in the keying grid."""
    if len(ballot.questions) == 1:
        return 0.0
    return width(str(len(ballot.questions)), type_.note.size) + type_.gap


class _Grid:
    """Lines that are answered alike."""

    def __init__(self, ballot: Ballot, part: Part, type_: Type) -> None:
        self._ballot, self._part, self._type = ballot, part, type_
        self._first = ballot.questions[part.lines[0]]
        zero = self._first.zero
        answers = (answer.mark for answer in self._first.answers)
        self._marks = (*answers, zero.mark if zero else BLANK)
        self._number = _number_width(ballot, type_)
        self._table = Tag("Table")
        self._heads = self._headed()
        pitch = type_.target + type_.size * 0.3
        if self._heads:
            pitch = max(pitch, max(head.wide for head in self._heads) + type_.gap)
        self._pitch = pitch
        self._apart = type_.size * 0.5
        """What keeps "I can’t say" away from the scale."""
        taken = self._pitch * len(self._marks) + self._apart
        room = type_.width - self._number - taken - type_.gap
        self._below = room < type_.width * _BESIDE and not self._heads
        if self._below:
            room = type_.width - self._number
            self._pitch = min(pitch, (type_.width - self._apart) / len(self._marks))
        self._room = room
        self._side = min(type_.target, self._pitch - 1.0)

    def blocks(self) -> list[Block]:
        """What to do, then section after section, line after line."""
        blocks = self._head("P")
        repeat = tuple(self._head(""))
        for axis, lines in sections(self._ballot, self._part.lines):
            blocks += [band._replace(repeat=repeat) for band in self._band(axis, "P")]
            above = (*repeat, *self._band(axis, ""))
            blocks += [self._line(place)._replace(repeat=above) for place in lines]
            blocks[-len(lines)] = blocks[-len(lines)]._replace(before=self._type.size * 0.25)
        return blocks

    def _head(self, role: str) -> list[Block]:
        texts, type_ = self._ballot.texts, self._type
        key = "paper.circle_each" if len(self._part.lines) > 1 else "paper.circle"
        said = [text.words(key) for text in texts]
        if self._heads:
            shown = cell(texts, said, type_.hint, type_.width)
            blocks = cell_block(shown, role, before=type_.size, keep=True)
            return [*blocks, self._head_row(read=bool(role))]
        named = [self._legend(text) for text in texts]
        both = [f"{one}{_APART} {other}" for one, other in zip(said, named, strict=True)]
        shown = cell(texts, both, type_.hint, type_.width)
        return cell_block(shown, role, before=type_.size, keep=True)

    def _answers(self, text: BallotText) -> list[Answer]:
        return list(text.questions[self._part.lines[0]].answers)

    def _legend(self, text: BallotText) -> str:
        """Each digit with its word; a word never parts from its digit."""
        named = [(one.mark, one.label) for one in self._answers(text) if is_worded(one)]
        named.append((self._marks[-1], _zero([text], self._part.lines[0])[0]))
        entries = [f"{mark} = {label}" for mark, label in named]
        return f"{_APART} ".join(_together(one, self._type) for one in entries)

    def _headed(self) -> tuple[Cell, ...]:
        """The answers’ words to stand above the digits; none where they would be too wide."""
        type_, texts = self._type, self._ballot.texts
        answers = [self._answers(text) for text in texts]
        if not all(is_worded(one) for one in answers[0]):
            return ()
        said = [[one.label for one in column] for column in zip(*answers, strict=True)]
        said.append(_zero(texts, self._part.lines[0]))
        words = [word for one in said for label in one for word in label.split()]
        pitch = max(type_.target, *(width(word, type_.note.size) for word in words)) + type_.gap
        if (pitch * len(said) + type_.size) / type_.width > _HEADED:
            return ()
        heads = tuple(cell(texts, one, type_.note, pitch - type_.gap, even=True) for one in said)
        most = _LINES * len(texts)
        return heads if max(len(head.lines) for head in heads) <= most else ()

    def _head_row(self, *, read: bool) -> Block:
        height = max(head.height for head in self._heads)

        def paint(brush: Brush, x: float, y: float) -> None:
            row = Tag("TR", self._table) if read else None
            for index, head in enumerate(self._heads):
                middle = x + self._x(index) + self._side / 2
                top = y + height - head.height
                head.paint(brush, middle, top, Tag("TH", row) if row else None, "middle")

        return Block(height, paint, self._type.gap * 0.5, keep=True)

    def _band(self, axis: str, role: str) -> list[Block]:
        if not axis:
            return []
        texts, type_ = self._ballot.texts, self._type
        said = [dict(text.axes)[axis] for text in texts]
        shown = beside(_strong(texts, said, type_), type_.width, type_.size)
        return cell_block(shown, role, before=type_.size * 0.8, keep=True)

    def _x(self, index: int) -> float:
        """Where the box of a digit begins."""
        last = len(self._marks) - 1
        apart = self._apart if index == last else 0.0
        if self._below:
            return index * self._pitch + apart
        start = self._type.width - self._pitch * (last + 1) - self._apart
        return start + index * self._pitch + (self._pitch - self._side) / 2 + apart

    def _line(self, place: int) -> Block:
        type_, questions = self._type, self._ballot.questions
        texts, side = self._ballot.texts, self._side
        prompts = [text.questions[place].prompt for text in texts]
        asked_above = len(questions) == 1 and prompts == [text.question for text in texts]
        words = Cell() if asked_above else cell(texts, prompts, type_.body, self._room)
        pad = type_.size * type_.air
        across = max(words.height, 0.0 if self._below else side)
        height = across + 2 * pad + (side + type_.size * 0.2 if self._below else 0.0)
        first = (across - words.height) / 2 + pad
        under = across + type_.size * 0.2 if self._below else (across - side) / 2

        def paint(brush: Brush, x: float, y: float) -> None:
            row = Tag("TR", self._table)
            if self._number:
                style = type_.note._replace(leading=type_.body.leading)
                brush.items(text_at(str(place + 1), style, x, y + first), Tag("TD", row))
            words.paint(brush, x + self._number, y + first, Tag("TD", row))
            top = y + pad + under
            for index, mark in enumerate(self._marks):
                box = (x + self._x(index), top, side)
                digit(brush, mark, box, type_.size, Tag("TD", row))
            brush.items((rule_at(x, y + height, type_.width),))

        return Block(height, paint)


def _together(entry: str, type_: Type) -> str:
    """An entry that does not break, unless it is longer than a line."""
    joined = entry.replace(" ", "\u00a0")
    return joined if width(joined, type_.note.size) <= type_.width else entry

