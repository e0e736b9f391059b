"""The ways to vote, each as it is done: keys at the booth, digits of sheets, phones, cards."""

from __future__ import annotations

from collections import Counter
from functools import partial
from random import Random
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSize

from tests.lan.hall import HERE, Phone
from tests.stage.booths import press, settle, touch, write
from workshop_app.assembly.paper import dealt
from workshop_app.desktop.phones import Phones
from workshop_app.figures.theme import LIGHT
from workshop_app.session import voting
from workshop_app.session.counting import counted, is_counted
from workshop_app.session.keying import Keying
from workshop_app.stage.booth import BoothWindow, Pace
from workshop_app.stage.booth_cards import StartCard
from workshop_app.stage.booth_round import BoothRound
from workshop_app.storage import rounds
from workshop_app.storage.tally import ballots_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from tests.whole_day.ballots import Said
    from workshop_app.method.question import Question
    from workshop_app.session.keyed_ballot import KeyedBallot
    from workshop_app.session.workshop import Workshop
    from workshop_app.stage.ballot import Sheet
    from workshop_app.storage.tally import Round

QUICK = Pace(thanks=1, idle=60_000, grace=60_000, goodbye=60_000, pin_pause=60_000)
SECONDS = 20_000
SHEETS_A_PAGE = 2


class Way:
    """How a whole day is voted, from `begin` to `end`."""

    mode: ClassVar[str]

    def begin(self, workshop: Workshop, qtbot: QtBot) -> None:
        """The day begins; everybody is on the list."""
        self.workshop, self.qtbot = workshop, qtbot

    def mode_for(self, questions: Sequence[Question]) -> str:
        """How an activity that asks this is voted."""
        return self.mode

    def cast(self, round_: Round, questions: Sequence[Question], ballots: Sequence[Said]) -> None:
        """Everybody votes in a round that was just opened."""
        raise NotImplementedError

    def end(self) -> None:
        """The day is over."""


class Booth(Way):
    """The booth's window, by the keyboard; only what has no key is touched."""

    mode = "booth"

    def cast(self, round_: Round, questions: Sequence[Question], ballots: Sequence[Said]) -> None:
        booth_round = BoothRound(self.workshop, round_.activity)
        booth = BoothWindow(booth_round, "2580", LIGHT, pace=QUICK)
        self.qtbot.addWidget(booth)
        booth.resize(QSize(320, 180))
        booth.setUpdatesEnabled(False)
        booth.show()
        offered = [key for key, _ in booth_round.groups]
        for said in ballots:
            before = ballots_in(self.workshop.file, round_.key)
            press(booth, "enter")
            if offered:
                group = said.group(round_.attribute, offered)
                press(booth, str(offered.index(group) + 1 if group else 0))
            for sheet in booth_round.sheets:
                self._answer(booth, sheet, said.answers)
                press(booth, "enter")
            assert ballots_in(self.workshop.file, round_.key) == before + 1
            self.qtbot.waitUntil(partial(_waits, booth), timeout=SECONDS)
        booth.shut()

    def _answer(self, booth: BoothWindow, sheet: Sheet, answers: dict[str, str]) -> None:
        given = {line.id: answers[line.id] for line in sheet.lines if answers.get(line.id)}
        first, cannot_say = sheet.lines[0], self.workshop.words("stage.booth.cannot_say")
        if not given:
            touch(booth, cannot_say)
        elif sheet.form == "rank":
            ids = [line.id for line in sheet.lines]
            for option in sorted(given, key=lambda id_: int(given[id_])):
                touch(booth, str(ids.index(option) + 1))
        elif first.zero is not None and given[first.id] == first.zero.value:
            press(booth, "0")
        elif sheet.form == "word":
            write(booth, given[first.id])
        else:
            press(booth, first.mark_of(given[first.id]))


def _waits(booth: BoothWindow) -> bool:
    """Whether the booth is there for the next person."""
    return any(card.isVisible() for card in booth.findChildren(StartCard))


