"""Paper ballots from a CSV file: read whole, then keyed in as one round."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from workshop_app.errors import UserError
from workshop_app.method.faults import named
from workshop_app.method.question import BallotRules
from workshop_app.session.csv_file import FileFaults, folded, quoted, read_csv
from workshop_app.session.notes import one_line
from workshop_app.session.people import read_people
from workshop_app.statistics import OTHER
from workshop_app.storage import rounds
from workshop_app.storage.tally import latest
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.session.csv_file import CsvFile, CsvLine
    from workshop_app.storage.tally import Round

GROUP_COLUMN: Final = "group"
_GROUP_NAMES: Final = ("group", "groep")
_MINUS: Final = str.maketrans("−", "-")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about a file that was read: a key of the app's words, its fields."""

    key: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def said(self, words: Words) -> str:
        """The remark in a language."""
        return words(self.key, **self.fields)


@dataclass(frozen=True, slots=True)
class PaperBallot:
    """One sheet: its group (a band's id, a department, or empty) and its answers."""

    group: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PaperBallots:
    """All sheets of a file; ``attribute`` is what their groups are, empty = nothing compared."""

    ballots: tuple[PaperBallot, ...]
    attribute: str = ""
    remarks: tuple[Remark, ...] = ()


def read_ballots_csv(
    path: Path, questions: Sequence[Question], context: Context
) -> PaperBallots:
    """Read one ballot a line; save them with `key_in_ballots`.

    Whether a group is a band or a department follows from what the activity compares and
    from the people on the list.

    Raises:
        UserError: with every fault and its line, or if the file or the activity has nothing
            to vote on.
    """
    if not questions:
        raise UserError(
            "“{activity}” has nothing to vote on.", "Nothing was imported.",
            "Choose an activity with a ballot.", activity=context.activity.id,
        )
    columns = {question.id: (question.id,) for question in questions}
    file = read_csv(path, {GROUP_COLUMN: _GROUP_NAMES, **columns})
    missing = [id_ for id_ in columns if id_ not in file.columns]
    if len(missing) == len(columns):
        file.faults.add(1, UserError(
            "there is no column for a question; the first is “{column}”", column=missing[0]))
    answers = [_answers(line, questions, file.faults) for line in file.lines]
    attribute, groups, remarks = _groups(file, context)
    file.faults.check()
    remarks += _remarks(file, missing, context)
    return PaperBallots(tuple(map(PaperBallot, groups, answers)), attribute, tuple(remarks))


def _remarks(file: CsvFile, missing: Sequence[str], context: Context) -> list[Remark]:
    """What may be a mistake, though the file can be read."""
    remarks = []
    if missing:
        remarks.append(Remark("import.no_column", {"columns": ", ".join(missing)}))
    if file.empty_lines:
        remarks.append(Remark("import.empty_lines", {"n": len(file.empty_lines)}))
    ballots = len(file.lines)
    present = sum(person.present for person in read_people(context.file))
    if 0 < present < ballots:
        remarks.append(Remark("import.more_ballots", {"n": present, "ballots": ballots}))
    return remarks


def key_in_ballots(
    context: Context, parsed: PaperBallots, questions: Sequence[Question]
) -> Round:
    """Open a round, fill it, close it and reveal it in one transaction: all of it or nothing.

    Raises `UserError` when a round of the activity is still open, or nothing can be written.
    """
    file = context.file
    present = sum(person.present for person in read_people(file))
    with file.together():
        round_ = rounds.open_round(
            file, context.activity.id, questions, mode="paper", attribute=parsed.attribute,
            expected=max(present, len(parsed.ballots)), minimum=context.info.minimum_group,
        )
        rounds.cast_all(
            file, round_, questions,
            [(ballot.group, ballot.answers) for ballot in parsed.ballots],
        )
        rounds.close_round(file, round_)
        rounds.reveal_round(file, round_)
        return latest(file, context.activity.id) or round_


# -- answers -----------------------------------------------------------------------------


