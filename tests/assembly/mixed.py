"""A room that votes in several ways at once, as a whole session: its file, copies, settings."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.desk import session, sixteen_people
from workshop_app.assembly import conduct
from workshop_app.assembly.phones import Polling, token_of
from workshop_app.lan.asking import Vote
from workshop_app.lan.room import Room
from workshop_app.session import voting
from workshop_app.session.holding import RoundPlan
from workshop_app.session.keying import Keying
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.phone_room import KeptRoom, keep_room
from workshop_app.stage.ballot import Ballot
from workshop_app.stage.booth_round import BoothRound
from workshop_app.storage import rounds
from workshop_app.storage.copies import CopyKeeper
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.session.keyed_ballot import KeyedBallot
    from workshop_app.storage.tally import Round

ACTIVITY, WORD = "be-heartbeat", "hb3"
WAYS = ("phones", "booth", "paper")


class Hall:
    """A room that votes in some ways by turns, while copies are made and notes taken back."""

    def __init__(self, folder: Path, ways: tuple[str, ...]) -> None:
        folder.mkdir()
        self.folder, self.ways = folder, ways
        self.workshop = session(folder, people=sixteen_people())
        self.file = self.workshop.file
        self.context = self.workshop.context(ACTIVITY)
        self.questions = conduct.questions(self.workshop, self.workshop.method.activities[ACTIVITY])
        voting.choose_plan(self.context, RoundPlan("+".join(sorted(ways))))
        self.round: Round = voting.open_round(self.context, self.questions)
        self.polling = Polling(self.workshop)
        self.polling.look()
        self.room, self.devices = Room(), dict[int, str]()
        self.room.begin_round(token_of(self.round))
        self.copies = CopyKeeper(self.file, [folder / "copies", folder / "stick"])
        self.now = self.workshop.info.start

    def vote(self, n: int, word: str, key: str = "") -> str:
        """Voter ``n`` says a word; returns the ballot's key."""
        answers = {"hb1": str(1 + n % 3), "hb2": str(1 + n % 4), WORD: word}
        casts = {"phones": self._phone, "booth": self._booth, "paper": self._sheet}
        made: str = casts[self.ways[n % len(self.ways)]](n, answers, key)
        self._meanwhile(n)
        return made

    def _phone(self, n: int, answers: dict[str, str], key: str) -> str:
        key = key or secrets.token_hex(16)
        if n not in self.devices:
            self.devices[n] = self.room.device(self.room.admit())
        seat = self.room.seat(self.devices[n])
        vote = Vote(token_of(self.round), key, seat, "", answers)
        assert self.polling.store([vote]) == ["saved"]
        keep_room(self.file, KeptRoom(self.room.kept(), "10.0.0.1", 5000, is_open=True))
        return key

    def _booth(self, n: int, answers: dict[str, str], key: str) -> str:
        booth = BoothRound(self.workshop, ACTIVITY)
        ballot = Ballot(booth.sheets, "", key or rounds.new_ballot_key(), answers)
        booth.cast(ballot)
        return ballot.key

    def _sheet(self, n: int, answers: dict[str, str], key: str) -> str:
        def save(row: KeyedBallot) -> bool:
            rounds.cast(
                self.file, self.round, self.questions, row.answers, key=row.key,
                seat=f"sheet {row.number}", way="paper",
            )  # fmt: skip
            return True

        keying = Keying(self.questions, (), save, first=n + 1)
        keying.ballots[0].key = key or keying.ballots[0].key
        for digit in (answers["hb1"], answers["hb2"]):
            keying.press(digit)
        for letter in answers[WORD]:
            keying.press(letter)
        keying.enter()
        assert keying.ballots[0].saved
        return keying.ballots[0].key

    def _meanwhile(self, n: int) -> None:
        """The room goes on: notes, one of them taken back; copies whenever they are due."""
        add_notes(self.file, "Note", "see-journey", [NewNote("doing", f"note {n}")])
        if n % 5 == 0:
            self.file.undo()
        self.now += timedelta(minutes=6)
        if self.copies.due(self.now, at_step=True):
            assert self.copies.keep(self.now) == []

    def show(self) -> None:
        """Close the round, show the room what came of it, and copy."""
        rounds.close_round(self.file, self.round)
        found = latest(self.file, ACTIVITY)
        assert found is not None
        rounds.reveal_round(self.file, found)
        assert self.copies.due(self.now + timedelta(minutes=1))
        self.copies.keep(self.now + timedelta(minutes=1))
