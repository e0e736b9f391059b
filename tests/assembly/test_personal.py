"""Everybody's own booklet: what is theirs, what is shared, and nothing of anybody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.booklet.insides import insides, pages, spoken
from workshop_app.assembly.booklet import make_booklet
from workshop_app.assembly.demo import play_sample, sample_workshop
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.personal import PersonalBooklets
from workshop_app.booklet.build import build_booklet
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.kinds.plan.model import Action, add_actions
from workshop_app.kinds.pledge.model import Pledge, add_pledge, read_pledges
from workshop_app.session import planning
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.outcomes import add_outcome
from workshop_app.session.people import Person, add_people
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage.rounds import cast, close_round, new_ballot_key, open_round, reveal_round
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.booklet.edition import Personal

PLEDGE, PLAN, RITUALS, DREAM = "be-pledge", "act-plan", "act-rituals", "think-dream"
DAY = date(2026, 11, 30)
EXTRA = [PLAN, DREAM, "think-shift", "be-decision-check", "think-moral-wisdom"]
OTHERS_PLEDGE = "MARKERprivatepledge"
OTHERS_BUDDY = "MARKERbuddy"
SHARED = "MARKERsharedpledge"
OWN = "MARKERownpledge"
HELD = "MARKERheldnote"
WORD = "MARKERsecretword"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    people = [
        Person("Zoë Þórsdóttir", department="Service"),
        Person("Şahin Ünsal", department="Sales", named=True),
        Person("Quiet Quentin", department="Finance"),
    ]
    plan = Plan(
        "taster-90", "Closer", "Northlight", DAY, place="Delft", facilitator="Ines Marques",
        people=people, extra=EXTRA,
    )
    made = create_workshop(tmp_path / "day.workshop", built_in_method(), plan)
    with made.file:
        yield made


def person(workshop: Workshop, name: str) -> Person:
    return next(one for one in workshop.people() if one.name.startswith(name))


def edition(workshop: Workshop, name: str = "Zoë", language: str | None = None) -> Personal:
    return PersonalBooklets(workshop, language=language).edition(person(workshop, name))


def pledge(workshop: Workshop, name: str, text: str, *, shared: bool = False) -> None:
    made = Pledge(
        text, buddy="", check_date="2027-01-15", shared=shared, person=person(workshop, name).key
    )
    add_pledge(workshop.file, "Add", PLEDGE, made)


def fill(workshop: Workshop) -> None:
    """Pledges of three people, a held note, a word and a vote that somebody gave."""
    pledge(workshop, "Zoë", OWN)
    other = Pledge(
        OTHERS_PLEDGE, stop=OTHERS_PLEDGE, buddy=OTHERS_BUDDY, person=person(workshop, "Quiet").key
    )
    add_pledge(workshop.file, "Add", PLEDGE, other)
    add_pledge(workshop.file, "Add", PLEDGE, Pledge(OTHERS_PLEDGE))
    pledge(workshop, "Şahin", SHARED, shared=True)
    add_notes(workshop.file, "Add", DREAM, [NewNote("say", HELD, held=True)])
    add_notes(workshop.file, "Add", DREAM, [NewNote("outcome/dream", HELD, held=True)])
    vote(workshop, "be-heartbeat", {"hb1": "5", "hb2": "4", "hb3": WORD})


def vote(workshop: Workshop, activity: str, answers: dict[str, str], ballots: int = 5) -> None:
    context = workshop.context(activity)
    questions = registry.kind(context.activity.kind).questions(context)
    opened = open_round(workshop.file, activity, questions, mode="paper", attribute="")
    for _ in range(ballots):
        cast(workshop.file, opened, questions, answers, key=new_ballot_key(), group="")
    close_round(workshop.file, opened)
    reveal_round(workshop.file, opened)


# -- nobody else's -------------------------------------------------------------------------


def test_no_vote_and_nobody_elses_pledge_is_anywhere_in_the_file(
    workshop: Workshop, tmp_path: Path
) -> None:
    fill(workshop)
    path = tmp_path / "own.pdf"
    PersonalBooklets(workshop).make(person(workshop, "Zoë"), path)
    found = insides(path)
    assert OWN in found
    for hidden in (OTHERS_PLEDGE, OTHERS_BUDDY, SHARED, HELD, WORD, "Quentin", "Ünsal"):
        assert hidden not in found, hidden


def test_what_is_looked_for_would_be_found(workshop: Workshop, tmp_path: Path) -> None:
    """The control: whose it is, and the group, do see what the reader above does not."""
    fill(workshop)
    path = tmp_path / "theirs.pdf"
    PersonalBooklets(workshop).make(person(workshop, "Quiet"), path)
    assert OTHERS_PLEDGE in insides(path)
    assert OTHERS_BUDDY in insides(path)
    assert OWN not in insides(path)
    make_booklet(workshop, path)
    assert SHARED in insides(path)
    assert WORD in insides(path)
    assert OTHERS_PLEDGE not in insides(path)
    assert OWN not in insides(path)


def test_a_marker_in_the_title_is_found_in_pages_and_metadata(
    workshop: Workshop, tmp_path: Path
) -> None:
    path = tmp_path / "own.pdf"
    made = edition(workshop)
    build_booklet(replace(made, title="Þétta MARKERtitle"), path)
    about = PdfReader(path).metadata
    assert about is not None
    assert about.title == "Þétta MARKERtitle, for Zoë"
    assert "MARKERtitle" in spoken(path)


def test_a_pledge_of_nobody_on_the_list_is_in_no_booklet(workshop: Workshop) -> None:
    add_pledge(workshop.file, "Add", PLEDGE, Pledge("x", person="Zoë from next door"))
    add_pledge(workshop.file, "Add", PLEDGE, Pledge("y"))
    stranger = Person("Zoë from next door")
    assert edition(workshop).promises == ()
    assert PersonalBooklets(workshop).edition(stranger).promises == ()


# -- what is theirs ------------------------------------------------------------------------


def test_my_pledge_has_everything_that_i_wrote(workshop: Workshop) -> None:
    made = Pledge(
        "call one customer", "forwarding", "listening", "agenda", "courage", "Ann", "2027-01-15",
        person=person(workshop, "Zoë").key,
    )
    add_pledge(workshop.file, "Add", PLEDGE, made)
    (card,) = edition(workshop).promises
    assert card.facts == (
        ("I start", "call one customer"), ("I stop", "forwarding"), ("I keep", "listening"),
        ("First small step", "Agenda"), ("I practise", "Courage"), ("Buddy", "Ann"),
        ("Check date", "15 January 2027"),
    )
    (card,) = edition(workshop, language="nl").promises
    assert card.facts[-1][1] == "15 januari 2027"
    assert card.facts[4][1] == "Moed"


def test_my_actions_are_those_that_i_own_or_help_with(workshop: Workshop) -> None:
    zoe, sahin, quiet = (person(workshop, name).key for name in ("Zoë", "Şahin", "Quiet"))
    add_actions(
        workshop.file, "Add", PLAN,
        [
            Action("Ring back", owner=zoe, partner=sahin, due="2027-02-01"),
            Action("Sit in", owner=quiet, partner=zoe),
            Action("Theirs alone", owner=sahin, partner=quiet),
        ],
    )
    own, helped = edition(workshop).deeds
    assert (own.title, helped.title) == ("Ring back", "Sit in")
    assert dict(own.facts)["Owner"] == "me"
    assert dict(own.facts)["Partner from another department"] == "Şahin Ünsal"
    assert dict(own.facts)["Due"] == "1 February 2027"
    assert dict(helped.facts)["Owner"] == "Finance"
    assert dict(helped.facts)["Partner from another department"] == "me"


def test_who_wrote_nothing_has_room_to_write(workshop: Workshop, tmp_path: Path) -> None:
    PersonalBooklets(workshop).make(person(workshop, "Quiet"), tmp_path / "q.pdf")
    said = spoken(tmp_path / "q.pdf")
    assert workshop.words("personal.no_promise") in said
    assert workshop.words("personal.no_deed") in said
    assert "I start" in said


# -- what is shared ------------------------------------------------------------------------


def test_the_rooms_own_sentences_come_before_what_was_voted(workshop: Workshop) -> None:
    activity = workshop.method.activities
    ranked = {f"ri{number}": str(place) for place, number in enumerate((4, 1, 9), 1)}
    vote(workshop, RITUALS, ranked)
    assert [text for _, text in edition(workshop).habits] == [
        "Empty customer chair", "Open meetings with a customer story", "Coaching for empathy",
        "Would our best customer feel appreciated by this choice?",
    ]
    add_outcome(workshop.file, "Add", activity[RITUALS], "cards", "Monday, the empty chair")
    assert [text for _, text in edition(workshop).habits][:-1] == ["Monday, the empty chair"]
    add_outcome(workshop.file, "Add", activity[DREAM], "dream", "They come back by themselves")
    assert edition(workshop).dream == ("They come back by themselves",)


def test_the_longest_shifts_stand_where_nobody_wrote_them(workshop: Workshop) -> None:
    answers: dict[str, str] = {}
    for number in range(1, 13):
        answers |= {f"sh{number}.today": "0", f"sh{number}.wanted": "0"}
    answers |= {"sh4.today": "-3", "sh4.wanted": "3", "sh8.today": "2", "sh8.wanted": "-1"}
    vote(workshop, "think-shift", answers)
    assert edition(workshop).shifts == (
        "From “Tasks” to “Results”", "From “Cultivation” to “Control”",
    )
    activity = workshop.method.activities["think-shift"]
    add_outcome(workshop.file, "Add", activity, "shifts", "From talking to doing")
    assert edition(workshop).shifts == ("From talking to doing",)


def test_what_was_taken_out_is_not_carried_along(workshop: Workshop) -> None:
    add_outcome(workshop.file, "Add", workshop.method.activities[DREAM], "dream", "Gone")
    slot = workshop.slot_of(DREAM)
    assert slot is not None
    assert edition(workshop).dream == ("Gone",)
    planning.take_out(workshop, "Out", slot)
    assert edition(workshop).dream == ()


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("en", ("28 February 2027", "30 May 2027", "30 November 2027", "30 November 2029")),
        ("nl", ("28 februari 2027", "30 mei 2027", "30 november 2027", "30 november 2029")),
    ],
)
def test_reviews_are_counted_from_the_day_of_the_workshop(
    workshop: Workshop, language: str, days: tuple[str, ...]
) -> None:
    boxes = edition(workshop, language=language).reviews
    assert len(boxes) == 5
    shown = [box.day for box in boxes]
    assert (shown[0], shown[1], shown[2], shown[4]) == days
    assert len({box.season for box in boxes}) == 2


# -- the file ------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_chapter_is_there_in_its_language(
    workshop: Workshop, tmp_path: Path, paper: str, language: str
) -> None:
    fill(workshop)
    add_outcome(workshop.file, "Add", workshop.method.activities[DREAM], "dream", "They return")
    path = tmp_path / "own.pdf"
    made = PersonalBooklets(workshop, paper, language).make(person(workshop, "Zoë"), path)
    said = pages(path)
    assert made.pages == len(said) == 7
    words = Words.load(language)
    for key in ("dream", "mine", "cards", "review"):
        assert any(words(f"personal.{key}.title") in page for page in said), key
    assert words("personal.letter.greeting", name="Zoë") in said[1]
    reader = PdfReader(path)
    width = float(reader.pages[0].mediabox.width)
    assert width == pytest.approx(595.28 if paper == "a4" else 612, abs=1)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == language  # type: ignore[index]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    outline = [str(getattr(one, "title", "")) for one in reader.outline]
    assert words("personal.review.title") in outline


def test_long_and_hostile_texts_stay_text_on_their_pages(
    workshop: Workshop, tmp_path: Path
) -> None:
    hostile = '<img src="/etc/passwd"/> & {name} %s ' + "long " * 80
    pledge(workshop, "Zoë", hostile)
    for id_ in ("cards", "first_date"):
        add_outcome(workshop.file, "Add", workshop.method.activities[RITUALS], id_, hostile)
    key = person(workshop, "Zoë").key
    add_actions(workshop.file, "Add", PLAN, [Action(hostile, owner=key) for _ in range(30)])
    path = tmp_path / "own.pdf"
    PersonalBooklets(workshop).make(person(workshop, "Zoë"), path)
    assert '<img src="/etc/passwd"/>' in spoken(path)
    assert "root:" not in insides(path)


def test_an_unknown_paper_or_language_is_refused(workshop: Workshop) -> None:
    with pytest.raises(UserError, match="no paper “a5”"):
        PersonalBooklets(workshop, "a5")
    with pytest.raises(UserError, match="no language “fr”"):
        PersonalBooklets(workshop, language="fr")


def test_somebody_who_came_later_gets_a_booklet_too(workshop: Workshop, tmp_path: Path) -> None:
    add_people(workshop.file, "Add", [Person("Vries, Jan de")])
    late = person(workshop, "Vries")
    PersonalBooklets(workshop).make(late, tmp_path / "late.pdf")
    assert "Dear Jan," in spoken(tmp_path / "late.pdf")


def test_the_sample_has_pledges_for_who_made_them(tmp_path: Path) -> None:
    sample = sample_workshop(tmp_path / "sample.workshop")
    with sample.file:
        next(played for played in play_sample(sample) if read_pledges(sample.file, PLEDGE))
        pledges = read_pledges(sample.file, PLEDGE)
        context = sample.context(PLEDGE)
        kind = registry.kind("pledge")
        results = kind.results(context)
        own = [person for person in sample.people() if kind.for_person(results, context, person)]
    assert {pledge.person for pledge in pledges} == {person.key for person in own}
    assert len(own) > 5
