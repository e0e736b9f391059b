"""A whole day with sixteen invented people, held once through each way of voting.

What differs between two results files is what has to: the way itself, and the random keys of what
was noted. Booth, paper, phones and all three in one round otherwise leave the same file to the
byte, groups by band and department included. Cards say nothing of groups, nor of who raised none:
`of_cards` is all that this changes. A ranking cannot be raised in cards, because nobody sees from
totals which options stood on one ballot; on the day of cards it is on paper.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.whole_day.ballots import Opinions
from tests.whole_day.ways import WAYS, Way
from workshop_app.assembly import conduct
from workshop_app.assembly.booklet import edition_of
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.rehearsal import Room
from workshop_app.cli import main
from workshop_app.session import voting
from workshop_app.session.holding import RoundPlan, read_plan
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    Hold = Callable[..., "Day"]

pytestmark = [pytest.mark.gui, pytest.mark.lan, pytest.mark.slow]

METHOD = built_in_method()
AGENDA, PEOPLE = "full-day", 16
SECRETLY = ("booth", "phones", "mixed")
"""The ways that must leave what paper leaves."""

CALLED = {
    "booth": "booth",
    "paper": "paper",
    "phones": "phones",
    "cards": "cards",
    "mixed": "booth, paper, phones",
}
"""What the stage calls each way."""

NO_GROUPS: dict[str, object] = {"groups": {}, "merged": []}
BETWEEN_GROUPS = {"gap", "rose_tint"}
"""What the results file says of groups where none are compared, and what it leaves out then."""

_ROWS = "SELECT key FROM note UNION SELECT key FROM action UNION SELECT key FROM blueprint_step"


class Day(NamedTuple):
    """What one day left: its results file, and what stage and booklet said of each activity.

    ``rows`` are the keys of what was noted.
    """

    file: str
    rows: frozenset[str]
    said: dict[str, str]
    printed: dict[str, str]
    opinions: Opinions

    @property
    def results(self) -> dict[str, Any]:
        """What the file says of each activity."""
        found: dict[str, Any] = json.loads(self.file)["activities"]
        return found

    @property
    def voted(self) -> dict[str, Any]:
        """The same of those that were voted on."""
        return {id_: one for id_, one in self.results.items() if "mode" in one}

    def neutral(self) -> str:
        """The file without its way, and with rows called by the order in which it names them."""
        rows: dict[str, str] = {}

        def called(found: re.Match[str]) -> str:
            key = found[1]
            return f'"{rows.setdefault(key, f"row {len(rows)}")}"' if key in self.rows else found[0]

        without = re.sub(r'^( *"mode": )"[a-z+]+"', r'\1"…"', self.file, flags=re.MULTILINE)
        return re.sub(r'"((?:[^"\\]|\\.)*)"', called, without)


class WholeDay(Room):
    """The invented room, which votes as a way has it."""

    def __init__(self, workshop: Workshop, way: Way, opinions: Opinions) -> None:
        super().__init__(workshop, PEOPLE)
        self._way, self._opinions = way, opinions

    def plan(self) -> None:
        """Have every round of the day held this way, the one that can by department."""
        for slot in self.workshop.slots():
            context = self.workshop.context(slot.activity)
            compared = context.activity.compare
            attribute = "department" if "department" in compared else read_plan(context).attribute
            asked = conduct.questions(self.workshop, context.activity)
            voting.choose_plan(context, RoundPlan(self._way.mode_for(asked), attribute))

    def vote(self, activity: str) -> None:
        """Everybody votes, once a round."""
        round_ = latest(self.workshop.file, activity)
        if round_ is None or round_.state != "open" or round_.returned:
            return
        asked = conduct.questions(self.workshop, self.workshop.method.activities[activity])
        ballots = self._opinions.of(self.workshop, round_, asked, self.crowd)
        self._way.cast(round_, asked, ballots)


@pytest.fixture(scope="module")
def days() -> dict[str, Day]:
    """The days that were held so far."""
    return {}


@pytest.fixture
def hold(
    tmp_path: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str], days: dict[str, Day]
) -> Hold:
    """Hold a day one way, or take the one that was; with other opinions always."""

    def hold(name: str, opinions: Opinions | None = None) -> Day:
        if opinions is None and name in days:
            return days[name]
        said = opinions or next((day.opinions for day in days.values()), Opinions())
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.workshop"
        workshop = create_workshop(path, METHOD, Plan(AGENDA, "The day"))
        way = WAYS[name]()
        room = WholeDay(workshop, way, said)
        stage: dict[str, str] = {}
        with workshop.file:
            room.come_in()
            way.begin(workshop, qtbot)
            room.plan()
            for played in room.play():
                texts = " ".join(played.scene.figure.texts())
                stage[played.activity] = f"{stage.get(played.activity, '')} {texts}"
            way.end()
            rows = frozenset(key for (key,) in workshop.file.rows(_ROWS))
            printed = {section.key: section.lead for section in edition_of(workshop).sections}
        capsys.readouterr()
        assert main(["results", str(path), "--json"]) == 0
        day = Day(capsys.readouterr().out, rows, stage, printed, said)
        if opinions is None:
            days[name] = day
        return day

    return hold


def of_cards(day: Day, raised: dict[str, Any]) -> str:
    """What the day's file says if cards were raised in the activities in which they were.

    Nothing of groups; and instead of how many people voted, how many cards the question with
    most of them had, since who raises none leaves no ballot.
    """
    activities = json.loads(day.neutral())["activities"]
    for id_ in [id_ for id_, one in raised.items() if one["mode"] == "cards"]:
        found = activities[id_] = _without_groups(activities[id_])
        cards = _most_cards(day.opinions, id_, found["round"])
        counts_people = found["n"] == found["returned"]
        found |= {"returned": cards, **({"n": cards} if counts_people else {})}
    return json.dumps({"activities": activities}, ensure_ascii=False, indent=2) + "\n"


def _without_groups(found: dict[str, Any]) -> dict[str, Any]:
    return {
        key: NO_GROUPS.get(key, _without_groups(value) if isinstance(value, dict) else value)
        for key, value in found.items()
        if key not in BETWEEN_GROUPS
    }


def _most_cards(opinions: Opinions, activity: str, number: int) -> int:
    ballots = [said.answers for said in opinions.rounds()[activity, number]]
    questions = {question for ballot in ballots for question in ballot}
    return max(sum(bool(one.get(question)) for one in ballots) for question in questions)


# -- the same file -----------------------------------------------------------------------


@pytest.mark.parametrize("way", SECRETLY)
def test_the_whole_day_leaves_the_results_file_that_paper_leaves(hold: Hold, way: str) -> None:
    assert hold(way).neutral() == hold("paper").neutral()


def test_raised_cards_leave_it_but_for_groups_and_who_raised_none(hold: Hold) -> None:
    cards, paper = hold("cards"), hold("paper")
    assert cards.neutral() == of_cards(paper, cards.voted)
    assert {one["mode"] for one in cards.voted.values()} == {"cards", "paper"}
    ranked = {id_ for id_, one in cards.voted.items() if one["mode"] == "paper"}
    assert ranked == {id_ for id_, one in paper.voted.items() if "schulze" in one}


# -- controls ----------------------------------------------------------------------------


def test_one_other_answer_of_one_person_makes_another_file(hold: Hold) -> None:
    paper = hold("paper")
    other = hold("paper", paper.opinions.changed())
    assert other.neutral() != paper.neutral()


def test_groups_by_band_and_by_department_are_in_what_is_the_same(hold: Hold) -> None:
    """Also somebody who names none, and small groups that joined another one."""
    day = hold("paper")
    compared = {id_: one for id_, one in day.voted.items() if one["groups"]}
    everybody = next(iter(day.opinions.rounds().values()))
    departments = {said.groups.get("department", "") for said in everybody}
    bands = {METHOD.text(f"bands.{band.id}", "en") for band in METHOD.bands}
    named = {id_: {*one["groups"], *one["merged"]} - {"Other"} for id_, one in compared.items()}
    assert [id_ for id_, names in named.items() if names and names <= departments] == [
        "see-checklist"
    ]
    assert sum(bool(names) and names <= bands for names in named.values()) == len(named) - 1 > 2
    for one in compared.values():
        assert "Other" in one["groups"]
        assert "Other" not in one["merged"], "it was merged before anybody chose it"
        shown = [item["counts"] for of in one["groups"].values() for item in of["items"].values()]
        assert any(shown), "no group shows an answer"


def test_only_the_way_and_the_keys_are_made_alike(hold: Hold) -> None:
    """Without that the files differ, and by these alone; cards differ in more."""
    paper, phones = hold("paper"), hold("phones")
    assert paper.file != phones.file
    assert len(paper.neutral().splitlines()) == len(paper.file.splitlines())
    assert hold("cards").neutral() != paper.neutral()


# -- how it was done ---------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
def test_file_stage_and_booklet_say_the_way_and_how_many_of_sixteen(hold: Hold, way: str) -> None:
    day = hold(way)
    assert len(day.voted) > 9
    for id_, found in day.voted.items():
        on_paper = way == "cards" and "schulze" in found
        assert found["mode"] == ("paper" if on_paper else WAYS[way].mode), id_
        assert found["expected"] == PEOPLE, id_
        cards = way == "cards" and not on_paper
        came = _most_cards(day.opinions, id_, found["round"]) if cards else PEOPLE
        assert found["returned"] == came, id_
        called = CALLED["paper" if on_paper else way]
        assert f"{came} of {PEOPLE}, {called}" in day.said[id_], id_
        assert day.printed[id_].startswith(f"{came} of {PEOPLE} answered "), id_
        assert f"({called})." in day.printed[id_], id_
