"""How far pledges were kept is told when their review is closed, and never tells one verdict."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.looked_back import PLEDGE, first_session, pulse_of
from workshop_app.kinds.pledge.model import (
    Pledge,
    add_pledge,
    change_pledge,
    read_pledges,
    remove_pledge,
)
from workshop_app.session.earlier import read_earlier
from workshop_app.session.erasing import erase
from workshop_app.session.holding import save_settings, settings_of
from workshop_app.session.live import Moment
from workshop_app.session.merge_apply import merge_in
from workshop_app.session.pledges_kept import pledges_kept, read_pledge_rate, with_counted
from workshop_app.session.review import OF_PLEDGE, bring_along, read_reviews, set_verdict
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    Told = tuple[float, int] | None

NOW = datetime(2026, 9, 8, 10, tzinfo=UTC)
LEAST = 4
WORTH = {"kept": 1.0, "partly": 0.5, "not_yet": 0.0, "renewed": 0.0}


@pytest.fixture
def pulse(tmp_path: Path) -> Iterator[Workshop]:
    workshop = pulse_of(first_session(tmp_path))
    with workshop.file:
        yield workshop


def judge(workshop: Workshop, *verdicts: str) -> list[str]:
    """The verdicts of the pledges in their order: six private ones, then three shared ones."""
    pledges = read_pledges(workshop.file, PLEDGE)
    for pledge, verdict in zip(pledges, verdicts, strict=False):
        if verdict:
            set_verdict(workshop.file, "", PLEDGE, pledge.key, verdict)
    return [pledge.key for pledge in pledges]


def leave(workshop: Workshop) -> None:
    """Go to the pledges, and on to something else."""
    slots = workshop.slots()
    (there,) = (slot.key for slot in slots if slot.activity == PLEDGE)
    workshop.go(Moment(there), NOW)
    workshop.go(Moment(next(slot.key for slot in slots if slot.key != there)), NOW)


def told(workshop: Workshop) -> Told:
    rates = read_pledge_rate(workshop.file, PLEDGE)
    return (round(rates[0].percent, 3), rates[0].of) if rates else None


def test_nothing_is_told_before_the_review_is_closed(pulse: Workshop) -> None:
    (there,) = (slot.key for slot in pulse.slots() if slot.activity == PLEDGE)
    pulse.go(Moment(there), NOW)
    judge(pulse, "kept", "kept", "partly", "renewed", "", "", "kept", "not_yet", "partly")
    pulse.go(Moment(there, 1), NOW)
    assert told(pulse) is None
    pulse.go(Moment(None), NOW, surface="hold")
    assert told(pulse) == (57.143, 7), "the day is over, which closes it too"


def test_too_few_answers_are_not_told(pulse: Workshop) -> None:
    judge(pulse, "", "", "", "", "", "", "kept", "kept", "kept")
    leave(pulse)
    assert told(pulse) is None


def test_private_answers_cannot_be_subtracted(pulse: Workshop) -> None:
    """Three shared answers are on the wall: three private ones would be what is left."""
    judge(pulse, "kept", "not_yet", "partly", "", "", "", "kept", "kept", "kept")
    leave(pulse)
    assert told(pulse) is None, "three private ones do not count, and three shared are too few"
    judge(pulse, "", "", "", "kept")
    leave(pulse)
    assert told(pulse) == (78.571, 7)


def test_what_all_private_answers_say_is_not_told(pulse: Workshop) -> None:
    judge(pulse, *["kept"] * 6, "kept", "kept", "kept")
    leave(pulse)
    assert told(pulse) is None


def test_what_was_counted_stays_whatever_is_done(pulse: Workshop) -> None:
    keys = judge(pulse, "kept", "kept", "partly", "not_yet")
    leave(pulse)
    assert told(pulse) == (62.5, 4)
    settings = settings_of(pulse.file)
    set_verdict(pulse.file, "Anew", PLEDGE, keys[0], "not_yet")
    set_verdict(pulse.file, "Late", PLEDGE, keys[4], "kept")
    leave(pulse)
    assert told(pulse) == (62.5, 4), "one that is late would be known by the difference"
    pulse.file.undo()
    remove_pledge(pulse.file, "Gone", keys[1])
    leave(pulse)
    assert told(pulse) == (62.5, 4)
    assert settings_of(pulse.file) == settings


def test_a_batch_that_was_withheld_stays_without_a_number(pulse: Workshop) -> None:
    """Five that all say the same, then one more: the number would tell that one, and the five."""
    judge(pulse, *["kept"] * 5)
    leave(pulse)
    judge(pulse, "", "", "", "", "", "not_yet")
    leave(pulse)
    assert told(pulse) is None
    judge(pulse, "", "", "", "", "", "", "kept", "kept", "not_yet")
    leave(pulse)
    assert told(pulse) is None, "three shared ones are too few"


def test_a_further_batch_counts_by_itself(tmp_path: Path) -> None:
    with (workshop := pulse_of(first_session(tmp_path, private=9))).file:
        judge(workshop, *["kept"] * 5)
        leave(workshop)
        judge(workshop, *[""] * 5, "not_yet", "partly", "kept")
        leave(workshop)
        assert told(workshop) is None, "three late ones are too few"
        judge(workshop, *[""] * 8, "kept")
        leave(workshop)
        assert told(workshop) == (62.5, 4)


@pytest.mark.parametrize("by_name", [False, True])
def test_several_pledges_of_one_person_are_one_persons(pulse: Workshop, by_name: bool) -> None:
    person = pulse.people()[0]
    pledges = [one for one in read_pledges(pulse.file, PLEDGE) if not one.shared]
    names = ["Jo", " jo", person.name, person.key] if by_name else [person.key] * 4
    for pledge, whose in zip(pledges, names, strict=False):
        change_pledge(pulse.file, "", replace(pledge, person=whose))
    judge(pulse, "kept", "not_yet", "partly", "kept", *["", ""] * by_name)
    leave(pulse)
    assert told(pulse) is None
    judge(pulse, "", "", "", "", "kept", "kept")
    leave(pulse)
    assert told(pulse) == ((75, 6) if by_name else None), "Jo, the person, and two others"


@pytest.mark.parametrize("everybody", [False, True])
def test_erasing_leaves_the_rate_and_no_key(pulse: Workshop, everybody: bool) -> None:
    keys = judge(pulse, "kept", "kept", "partly", "not_yet", "", "", "kept")
    leave(pulse)
    assert keys[0] in str(settings_of(pulse.file))
    erase(pulse.file, None if everybody else pulse.people()[:1], [], NOW)
    assert told(pulse) == (70, 5)
    left = pulse.file.path.read_bytes()
    assert [key for key in keys if key.encode() in left] == ([] if everybody else keys[1:])


def test_what_another_laptop_counted_is_not_counted_here(pulse: Workshop) -> None:
    keys = judge(pulse, "kept", "kept", "partly", "not_yet", "not_yet", "", "kept")
    theirs = {"pledges_told": {PLEDGE: [2.5, 4, keys[:4]]}}
    save_settings(pulse.file, with_counted(settings_of(pulse.file), theirs))
    leave(pulse)
    assert told(pulse) is None, "the fifth would be what is left without their four"
    assert with_counted({"currency": "EUR"}, {}) == {"currency": "EUR"}


def test_undoing_a_merge_takes_back_what_was_counted_there(pulse: Workshop) -> None:
    judge(pulse, "kept", "kept", "partly", "not_yet")
    path = pulse.file.path
    pulse.file.close()
    copied = path.with_name("other.workshop")
    shutil.copy(path, copied)
    ours, theirs = (Workshop(SessionFile.open(one)) for one in (path, copied))
    with ours.file, theirs.file:
        leave(theirs)
        before = settings_of(ours.file)
        merge_in(ours, theirs, "Merged")
        leave(ours)
        assert told(ours) is None, "they were counted there"
        assert ours.file.undo() == "Merged"
        assert settings_of(ours.file) == before
        leave(ours)
        assert told(ours) == (62.5, 4)


def live_rate(workshop: Workshop) -> Told:
    """The control: all answers that there are now, as soon as they may be told together."""
    reviews = read_reviews(workshop.file, PLEDGE)
    said = {True: [0.0][:0], False: [0.0][:0]}
    for one in read_pledges(workshop.file, PLEDGE):
        if verdict := reviews[one.key].verdict:
            said[one.shared].append(WORTH[verdict])
    private = said[False]
    if len(private) >= LEAST and 0 < sum(private) < len(private):
        said[True] += private
    count = len(said[True])
    return (100 * sum(said[True]) / count, count) if count >= LEAST else None


def jumps(workshop: Workshop, read: Callable[[Workshop], Told], seed: int) -> list[int]:
    """By how many private answers the rate ever moved; the outsider has every value it had.

    Shared ones have all their verdict from the beginning, so that all that moves is private.
    """
    dice = random.Random(seed)
    keys = judge(workshop, "", "", "", "", "", "", "", "", "", *["kept"] * 4)
    private = [one.key for one in read_pledges(workshop.file, PLEDGE) if not one.shared]
    assert len(keys) == len(private) + 4
    leave(workshop)
    seen = [read(workshop)]
    for _ in range(40):
        subject = dice.choice(private)
        set_verdict(workshop.file, "", PLEDGE, subject, dice.choice(OF_PLEDGE))
        if dice.random() < 0.3:
            leave(workshop)
        seen.append(read(workshop))
    answers = [rate for rate in seen if rate is not None]
    return [
        abs(after[1] - before[1])
        for before, after in pairwise(answers)
        if after != before
    ]


def nine_private(folder: Path) -> Workshop:
    workshop = pulse_of(first_session(folder, private=9))
    with workshop.file.together():
        for at in range(4):
            pledge = Pledge(start=f"shared {at}", shared=True)
            key = add_pledge(workshop.file, "", PLEDGE, pledge)
            with workshop.file.edit("", undoable=False) as edit:
                bring_along(edit, PLEDGE, {key: ""})
    return workshop


@pytest.mark.parametrize("seed", range(6))
def test_no_series_of_rates_tells_a_verdict(tmp_path: Path, seed: int) -> None:
    with (workshop := nine_private(tmp_path)).file:
        moved = jumps(workshop, told, seed)
        assert moved, "it is told at some time"
        assert all(by >= LEAST for by in moved)


def test_a_rate_that_follows_each_answer_would(tmp_path: Path) -> None:
    with (workshop := nine_private(tmp_path)).file:
        assert {0, 1} & set(jumps(workshop, live_rate, 0)), "the outsider finds nobody at all"


def test_a_later_pulse_knows_what_was_told_and_nothing_more(pulse: Workshop) -> None:
    keys = judge(pulse, "kept", "kept", "partly", "not_yet", "", "", "kept", "not_yet", "partly")
    assert pledges_kept(pulse.file) == {}
    leave(pulse)
    kept = pledges_kept(pulse.file)
    assert [(id_, round(percent, 3), n) for id_, (percent, n) in kept.items()] == [
        (PLEDGE, 57.143, 7)
    ]
    before = told(pulse)
    pulse.file.close()
    with pulse_of(pulse.file.path, _later(pulse), 12).file as file:
        newest = read_earlier(file)[-1].file
        assert newest.rows("SELECT * FROM pledge") == []
        left = " ".join(map(str, newest.rows("SELECT * FROM review")))
        settings = settings_of(newest)
        assert "pledges_kept" in settings
        assert not [key for key in keys if key in left or key in json.dumps(settings)]
        (rate,) = read_pledge_rate(newest, PLEDGE)
        assert (round(rate.percent, 3), rate.of) == before
        assert read_pledge_rate(file, PLEDGE) == (), "the new pulse has told nothing yet"


def _later(workshop: Workshop) -> date:
    return workshop.info.date.replace(year=workshop.info.date.year + 1)
