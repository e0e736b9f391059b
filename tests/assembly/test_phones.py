"""What phones see wherever a workshop stands, and where their votes go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.console.room import make_workshop
from workshop_app.assembly import conduct
from workshop_app.assembly.phones import Polling, token_of
from workshop_app.assembly.scene import scene, view_scene
from workshop_app.figures.join_card import spaced
from workshop_app.lan.asking import Vote
from workshop_app.session import voting
from workshop_app.session.door import JOIN, Door
from workshop_app.session.holding import RoundPlan
from workshop_app.session.live import Moment, set_surface
from workshop_app.session.phone_room import KeptRoom, keep_room, read_room
from workshop_app.storage import rounds
from workshop_app.storage.tally import Round, latest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.method.ways import Outcome
    from workshop_app.session.workshop import Workshop

DOOR = Door("http://10.42.0.1:5000/#" + "ab" * 16, "http://10.42.0.1:5000", "AB3K7Q")


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = make_workshop(tmp_path)
    yield made
    made.file.close()


def voted_on(workshop: Workshop) -> list[str]:
    """Activities of the agenda that ask something, in its order."""
    return [
        slot.activity
        for slot in workshop.slots()
        if conduct.questions(workshop, workshop.method.activities[slot.activity])
    ]


def stand(workshop: Workshop, activity: str) -> None:
    slot = workshop.slot_of(activity)
    assert slot is not None
    workshop.go(Moment(slot.key), workshop.info.start)


def opened(workshop: Workshop, activity: str, mode: str = "phones", **plan: bool) -> Round:
    context = workshop.context(activity)
    voting.choose_plan(context, RoundPlan(mode, "", **plan))
    asked = conduct.questions(workshop, workshop.method.activities[activity])
    return voting.open_round(context, asked)


def ballot(
    polling: Polling, number: int = 0, *, key: str = "", seat: str = "", group: str = ""
) -> Vote:
    asked = polling.look()
    answers = {
        one.id: one.answers[0].value for one in asked.questions if one.answers and not one.part_of
    }
    key = key or f"{number:032x}"
    return Vote(asked.round, key, seat or f"seat {number}", group, answers)


# -- states ------------------------------------------------------------------------------


def test_phones_wait_until_a_round_takes_them(workshop: Workshop) -> None:
    polling, activity = Polling(workshop), voted_on(workshop)[0]
    assert polling.look().state == "lobby"
    assert polling.look().title == {"en": "Closer to Maria", "nl": "Closer to Maria"}
    stand(workshop, activity)
    asked = polling.look()
    assert (asked.state, asked.round, asked.questions) == ("lobby", "", ())
    assert set(asked.activity) == {"en", "nl"}
    round_ = opened(workshop, activity, "paper")
    assert polling.look().state == "lobby"
    rounds.add_way(workshop.file, round_, "phones")
    asked = polling.look()
    assert asked.state == "open"
    assert asked.round == token_of(round_)
    assert round_.key not in asked.json
    assert asked.questions


def test_after_closing_they_hear_so_until_the_room_goes_on(workshop: Workshop) -> None:
    polling, (first, second, *_) = Polling(workshop), voted_on(workshop)
    stand(workshop, first)
    round_ = opened(workshop, first)
    assert polling.store([ballot(polling)]) == ["saved"]
    rounds.close_round(workshop.file, round_)
    assert (polling.look().state, polling.look().round) == ("closed", token_of(round_))
    again = Polling(workshop)  # after a restart
    assert (again.look().state, again.look().round) == ("closed", token_of(round_))
    stand(workshop, second)
    assert polling.look().state == "lobby"


def test_an_open_round_stays_open_when_the_console_moves_on(workshop: Workshop) -> None:
    polling, (first, second, *_) = Polling(workshop), voted_on(workshop)
    stand(workshop, first)
    one = opened(workshop, first)
    stand(workshop, second)
    assert polling.look().round == token_of(one)
    other = opened(workshop, second)
    assert polling.look().round == token_of(other)


def test_a_round_that_is_taken_back_leaves_the_lobby(workshop: Workshop) -> None:
    polling, activity = Polling(workshop), voted_on(workshop)[0]
    stand(workshop, activity)
    round_ = opened(workshop, activity)
    assert polling.look().state == "open"
    rounds.discard_round(workshop.file, round_)
    assert polling.look().state == "lobby"


def test_the_end_of_the_day_ends_it(workshop: Workshop) -> None:
    polling = Polling(workshop)
    stand(workshop, workshop.slots()[-1].activity)
    workshop.go(Moment(None), workshop.info.start, surface="hold")
    assert polling.look().state == "ended"


def test_every_text_is_there_in_both_languages(workshop: Workshop) -> None:
    polling = Polling(workshop)
    for activity in voted_on(workshop):
        round_ = opened(workshop, activity)
        stand(workshop, activity)
        asked = polling.look()
        said = [asked.title, asked.activity, asked.question, asked.mode_note]
        for question in asked.questions:
            said += [question.prompt, *(answer.label for answer in question.answers)]
            if question.part_of:
                assert question.part_of in (asked.words or {})
        assert all(text is not None and set(text) == {"en", "nl"} for text in said)
        assert asked.question["en"] != asked.question["nl"]
        rounds.discard_round(workshop.file, round_)


# -- votes -------------------------------------------------------------------------------


def test_votes_for_another_round_are_late(workshop: Workshop) -> None:
    polling, activity = Polling(workshop), voted_on(workshop)[0]
    assert polling.store([Vote("", "k", "s", "", {})]) == ["closed"]
    opened(workshop, activity)
    right = ballot(polling)
    wrong = ballot(polling, 1)
    other = Vote("0" * 32, wrong.key, wrong.seat, "", wrong.answers)
    assert polling.store([other, right, other]) == ["closed", "saved", "closed"]
    assert polling.turnout()[0] == 1


def test_a_seat_votes_once_and_may_change_its_ballot(workshop: Workshop) -> None:
    polling = Polling(workshop)
    opened(workshop, voted_on(workshop)[0])
    first = ballot(polling, key="a" * 32, seat="s")
    second = ballot(polling, key="b" * 32, seat="s")
    assert polling.store([first, first, second]) == ["saved", "saved", "voted"]
    assert polling.seats() == ("s",)
    assert polling.turnout()[0] == 1


def test_groups_too_small_to_show_are_merged_before_anybody_chooses(workshop: Workshop) -> None:
    polling = Polling(workshop)
    activity = next(
        one for one in voted_on(workshop) if "band" in workshop.method.activities[one].compare
    )
    context = workshop.context(activity)
    voting.choose_plan(context, RoundPlan("phones", "band"))
    asked = conduct.questions(workshop, workshop.method.activities[activity])
    round_ = voting.open_round(context, asked)
    known = voting.comparison(context, "band", round_.minimum).groups
    assert [group.id for group in polling.look().groups] == [group.key for group in known]


def test_a_named_round_takes_names_off_the_list(workshop: Workshop) -> None:
    polling = Polling(workshop)
    activity = next(
        one
        for one in voted_on(workshop)
        if workshop.method.activities[one].mode not in ("paper", "booth")
    )
    opened(workshop, activity, named=True)
    asked = polling.look()
    assert asked.named
    assert not any(group.voted for group in asked.groups)
    person = asked.groups[0].id
    assert polling.store([ballot(polling, group=person)]) == ["saved"]
    assert [group.id for group in polling.look().groups if group.voted] == [person]
    assert polling.seats() == ()  # the file has the person, no phone


def test_a_phone_votes_under_one_name_that_it_may_correct(workshop: Workshop) -> None:
    polling = Polling(workshop)
    activity = next(
        one
        for one in voted_on(workshop)
        if workshop.method.activities[one].mode not in ("paper", "booth")
    )
    opened(workshop, activity, named=True)
    first, second, third = (group.id for group in polling.look().groups[:3])
    votes = [
        ballot(polling, key="a" * 32, seat="s", group=first),
        ballot(polling, key="b" * 32, seat="s", group=second),
        ballot(polling, key="a" * 32, seat="s", group=third),
        ballot(polling, key="c" * 32, seat="t", group=first),
    ]
    assert polling.store(votes) == ["saved", "voted", "saved", "saved"]
    assert [group.id for group in polling.look().groups if group.voted] == [first, third]


def test_the_names_of_many_phones_are_saved_together(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    polling, batches = Polling(workshop), []
    activity = next(
        one
        for one in voted_on(workshop)
        if workshop.method.activities[one].mode not in ("paper", "booth")
    )
    opened(workshop, activity, named=True)
    people = [group.id for group in polling.look().groups[:8]]
    votes = [
        ballot(polling, key=f"{number:032}", seat=str(number), group=person)
        for number, person in enumerate(people)
    ]

    def cast_many(*given: Any, **more: Any) -> list[Outcome]:
        batches.append(given[3])
        return kept(*given, **more)

    kept = rounds.cast_many
    monkeypatch.setattr(rounds, "cast_many", cast_many)
    assert polling.store([*votes, votes[3]]) == ["saved"] * 9
    assert [len(batch) for batch in batches] == [8, 1]


def test_what_is_asked_never_changes_within_a_round(workshop: Workshop) -> None:
    polling = Polling(workshop)
    opened(workshop, voted_on(workshop)[0])
    assert polling.look() == polling.look()
    before = polling.look()
    polling.store([ballot(polling)])
    assert polling.look() == before  # nothing depends on what was chosen


# -- the room is kept --------------------------------------------------------------------


def test_a_room_is_kept_and_garbage_is_none(workshop: Workshop) -> None:
    room = {"secret": "ab" * 16, "code": "AB3K7Q", "devices": ["c" * 64]}
    assert read_room(workshop.file) == KeptRoom()
    keep_room(workshop.file, KeptRoom(room, "10.42.0.1", 5000, is_open=True))
    assert read_room(workshop.file) == KeptRoom(room, "10.42.0.1", 5000, is_open=True)
    for wrong in ({"devices": ["x"]}, {"secret": 4}, {"code": "OIL001"}, {"devices": "c"}):
        keep_room(workshop.file, KeptRoom({**room, **wrong}, "10.42.0.1", 5000))
        assert read_room(workshop.file) == KeptRoom()
    assert not workshop.file.history.entries()


def test_keeping_the_room_forgets_no_other_setting(workshop: Workshop) -> None:
    context = workshop.context(voted_on(workshop)[0])
    voting.choose_plan(context, RoundPlan("paper", ""))
    keep_room(workshop.file, KeptRoom({"secret": "ab" * 16, "code": "AB3K7Q", "devices": []}))
    voting.choose_plan(context, RoundPlan("booth", ""))
    assert read_room(workshop.file).room is not None


# -- the stage ---------------------------------------------------------------------------


def test_the_way_in_stands_on_the_stage_for_its_moment_only(workshop: Workshop) -> None:
    first, second, *_ = voted_on(workshop)
    stand(workshop, first)
    workshop.show_door(DOOR)
    assert workshop.live().surface == "step"
    workshop.show_door(DOOR._replace(shown_at=workshop.live().moment))
    live = workshop.live()
    assert live.surface == JOIN
    shown = scene(workshop, live.shown, surface=live.surface)
    assert spaced(DOOR.code) in shown.figure.texts()
    set_surface(workshop.file, "blank")
    assert workshop.live().surface == "blank"
    set_surface(workshop.file, "step")
    stand(workshop, second)
    assert workshop.live().surface == "step"
    workshop.show_door(None)
    stand(workshop, first)
    assert workshop.live().surface == "step"


def test_before_the_day_begins_the_way_in_stands_over_the_title(workshop: Workshop) -> None:
    assert workshop.live().surface == "hold"
    workshop.show_door(DOOR._replace(shown_at=workshop.live().moment))
    assert workshop.live().surface == JOIN


def test_a_corner_shows_it_while_phones_vote(workshop: Workshop) -> None:
    activity = voted_on(workshop)[0]
    workshop.show_door(DOOR)

    def says_it(view: str = "collect") -> bool:
        return spaced(DOOR.code) in view_scene(workshop, activity, view).figure.texts()

    assert not says_it()
    round_ = opened(workshop, activity, "booth")
    assert not says_it()
    rounds.add_way(workshop.file, round_, "phones")
    assert says_it()
    assert says_it("card")
    workshop.show_door(None)
    assert not says_it()
    workshop.show_door(DOOR)
    polling = Polling(workshop)
    assert polling.store([ballot(polling)]) == ["saved"]
    found = latest(workshop.file, activity)
    assert found is not None
    rounds.close_round(workshop.file, found)
    assert not says_it()
