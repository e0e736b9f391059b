"""Keyed sheets into their round: whose seat each takes, and what is said where that has voted.

In an anonymous round a sheet is the seat: its number says that it is in, never which ballot it
was. In a named one the person is, and a sheet may take the place of what somebody else gave in
that name.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Final

from workshop_app.errors import UserError
from workshop_app.session.named import group_of_person, name_of
from workshop_app.storage import rounds
from workshop_app.storage.casting import VotedError, ballot_of, seats_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.session.keyed_ballot import KeyedBallot
    from workshop_app.storage import SessionFile
    from workshop_app.storage.tally import Round

_SHEET: Final = "sheet "


def sheets_in(file: SessionFile, round_: Round) -> frozenset[int]:
    """The numbers of the sheets that are in."""
    numbers = (
        seat.removeprefix(_SHEET) for seat in seats_in(file, round_.key) if seat.startswith(_SHEET)
    )
    return frozenset(int(number) for number in numbers if number.isdecimal())


def sheet_of(ballot: KeyedBallot, rows: Iterable[KeyedBallot]) -> str:
    """A sheet as it is noted in its round; nothing where another one with its number is in."""
    twice = any(row.saved and row.number == ballot.number for row in rows if row is not ballot)
    return "" if twice else f"{_SHEET}{ballot.number}"


def has_voted_elsewhere(file: SessionFile, round_: Round, ballot: KeyedBallot, person: str) -> bool:
    """Whether somebody has a ballot in a named round that is not on this sheet."""
    return round_.named and ballot_of(file, round_.key, person) not in ("", ballot.key)


def keep(
    context: Context,
    round_: Round,
    questions: Sequence[Question],
    ballot: KeyedBallot,
    sheet: str,
) -> None:
    """Save a sheet, in the place of the ballot that it replaces where it does.

    Raises `UserError`. A sheet whose seat has voted is refused, and nothing of it stays.
    """
    file, group, seat, note = context.file, ballot.group, sheet, ""
    if round_.named:
        group = group_of_person(context, round_, ballot.group)
        seat, note = ballot.group, sheet
    replaces = round_.named and ballot.replaces == seat
    try:
        with rounds.replacing(file, round_, seat, ballot.key) if replaces else nullcontext():
            rounds.cast(
                file,
                round_,
                questions,
                ballot.answers,
                key=ballot.key,
                group=group,
                seat=seat,
                way="paper",
                sheet=note,
            )
    except VotedError:
        rounds.withdraw(file, round_, ballot.key)
        ballot.refused = True
        raise _refused(context, round_, ballot) from None


def _refused(context: Context, round_: Round, ballot: KeyedBallot) -> UserError:
    if round_.named:
        return UserError(
            "{name} has voted already, not on this sheet.",
            "That ballot counts; sheet {row} is taken out.",
            "To let the sheet count instead, press #, key {row} and bring it back.",
            name=name_of(context.file, ballot.group),
            row=ballot.number,
        )
    return UserError(
        "Sheet {row} was in already.",
        "The first one counts; this row is taken out.",
        "Look whether a number was misread.",
        row=ballot.number,
    )


def in_before(number: int) -> UserError:
    """What is said of the number of a sheet that was keyed before a restart."""
    return UserError(
        "Sheet {row} was keyed earlier and has no row here any more.",
        "It is saved and counts once.",
        "Put it with those that are keyed. Another sheet with that number takes the next free one.",
        row=number,
    )
