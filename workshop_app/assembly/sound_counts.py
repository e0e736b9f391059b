"""Whether a whole file can be true: its values, and the counts of its closed rounds.

A number that was changed by hand is noticed: by the seal of its round, or, in a round that an older
version closed without one, where the sums cannot be.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from workshop_app.assembly.sound import sound_counts
from workshop_app.errors import UserError
from workshop_app.session.earlier import broken_earlier, read_earlier, unreadable
from workshop_app.storage.seal import held_of_all, seal_on
from workshop_app.storage.tally import PAIRS, TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workshop_app.assembly.sound import Rows
    from workshop_app.storage import SessionFile

Given = dict[str, int]
"""How often each answer was given."""

Votes = dict[tuple[str, str], Given]
"""The votes per answer of a question and a group."""


def check_whole(file: SessionFile) -> None:
    """Raise `UserError` for values or counts that a session cannot have; changes nothing."""
    _check_tallies(file, sound_counts(file))


def check_earlier(file: SessionFile) -> None:
    """Raise `UserError` for a session that came along in a pulse and cannot be true."""
    for _ in earlier_checked(file):
        pass


def earlier_checked(file: SessionFile) -> Iterator[None]:
    """`check_earlier`, session by session: who has windows lets them paint in between."""
    for error in broken_earlier(file):
        raise error
    for one in read_earlier(file):
        yield
        try:
            check_whole(one.file)
        except UserError as error:
            raise unreadable(file, error) from error


def check_tallies(file: SessionFile) -> None:
    """Raise `UserError` for a round whose counts cannot come from its ballots."""
    _check_tallies(file, file.rows("SELECT round, question, name, answer, votes FROM tally"))


def _check_tallies(file: SessionFile, counted: Rows) -> None:
    held = held_of_all(file.rows, counted)
    for key, activity, number, returned, seal in file.rows(
        "SELECT key, activity, number, returned, seal FROM round WHERE state <> 'open'"
    ):
        _, questions, groups, counts = held[key]
        forms = {question: form for question, _, form, *_ in questions}
        ballots = {name: of_group for name, _, of_group in groups}
        votes: Votes = defaultdict(dict)
        for question, name, answer, of_answer in counts:
            votes[question, name][answer] = of_answer
        by_pairs = votes.pop((PAIRS, TOTAL), None)
        if not (
            _add_up(votes, forms, ballots, returned)
            and _ranks_add_up(votes, forms, returned)
            and (by_pairs is None or _is_order(by_pairs, votes, forms))
            and seal in ("", seal_on(held[key]))
        ):
            raise UserError(
                "{name}: the counts of {activity}, round {number}, do not add up.",
                "It was not changed.",
                "Compare it with the newest copy; somebody may have changed it by hand.",
                name=file.path.name,
                activity=activity,
                number=number,
            )


def _add_up(
    votes: Votes, forms: Mapping[str, str], ballots: Mapping[str, int], returned: int
) -> bool:
    """No more answers than ballots, for all and in each group; groups make up the whole."""
    everybody = sum(ballots.values())
    if everybody > returned:
        return False
    for (question, name), given in votes.items():
        most = returned if name == TOTAL else ballots.get(name, -1)
        if question not in forms or sum(given.values()) > most:
            return False
    for question in forms if ballots else ():
        groups = [votes[question, name] for name in ballots if (question, name) in votes]
        if not groups:
            continue
        left = dict(votes[question, TOTAL])
        for given in groups:
            for answer, of_answer in given.items():
                left[answer] = left.get(answer, 0) - of_answer
        if min(left.values(), default=0) < 0 or (everybody == returned and any(left.values())):
            return False
    return True


def _ranks_add_up(votes: Votes, forms: Mapping[str, str], returned: int) -> bool:
    """Each ballot gives a place once, so no place is given more often than there are ballots."""
    places: Counter[str] = Counter()
    for question, form in forms.items():
        if form == "rank":
            places.update(votes[question, TOTAL])
    return all(given <= returned for given in places.values())


def _is_order(beaten_by: Mapping[str, int], votes: Votes, forms: Mapping[str, str]) -> bool:
    """Every option of the ranking has a place, behind no more than are better placed.

    What nobody chose comes behind all that somebody did, and nothing else comes behind it.
    """
    options = {question for question, form in forms.items() if form == "rank"}
    if set(beaten_by) != options:
        return False
    chosen = {one for one in options if any(of > 0 for of in votes[one, TOTAL].values())}
    return all(
        number <= sum(other < number for other in beaten_by.values())
        and (option in chosen or number == len(chosen))
        for option, number in beaten_by.items()
    )
