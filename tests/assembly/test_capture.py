"""Ballots from a file survive being killed: no round, or the one that was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.crash import killed_everywhere
from workshop_app import cli, paths
from workshop_app.assembly.capture import key_in
from workshop_app.assembly.methods import built_in_method
from workshop_app.kinds import registry
from workshop_app.session.ballots_csv import read_ballots_csv
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage import SessionFile, rounds
from workshop_app.storage.tables import SlotRow
from workshop_app.storage.tally import tally

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workshop_app.storage import Change

ACTIVITY = "think-moral-wisdom"
BALLOTS = paths.sample_data() / f"ballots-{ACTIVITY}.csv"


@pytest.fixture
def day(tmp_path: Path) -> Path:
    """A session without the activity on its agenda, so that keying puts it there."""
    path = tmp_path / "day.workshop"
    workshop = create_workshop(path, built_in_method(), Plan("taster-90", "A day"))
    with workshop.file as file, file.edit("") as edit:
        edit.run(SlotRow.delete().where(SlotRow.activity == ACTIVITY))
    return path


def by_command(path: Path) -> None:
    assert cli.main(["ballots", str(path), ACTIVITY, str(BALLOTS)]) == 0


def in_four_changes(path: Path) -> None:
    """As it must not be done."""
    with SessionFile.open(path) as file:
        context = Workshop(file).context(ACTIVITY)
        asked = registry.kind(context.activity.kind).questions(context)
        ballots = [(b.group, b.answers) for b in read_ballots_csv(BALLOTS, asked, context).ballots]
        round_ = rounds.open_round(file, ACTIVITY, asked, mode="paper")
        rounds.cast_all(file, round_, asked, ballots)
        rounds.close_round(file, round_)
        rounds.reveal_round(file, round_)


def _left(action: Callable[[Path], None], day: Path, folder: Path) -> list[tuple[str, int, int]]:
    """The state, the ballots and the votes of what each kill left; empty without a round."""
    found = []
    for path in killed_everywhere(action, day, folder):
        with SessionFile.open(path) as file:
            row = file.row("SELECT state, returned, (SELECT sum(votes) FROM tally) FROM round")
            assert file.row("SELECT 1 FROM ballot") is None or row is not None
            found.append(row or ("", 0, 0))
            if action is by_command:
                # The activity comes onto the agenda with its round, or neither does.
                assert (Workshop(file).slot_of(ACTIVITY) is None) == (row is None)
    return found


@pytest.mark.timeout(300)
def test_killed_at_every_write_the_command_leaves_no_round_or_the_shown_one(
    day: Path, tmp_path: Path
) -> None:
    """PROMISES 1 and 17 for keyed ballots: every write and sync, instead of random points."""
    left = _left(by_command, day, tmp_path / "killed")
    whole = left[-1]
    assert whole[0] == "revealed"
    assert set(left) == {("", 0, 0), whole}
    assert len(left) > 20


def test_four_changes_would_leave_an_open_round(day: Path, tmp_path: Path) -> None:
    """The control: the same kills find what one transaction prevents."""
    left = _left(in_four_changes, day, tmp_path / "killed")
    assert {"open", "closed"} <= {state for state, *_ in left}


def test_nobody_hears_of_a_round_before_all_of_it_is_saved(day: Path) -> None:
    with SessionFile.open(day) as file:
        workshop = Workshop(file)
        heard: list[tuple[Change, str]] = []

        def listen(change: Change) -> None:
            counted = tally(file, ACTIVITY)
            heard.append((change, counted.round.state if counted else ""))

        file.subscribe(listen)
        list(key_in(workshop, ACTIVITY, BALLOTS))
    ((change, state),) = heard
    assert state == "revealed"
    assert {"round", "ballot", "slot"} <= change.tables
