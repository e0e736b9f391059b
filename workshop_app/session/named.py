"""Named rounds: who can still vote, the group of a person, and who answered what.

Anonymous rounds have nothing of this; no name of theirs is anywhere to be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app.session.people import read_people
from workshop_app.session.voting import grouping

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.session.context import Context
    from workshop_app.session.people import Person
    from workshop_app.storage import SessionFile
    from workshop_app.storage.tally import Round


class NamedBallot(NamedTuple):
    """What one person answered, by question; the person is ``None`` when off the list."""

    person: Person | None
    answers: Mapping[str, str]


def yet_to_vote(file: SessionFile, round_: Round) -> list[Person]:
    """Everybody present without a ballot in an open named round, by name."""
    voted = {
        person
        for (person,) in file.rows(
            "SELECT answer FROM ballot WHERE round = ? AND question = ''", round_.key
        )
    }
    waiting = [one for one in read_people(file) if one.present and one.key not in voted]
    return sorted(waiting, key=lambda one: one.name.casefold())


def group_of_person(context: Context, round_: Round, key: str) -> str:
    """The group that a named ballot counts in; empty where nothing is compared or known."""
    person = next((one for one in read_people(context.file) if one.key == key), None)
    return grouping(context, round_)(person) if person else ""


def name_of(file: SessionFile, key: str) -> str:
    """The name of somebody on the list; empty for somebody who left it."""
    return next((one.name for one in read_people(file) if one.key == key), "")


def leaving(ballots: Sequence[NamedBallot]) -> list[NamedBallot]:
    """Those whose people agreed that their names leave the session; the others are counted only."""
    return [one for one in ballots if one.person is not None and one.person.named]


def named_ballots(file: SessionFile, round_: Round) -> list[NamedBallot]:
    """Who answered what in a named round that was revealed, by name; nothing for any other.

    For whatever leaves the session there is `leaving`.
    """
    if not round_.named or round_.state != "revealed":
        return []
    people = {one.key: one for one in read_people(file)}
    answers: dict[str, dict[str, str]] = {}
    for person, question, answer in file.rows(
        "SELECT person, question, answer FROM named_answer WHERE round = ?", round_.key
    ):
        given = answers.setdefault(person, {})
        if question:
            given[question] = answer
    found = [NamedBallot(people.get(key), given) for key, given in answers.items()]
    return sorted(found, key=lambda one: one.person.name.casefold() if one.person else "\uffff")
