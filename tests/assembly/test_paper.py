"""The pile of ballots of a real session: how many, for whom, and what its numbers tell."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.desk import session, sixteen_people
from workshop_app.assembly.paper import SPARE, UNLISTED, dealt, print_ballots
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.session import voting
from workshop_app.session.holding import RoundPlan
from workshop_app.session.people import Person
from workshop_app.storage.rounds import open_round
from workshop_app.words import ALL_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.session.workshop import Workshop

CHECKLIST = "see-checklist"
CANNOT_SAY = ("can’t say", "Cannot judge", "Don’t know", "Not known")


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """Sixteen people: eight on the floor, four in the middle, four at the top."""
    made = session(tmp_path, people=sixteen_people())
    with made.file:
        yield made


def pages(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def labels(path: Path) -> Counter[str]:
    """How many ballots carry which label, on a pile of one a sheet."""
    return Counter(
        next((name for name in ("Floor", "Middle", "Top", "Other") if f"Group: {n} {name}" in page),
             "none")
        for page in pages(path)
        for n in [next((digit for digit in "123" if f"Group: {digit}" in page), "")]
    )


def test_a_ballot_for_everybody_by_group_and_a_few_to_spare(
    workshop: Workshop, tmp_path: Path
) -> None:
    made = print_ballots(workshop, CHECKLIST, tmp_path / "b.pdf")
    assert (made.ballots, made.per_sheet, made.pages) == (16 + SPARE, 1, 16 + SPARE)
    assert labels(made.path) == {"Floor": 8, "Middle": 4, "Top": 4, "none": SPARE}


def test_small_groups_are_merged_before_anything_is_printed(tmp_path: Path) -> None:
    people = [Person(f"P{n}", level=level) for n, level in enumerate([1] * 6 + [3] * 3 + [5] * 2)]
    with session(tmp_path, people=people).file as file:
        from workshop_app.session.workshop import Workshop

        made = print_ballots(Workshop(file), CHECKLIST, tmp_path / "b.pdf")
    assert labels(made.path) == {"Floor": 6, "Other": 5, "none": SPARE}
    assert not any("Middle" in page or "Top" in page for page in pages(made.path))


def test_an_open_round_decides_which_groups(workshop: Workshop, tmp_path: Path) -> None:
    context = workshop.context(CHECKLIST)
    questions = registry.kind("rating").questions(context)
    open_round(workshop.file, CHECKLIST, questions, mode="paper", attribute="department")
    voting.choose_plan(context, RoundPlan("paper", "band"))
    said = " ".join(pages(print_ballots(workshop, CHECKLIST, tmp_path / "b.pdf").path))
    assert "Finance" in said
    assert "Floor" not in said


def test_nobody_compared_nobody_labelled(workshop: Workshop, tmp_path: Path) -> None:
    voting.choose_plan(workshop.context(CHECKLIST), RoundPlan("paper"))
    made = print_ballots(workshop, CHECKLIST, tmp_path / "b.pdf")
    assert not any("roup:" in page or "Which group" in page for page in pages(made.path))


def test_who_is_away_gets_no_ballot_and_an_empty_list_a_whole_group(tmp_path: Path) -> None:
    people = [Person(f"P{n}", present=n < 5) for n in range(9)]
    assert len(dealt((), sum(one.present for one in people), 1)) == 5 + SPARE
    assert len(dealt((), 0, 1)) == UNLISTED + SPARE + 1
    assert len(dealt((), 16, 4)) == 20


def test_numbers_are_whole_and_say_nothing_about_the_group() -> None:
    firsts: Counter[int] = Counter()
    for seed in range(400):
        sheets = dealt((8, 4, 4), 16, 1, Random(seed))
        assert sorted(sheet.number for sheet in sheets) == list(range(1, len(sheets) + 1))
        assert [sheet.group for sheet in sheets] == [1] * 8 + [2] * 4 + [3] * 4 + [0] * SPARE
        firsts[sheets[0].number] += 1
    # A number that says nothing is every number equally often: 21 of 400 each, more or less.
    assert len(firsts) == 19
    assert max(firsts.values()) < 45
    orders = {tuple(dealt((8, 8), 16, 1)) for _ in range(5)}
    assert len(orders) == 5


@pytest.mark.parametrize(
    ("language", "paper"), [("en", "a4"), ("nl", "letter"), (ALL_LANGUAGES, "a4")]
)
def test_every_activity_that_votes_prints_its_ballot(
    workshop: Workshop, tmp_path: Path, language: str, paper: str
) -> None:
    printed = 0
    for id_, activity in workshop.method.activities.items():
        questions = registry.kind(activity.kind).questions(workshop.context(id_))
        if not questions:
            continue
        printed += 1
        made = print_ballots(workshop, id_, tmp_path / f"{id_}.pdf", paper, language=language)
        assert not made.uncovered
        reader = PdfReader(made.path)
        whole = max(made.pages // made.ballots, 1)
        said = " ".join(" ".join(page.extract_text() for page in reader.pages[:whole]).split())
        blank = any(words in said.replace("\u00a0", " ") for words in CANNOT_SAY)
        assert blank == (language != "nl"), id_
        assert ("We bewaren alleen totalen" in said) == (language != "en")
    assert printed > 12


def test_a_named_ballot_says_so_instead(workshop: Workshop, tmp_path: Path) -> None:
    voting.choose_openly(workshop.file, openly=True)
    voting.choose_plan(workshop.context("see-nps"), RoundPlan("paper", named=True))
    made = print_ballots(workshop, "see-nps", tmp_path / "b.pdf")
    said = pages(made.path)[0]
    assert "your name goes with your answers" in said
    assert "Only totals" not in said


def test_what_cannot_be_printed_is_said(workshop: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "b.pdf"
    with pytest.raises(UserError, match="has no ballot"):
        print_ballots(workshop, "see-customer-story", path)
    with pytest.raises(UserError, match="no language"):
        print_ballots(workshop, CHECKLIST, path, language="de")
    with pytest.raises(UserError, match="too small"):
        print_ballots(workshop, CHECKLIST, path, per_sheet=4)
    assert not path.exists()
