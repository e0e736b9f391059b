"""Keying in paper ballots: which cell the next digit belongs to, and when a row is done.

Pure logic: the console's grid shows it and passes keys on. One row is one sheet of paper, known
by the number in its corner. A row is saved under a key of its own when its last cell is filled,
so that saving it again, after a correction or a full disk, replaces it. What is saved is hidden;
only its number opens it again. Rows live in memory until the round closes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from workshop_app.method.question import LONGEST_WORD
from workshop_app.session.keyed_ballot import GROUP, KeyedBallot, Refusal
from workshop_app.session.keying_names import Names
from workshop_app.session.keying_rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from workshop_app.figures.markers import Group
    from workshop_app.method.question import Question

MINUS: Final = str.maketrans("−–", "--")


class Keying(Rows):
    """A stack of sheets on its way into a round, and the cell the keyboard is on."""

    def __init__(
        self,
        questions: Sequence[Question],
        groups: Sequence[Group],
        save: Callable[[KeyedBallot], bool],
        *,
        first: int = 1,
        before: Collection[int] = (),
        named: bool = False,
        may_be: Callable[[KeyedBallot, str], bool] | None = None,
    ) -> None:
        """``save`` keeps a row and returns whether that worked; sheets count from ``first``.

        ``before`` are the numbers of sheets that are in and have no row here. In a ``named`` round
        people take the place of ``groups``, every sheet has one, and ``may_be`` says whether a
        sheet can be somebody's, or asks.
        """
        super().__init__(save, first, before)
        self.questions, self.groups, self.named = tuple(questions), tuple(groups), named
        self.names = Names(groups)
        self.columns = (*([GROUP] if groups else []), *(question.id for question in questions))
        self.fixed_group: str | None = None
        self.pending = ""
        self.column = 0
        self.row = 0
        self._reopened: KeyedBallot | None = None
        self._may_be = may_be
        self._asked: Group | None = None
        self._by_id = {question.id: question for question in questions}

    def reword(self, questions: Sequence[Question], groups: Sequence[Group]) -> None:
        """Ask the same in another language."""
        self.questions, self.groups = tuple(questions), tuple(groups)
        self.names = Names(groups)
        self._by_id = {question.id: question for question in questions}

    # -- what there is -----------------------------------------------------------------------

    @property
    def ballot(self) -> KeyedBallot:
        """The row the keyboard is on."""
        return self.ballots[self.row]

    @property
    def question(self) -> Question | None:
        """The question the keyboard is on; ``None`` on the group."""
        return self._by_id.get(self.columns[self.column])

    @property
    def is_started(self) -> bool:
        """Whether the last row has something in it but is not finished."""
        fixed = {GROUP} if self.fixed_group is not None else set()
        return bool(self.ballots[-1].done - fixed) or (
            bool(self.pending) and not self.ballot.finished
        )

    @property
    def asked(self) -> Group | None:
        """The name that waits for Enter or Backspace; a digit of the sheet is neither."""
        return self._asked if self.pending and self.question is None else None

    @property
    def _is_reopened(self) -> bool:
        """Whether the keyboard is on a row that its number opened again."""
        return self._reopened is self.ballot

    def is_hidden(self, ballot: KeyedBallot) -> bool:
        """Whether a row only says that it is saved, or taken out."""
        return (ballot.saved or ballot.removed) and ballot is not self._reopened

    def shown(self, ballot: KeyedBallot, column: str) -> str:
        """What a cell says: a value, a group's number, a dash for a blank that was meant.

        Nothing in a row that is hidden.
        """
        if self.is_hidden(ballot):
            return ""
        if column == GROUP and self.groups:
            number = self.names.number(ballot.group)
            return number if ballot.group else "–" if GROUP in ballot.done else ""
        value = ballot.answers.get(column)
        if value:
            return self._by_id[column].mark_of(value)
        return "–" if column in ballot.done else ""

    # -- keys --------------------------------------------------------------------------------

    def press(self, text: str) -> Refusal | None:
        """Key one character; says why when it means nothing here."""
        if self.ballot.removed:
            return Refusal("removed", {"row": self.ballot.number})
        question = self.question
        if question is None:
            return self._pick(text)
        if question.form == "word":
            self.pending = (self.pending + text)[:LONGEST_WORD].lstrip()
            return None
        if question.form == "rank" and text == "0":
            return self.blank()
        return self._digit(question, text.translate(MINUS))

    def blank(self) -> Refusal | None:
        """Leave the cell blank and go on; half a number that is one already stays."""
        if self.named and self.question is None and not self.pending:
            return Refusal("no_name", {})
        if self.ballot.removed:
            return Refusal("removed", {"row": self.ballot.number})
        if self.asked:
            return Refusal("asked", {"name": self.asked.label})
        if self.question is None and self.pending and self.names.found(self.pending + " "):
            return self._pick(" ")
        if self.pending:
            return self.enter()
        self._put("")
        return None

    def enter(self) -> Refusal | None:
        """Take what was keyed so far as the whole answer; with nothing keyed just go on.

        In a row that was opened again, with nothing keyed, go back to the stack. After a question
        about a name it means yes.
        """
        question = self.question
        if not self.pending:
            (self.resume if self._is_reopened else self._go_on)()
            return None
        if question is None:
            found = self.names.exact(self.pending)
            return self._take(found) if found else Refusal("which", {"value": self.pending})
        typed = " ".join(self.pending.split())
        if question.form != "word" and typed not in question.marks:
            return self._refused(question, typed)
        self._put(question.value_of(typed))
        return None

    def back(self) -> Refusal | None:
        """Take back the last character, this cell, or the cell before."""
        if self.pending:
            self.pending = "" if self.asked else self.pending[:-1]
            return None
        if self.columns[self.column] not in self.ballot.done:
            refusal = self.move(0, -1)
            if refusal is not None:
                return refusal
        column, ballot = self.columns[self.column], self.ballot
        if ballot.removed or (column == GROUP and self.fixed_group is not None):
            return None
        if column == GROUP:
            ballot.group = ""
        ballot.answers.pop(column, None)
        ballot.done.discard(column)
        self._changed()
        return None

    def move(self, rows: int, columns: int) -> Refusal | None:
        """Go to a neighbouring cell; at a row's end to the next, at its start to the last."""
        column = self.column + columns
        if rows:
            return self.go(self.row + rows, self.column)
        if 0 <= column < len(self.columns):
            return self.go(self.row, column)
        if column < 0 and self.row > 0:
            return self.go(self.row - 1, len(self.columns) - 1)
        if column > 0 and self.row < len(self.ballots) - 1:
            return self.go(self.row + 1, 0)
        return None

    def go(self, row: int, column: int) -> Refusal | None:
        """Go to a cell, such as one that was clicked; a hidden row stays shut.

        Leaving a row that was opened again hides it.
        """
        self.pending = ""
        row = min(max(row, 0), len(self.ballots) - 1)
        if row != self.row:
            wanted = self.ballots[row]
            if self.is_hidden(wanted):
                return Refusal("hidden", {"row": wanted.number})
            self._reopened = wanted if wanted.finished else None
        self.row = row
        self.column = min(max(column, 0), len(self.columns) - 1)
        return None

    def resume(self) -> None:
        """Go to the cell that is next in the stack; what was opened again is hidden."""
        self.pending = ""
        self._reopened = None
        self.row = len(self.ballots) - 1
        self.column = self._next_column() or 0

    # -- rows --------------------------------------------------------------------------------

    def seek(self, number: int) -> Literal["opened", "numbered", "again", "before"]:
        """Open the row of a sheet for a correction; a new number is that of the last row.

        Asked once more while its row is open, the number is that of another sheet, which is
        what a number that was printed or read twice comes to: ``again``. A sheet that came in
        ``before`` has no row, and its number is not given twice.
        """
        if number in self.before:
            return "before"
        found = [row for row, one in enumerate(self.ballots[:-1]) if one.number == number]
        is_open = self._reopened is not None and self._reopened.number == number
        after = [row for row in found if row > self.row] if is_open else found
        self.resume()
        if after:
            self.row, self.column = after[0], 0
            self._reopened = self.ballots[after[0]]
            return "opened"
        self.ballots[-1].number = number
        return "again" if found else "numbered"

    def fix_group(self, group: str | None) -> None:
        """All sheets from here on carry this group; ``None``: each says its own."""
        self.fixed_group = group
        last = self.ballots[-1]
        last.group = group or ""
        last.done.discard(GROUP)
        self._prepare(last)
        if self.row == len(self.ballots) - 1:
            self._settle()

    def remove(self) -> KeyedBallot:
        """Take the row out, or bring it back; the caller withdraws or saves its ballot.

        A row that is not finished is simply empty again.
        """
        ballot = self.ballot
        if not ballot.finished:
            self.ballots[-1] = KeyedBallot(ballot.number)
            self.fix_group(self.fixed_group)
            return self.ballot
        ballot.removed, ballot.refused = not ballot.removed, False
        ballot.saved = ballot.saved and not ballot.removed
        self.pending = ""
        return ballot

    # -- inside ------------------------------------------------------------------------------

    def _digit(self, question: Question, text: str) -> Refusal | None:
        typed = self.pending + text
        longer = [mark for mark in question.marks if mark.startswith(typed)]
        if not longer:
            if self.pending in question.marks and question.form != "number":
                self._put(question.value_of(self.pending))
                return self.press(text)
            return self._refused(question, typed)
        if typed in longer and question.form == "rank":
            taken = self._ranked_as(question, typed)
            if taken is not None:
                return Refusal("rank_twice", {"value": typed, "option": taken.prompt})
        if longer == [typed]:
            self._put(question.value_of(typed))
        else:
            self.pending = typed
        return None

    def _pick(self, text: str) -> Refusal | None:
        if self.asked:
            return Refusal("asked", {"name": self.asked.label})
        self._asked, typed = None, self.pending + text
        if typed == "0":
            return self.blank()
        found = self.names.found(typed)
        if not found:
            return self._unknown(typed)
        if len(found) == 1:
            return self._take(found[0][1])
        self.pending = typed
        return None

    def _take(self, group: Group) -> Refusal | None:
        """Put a name or a group; where it is asked about, it stands there as not yet put."""
        if self._may_be is not None and not self._may_be(self.ballot, group.key):
            self.pending, self._asked = self.names.number(group.key), group
            return None
        self.ballot.group = group.key
        self._put("")
        return None

    def _unknown(self, typed: str) -> Refusal:
        reason = "no_person" if self.named else "no_group"
        return Refusal(reason, {"value": typed, "last": len(self.groups)})

    def _ranked_as(self, question: Question, place: str) -> Question | None:
        """The other option that has a place already."""
        return next(
            (
                other
                for other in self.questions
                if other.part_of == question.part_of
                and other.id != question.id
                and self.ballot.answers.get(other.id) == place
            ),
            None,
        )

    def _refused(self, question: Question, value: str) -> Refusal:
        self.pending = ""
        marks = question.marks
        fields = {"value": value, "first": marks[0], "last": marks[-1]}
        return Refusal("not_an_answer", fields)

    def _put(self, value: str) -> None:
        """Fill the cell, save a row that was finished before, and go on."""
        column, ballot = self.columns[self.column], self.ballot
        self.pending = ""
        ballot.done.add(column)
        if column != GROUP or not self.groups:
            ballot.answers.pop(column, None)
            if value:
                ballot.answers[column] = value
        question = self.question
        if question is not None and question.form == "rank":
            self._finish_ranking(question)
        self._changed()
        self._go_on()

    def _finish_ranking(self, question: Question) -> None:
        """With every place given, the options that are left stay blank."""
        options = [one.id for one in self.questions if one.part_of == question.part_of]
        given = [id_ for id_ in options if self.ballot.answers.get(id_)]
        if len(given) == len(question.answers):
            self.ballot.done.update(options)

    def _changed(self) -> None:
        if self.ballot.finished and not self.ballot.removed:
            self.ballot.saved = False
            self.save_waiting()

    def _go_on(self) -> None:
        """To the next cell; past the last one the row is finished and the next begins."""
        ballot = self.ballot
        if ballot.finished:
            if self.column + 1 < len(self.columns) and not ballot.refused:
                self.column += 1
            else:
                self.resume()
            return
        following = self._next_column(self.column + 1)
        if following is None:
            self._settle()
        else:
            self.column = following

    def _settle(self) -> None:
        """To what is missing in the last row; with nothing missing it is done."""
        self.resume()
        ballot = self.ballot
        if self._next_column() is None:
            ballot.finished = True
            self.save_waiting()
            self.ballots.append(KeyedBallot(self.following(), self.fixed_group or ""))
            self._prepare(self.ballots[-1])
            self.resume()

    def _prepare(self, ballot: KeyedBallot) -> None:
        if self.fixed_group is not None:
            ballot.done.add(GROUP)

    def _next_column(self, start: int = 0) -> int | None:
        """The first column of the row, from ``start`` on, that is still to be keyed."""
        done = self.ballot.done
        return next(
            (i for i in range(start, len(self.columns)) if self.columns[i] not in done), None
        )