def _answers(
    line: CsvLine, questions: Sequence[Question], faults: FileFaults
) -> dict[str, str]:
    """What a ballot says, in the values that are stored; what it may not say is noted."""
    given = {}
    for question in questions:
        text = line.cell(question.id)
        if text:
            given[question.id] = _value(text, question)
    for fault in BallotRules(questions).faults(given):
        question = next(one for one in questions if one.id == fault.question)
        faults.add(line.number, _answer_fault(fault.reason, fault.value, question))
    return given


def _value(text: str, question: Question) -> str:
    """The value for what was typed: the value itself, or the words of one answer."""
    if question.form == "word":
        return one_line(text)
    typed = text.translate(_MINUS).lstrip("+")
    if question.accepts(typed):
        return typed
    answers = (*question.answers, question.zero) if question.zero else question.answers
    meant = {answer.value for answer in answers if folded(answer.label) == folded(text)}
    return meant.pop() if len(meant) == 1 else text


def _answer_fault(reason: str, value: str, question: Question) -> UserError:
    if reason == "rank_twice":
        return UserError(
            "“{column}” repeats place {value}, which another option has already",
            column=question.id, value=quoted(value),
        )
    return UserError(
        "“{value}” is not an answer to “{column}”; the answers are {known}",
        column=question.id, value=quoted(value), known=_known(question),
    )


def _known(question: Question) -> str:
    values = question.values
    if len(values) > 12:
        return f"{values[0]} … {values[-1]}"
    return ", ".join(values)


# -- groups ------------------------------------------------------------------------------


def _groups(file: CsvFile, context: Context) -> tuple[str, list[str], list[Remark]]:
    """The attribute by which the groups compare, the group of each line, and remarks."""
    written = [line.cell(GROUP_COLUMN) for line in file.lines]
    if not any(written):
        return "", written, []
    if not context.activity.compare:
        return "", [""] * len(written), [Remark("import.groups_ignored")]
    attribute, known = _best(written, context)
    groups = []
    for line, name in zip(file.lines, written, strict=True):
        group = known.get(folded(name)) if name else ""
        if group is None:
            file.faults.add(line.number, _group_fault(name, known))
        groups.append(group or "")
    return attribute, groups, []


def _best(written: Sequence[str], context: Context) -> tuple[str, dict[str, str]]:
    """The attribute that knows most of the groups; bands before departments."""
    names = {folded(name) for name in written if name}
    choices = [
        (attribute, _names(attribute, written, context))
        for attribute in ("band", "department")
        if attribute in context.activity.compare
    ]
    return max(choices, key=lambda choice: len(names & choice[1].keys()))


def _names(attribute: str, written: Sequence[str], context: Context) -> dict[str, str]:
    """The group for each of the names it may go by."""
    names = {folded(Words.load(language)("group.other")): OTHER for language in LANGUAGES}
    names[folded(OTHER)] = OTHER
    if attribute == "band":
        method = context.method
        for band in method.bands:
            names[folded(band.id)] = band.id
            for language in method.languages:
                names[folded(method.text(f"bands.{band.id}", language))] = band.id
        return names
    departments = [person.department for person in read_people(context.file) if person.department]
    if departments:
        return names | {folded(department): department for department in departments}
    if "band" in context.activity.compare and _mostly(_names("band", written, context), written):
        return names  # Then the others are misspelt bands and no departments.
    return {folded(name): name for name in reversed(written) if name} | names


def _mostly(known: Mapping[str, str], written: Sequence[str]) -> bool:
    """Whether at least half of the groups that were written are known."""
    groups = [folded(name) for name in written if name]
    return 2 * sum(known.get(name, OTHER) != OTHER for name in groups) >= len(groups)


def _group_fault(name: str, known: Mapping[str, str]) -> UserError:
    return UserError(
        "there is no group “{group}”; the groups are {known}", group=quoted(name),
        known=named(sorted(set(known.values()) - {OTHER})),
    )
