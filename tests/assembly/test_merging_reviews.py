"""What a merge says of verdicts: those of private pledges stay their owners'."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.looked_back import PLAN, PLEDGE, RITUALS, first_session, pulse_of
from workshop_app.assembly.merging import shown, told_after
from workshop_app.kinds.plan.model import read_actions
from workshop_app.kinds.pledge.model import change_pledge, read_pledges
from workshop_app.session.merge import plan_merge
from workshop_app.session.review import set_held, set_verdict
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.assembly.merging import Shown


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Workshop, Workshop]]:
    """A pulse on two laptops."""
    pulse = pulse_of(first_session(tmp_path))
    pulse.file.close()
    path = pulse.file.path
    copied = path.with_name("other.workshop")
    shutil.copy(path, copied)
    ours, theirs = (Workshop(SessionFile.open(one)) for one in (path, copied))
    with ours.file, theirs.file:
        yield ours, theirs


def told(laptops: tuple[Workshop, Workshop], language: str) -> Shown:
    ours, theirs = laptops
    ours.words = Words.load(language)
    return shown(plan_merge(ours, theirs), ours, theirs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_private_verdict_is_not_said(
    laptops: tuple[Workshop, Workshop], language: str
) -> None:
    pledges = read_pledges(laptops[0].file, PLEDGE)
    private, lost = pledges[:2]
    for workshop, verdict in zip(laptops, ("kept", "renewed"), strict=True):
        for one in (private, lost):
            set_verdict(workshop.file, "", PLEDGE, one.key, verdict)
        with workshop.file.edit("", undoable=False) as edit:
            edit.run_each("DELETE FROM pledge WHERE key = ?", [(lost.key,)])
    found = told(laptops, language)
    words = Words.load(language)
    name = {one.key: one.name for one in laptops[0].people()}[private.person]
    closed = words("merge.private")
    assert {(one.ours, one.theirs) for one in found.asked} == {
        (f"{name} · {closed}",) * 2, (f"– · {closed}",) * 2
    }
    said = [*told_after(found, {}, (), words), repr(found)]
    assert name in said[0]
    for verdict in ("kept", "renewed"):
        assert words(f"review.pledge.{verdict}") not in "".join(said)


@pytest.mark.parametrize("shared_here", [True, False])
def test_private_on_one_laptop_is_private(
    laptops: tuple[Workshop, Workshop], *, shared_here: bool
) -> None:
    pledge = read_pledges(laptops[0].file, PLEDGE)[0]
    for workshop, verdict in zip(laptops, ("kept", "renewed"), strict=True):
        set_verdict(workshop.file, "", PLEDGE, pledge.key, verdict)
    change_pledge(laptops[not shared_here].file, "", replace(pledge, shared=True))
    assert "Kept" not in repr(told(laptops, "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_open_verdicts_are_said_in_words(
    laptops: tuple[Workshop, Workshop], language: str
) -> None:
    """By what they are about, never by a key."""
    shared = read_pledges(laptops[0].file, PLEDGE)[-1].key
    action = read_actions(laptops[0].file, PLAN)[0]
    for at, workshop in enumerate(laptops):
        set_verdict(workshop.file, "", PLEDGE, shared, ("kept", "renewed")[at])
        set_verdict(workshop.file, "", PLAN, action.key, ("done", "stopped")[at])
        set_held(workshop.file, "", RITUALS, f"{RITUALS}/ri1", (8, 9)[at], 10)
    words = Words.load(language)
    found = {one.id.split()[1]: (one.ours, one.theirs) for one in told(laptops, language).asked}
    assert found[shared] == (
        f"Person 08 · {words('review.pledge.kept')}",
        f"Person 08 · {words('review.pledge.renewed')}",
    )
    assert found[action.key] == (
        f"{action.title} · {words('review.action.done')}",
        f"{action.title} · {words('review.action.stopped')}",
    )
    ritual = laptops[0].method.text(f"{RITUALS}.options.ri1", language)
    assert found[f"{RITUALS}/ri1"] == tuple(
        f"{ritual} · {words('review.held_of', held=held, planned=10)}" for held in (8, 9)
    )