class Paper(Way):
    """Sheets as they are dealt, keyed in by their numbers in the order of a shuffled pile."""

    mode = "paper"

    def cast(self, round_: Round, questions: Sequence[Question], ballots: Sequence[Said]) -> None:
        context = self.workshop.context(round_.activity)
        compared = (
            voting.comparison(context, round_.attribute, round_.minimum)
            if round_.attribute
            else None
        )
        groups = compared.groups if compared else ()
        keys = [group.key for group in groups]
        hand = dealt(
            compared.people if compared else (), round_.expected, SHEETS_A_PAGE, Random(1)
        )
        pile: list[tuple[int, int, Said]] = []
        for said in ballots:
            group = said.group(round_.attribute, keys)
            place = keys.index(group) + 1 if group else 0
            sheet = next(one for one in hand if one.group == place)
            hand.remove(sheet)
            pile.append((sheet.number, place, said))
        Random(2).shuffle(pile)
        keying = Keying(questions, groups, lambda ballot: self._save(round_, questions, ballot))
        for number, place, said in pile:
            assert keying.seek(number) == "numbered"
            self._key(keying, place, said.answers)
        assert keying.counted == len(pile)

    def _save(
        self, round_: Round, questions: Sequence[Question], ballot: KeyedBallot
    ) -> bool:
        rounds.cast(
            self.workshop.file, round_, questions, ballot.answers,
            key=ballot.key, group=ballot.group, seat=f"sheet {ballot.number}", way="paper",
        )
        return True

    def _key(self, keying: Keying, group: int, answers: dict[str, str]) -> None:
        """Key one sheet: digits, words, and the key for a blank."""
        row = keying.ballot
        while not row.finished:
            question = keying.question
            if question is None:
                typed = str(group)
            elif question.form == "rank":
                typed = answers.get(question.id, "0")
            else:
                typed = question.mark_of(answers.get(question.id, ""))
            if not typed:
                assert keying.blank() is None
                continue
            column = keying.column
            for letter in typed:
                assert keying.press(letter) is None
            if keying.ballot is row and keying.column == column and keying.pending:
                assert keying.enter() is None


class OnPhones(Way):
    """Phones of HTTP before the session's own server, on the loopback."""

    mode = "phones"

    def begin(self, workshop: Workshop, qtbot: QtBot) -> None:
        """Open the room, as the console's button does, and let everybody in."""
        super().begin(workshop, qtbot)
        self.room = Phones(workshop)
        self.room.open(HERE)
        qtbot.waitUntil(lambda: self.room.state().kind == "open", timeout=SECONDS)
        door = workshop.door
        assert door is not None
        port = int(door.address.rpartition(":")[2])
        self.phones = [Phone(port) for _ in workshop.people()]
        for phone in self.phones:
            assert phone.join(secret=door.url.partition("#")[2]).status == 200
        self._voted: set[str] = set()

    def cast(self, round_: Round, questions: Sequence[Question], ballots: Sequence[Said]) -> None:
        self.qtbot.waitUntil(self._is_asked, timeout=SECONDS)
        for place, (phone, said) in enumerate(zip(self.phones, ballots, strict=False)):
            state = phone.state()
            groups = [group["id"] for group in state["groups"]]
            assert [one["id"] for one in state["questions"]] == [one.id for one in questions]
            ballot = {
                "round": state["round"],
                "key": f"{place + 1:032x}",
                "group": said.group(round_.attribute, groups),
                "answers": said.answers,
            }
            reply = phone.ask("POST", "/ballot", ballot)
            assert reply.status == 200, reply
            self._voted.add(state["round"])

    def _is_asked(self) -> bool:
        state = self.phones[0].state()
        return state["state"] == "open" and state["round"] not in self._voted

    def end(self) -> None:
        self.room.stop()
        self.room.deleteLater()
        settle()


class Cards(Way):
    """Raised cards, counted per answer; where a question has too many, noted one by one."""

    mode = "cards"

    def begin(self, workshop: Workshop, qtbot: QtBot) -> None:
        """Most of the day is voted in secret, so the facilitator overrides the method."""
        super().begin(workshop, qtbot)
        voting.choose_openly(workshop.file, openly=True)
        self._paper = Paper()
        self._paper.begin(workshop, qtbot)

    def mode_for(self, questions: Sequence[Question]) -> str:
        return Paper.mode if any(one.form == "rank" for one in questions) else self.mode

    def cast(self, round_: Round, questions: Sequence[Question], ballots: Sequence[Said]) -> None:
        if any(one.form == "rank" for one in questions):
            self._paper.cast(round_, questions, ballots)
            return
        counting = counted(self.workshop.file, round_, questions, "cards")
        for question in questions:
            raised = [
                said.answers[question.id] for said in ballots if said.answers.get(question.id)
            ]
            if not is_counted(question):
                for answer in raised:
                    counting.add(question.id, answer)
                continue
            for answer, number in Counter(raised).items():
                counting.set_count(question.id, answer, number)


class Mixed(Way):
    """Five at the booth, five on paper, six by phone, in one round."""

    mode = "booth+paper+phones"

    def begin(self, workshop: Workshop, qtbot: QtBot) -> None:
        super().begin(workshop, qtbot)
        self._ways = (Booth(), Paper(), OnPhones())
        for way in self._ways:
            way.begin(workshop, qtbot)

    def cast(self, round_: Round, questions: Sequence[Question], ballots: Sequence[Said]) -> None:
        parts = (ballots[:5], ballots[5:10], ballots[10:])
        for way, part in zip(self._ways, parts, strict=True):
            way.cast(round_, questions, part)

    def end(self) -> None:
        for way in self._ways:
            way.end()


WAYS: dict[str, type[Way]] = {
    "booth": Booth, "paper": Paper, "phones": OnPhones, "cards": Cards, "mixed": Mixed
}
