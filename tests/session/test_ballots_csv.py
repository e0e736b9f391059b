"""Paper ballots from a file: what they say, whose they are, and one round or none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from workshop_app.assembly.methods import built_in_method
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.session.ballots_csv import PaperBallots, key_in_ballots, read_ballots_csv
from workshop_app.session.people import Person, add_people
from workshop_app.session.workshop import Plan, create_workshop
from workshop_app.storage.rounds import open_round
from workshop_app.storage.tally import rounds, tally
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workshop_app.method.question import Question
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import Change

CHECKLIST = "see-checklist"
ANSWERS = "see-five-answers"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = create_workshop(tmp_path / "day.workshop", built_in_method(), Plan("taster-90", "A day"))
    yield made
    made.file.close()


def seat(workshop: Workshop, people: Sequence[Person]) -> None:
    add_people(workshop.file, "Add people", people)


def questions(workshop: Workshop, activity: str) -> tuple[Question, ...]:
    context = workshop.context(activity)
    return registry.kind(context.activity.kind).questions(context)


def read(workshop: Workshop, activity: str, text: str) -> PaperBallots:
    path = workshop.file.path.with_name("ballots.csv")
    path.write_text(text, encoding="utf-8", newline="")
    return read_ballots_csv(path, questions(workshop, activity), workshop.context(activity))


def faults(workshop: Workshop, activity: str, text: str) -> list[str]:
    with pytest.raises(UserError) as caught:
        read(workshop, activity, text)
    return caught.value.sentence.splitlines()[1:-1]


def test_a_ballot_is_a_line(workshop: Workshop) -> None:
    parsed = read(workshop, ANSWERS, "group,fa1,fa2,fa3\nfloor,5,,0\n,1,2,3\n")
    assert [(ballot.group, dict(ballot.answers)) for ballot in parsed.ballots] == [
        ("floor", {"fa1": "5", "fa3": "0"}),
        ("", {"fa1": "1", "fa2": "2", "fa3": "3"}),
    ]
    assert parsed.attribute == "band"
    assert parsed.remarks == ()


def test_an_answer_may_be_written_in_its_words(workshop: Workshop) -> None:
    parsed = read(workshop, ANSWERS, "fa1,fa2,fa3\nfully,CANNOT JUDGE,+4\n")
    assert parsed.ballots[0].answers == {"fa1": "5", "fa2": "0", "fa3": "4"}


def test_every_fault_is_named_with_its_line(workshop: Workshop) -> None:
    text = 'group,fa1,fa2,fa4\nfloor,6,x,1\nFlor,1,2,3\n"mid\ndle",1,,\ntop,-1,2.5,\n'
    assert faults(workshop, ANSWERS, text) == [
        "line 1: the column “fa4” is not known; perhaps “fa3”, “fa2” is meant",
        "line 2: “6” is not an answer to “fa1”; the answers are 0, 1, 2, 3, 4, 5",
        "line 2: “x” is not an answer to “fa2”; the answers are 0, 1, 2, 3, 4, 5",
        "line 3: there is no group “Flor”; the groups are “floor”, “middle”, “top”",
        "line 4: there is no group “mid dle”; the groups are “floor”, “middle”, “top”",
        "line 6: “-1” is not an answer to “fa1”; the answers are 0, 1, 2, 3, 4, 5",
        "line 6: “2.5” is not an answer to “fa2”; the answers are 0, 1, 2, 3, 4, 5",
    ]


def test_a_place_given_twice_is_a_fault(workshop: Workshop) -> None:
    ids = [question.id for question in questions(workshop, "act-rituals")]
    text = f"{ids[0]},{ids[3]},{ids[5]}\n1,2,3\n1,2,2\n"
    assert faults(workshop, "act-rituals", text) == [
        f"line 3: “{ids[5]}” repeats place 2, which another option has already"
    ]


@pytest.mark.parametrize(
    "names",
    [("floor", "middle", "top"), ("Floor", "MIDDLE", " Top "),
     ("Werkvloer", "Middenkader", "top"), ("floor", "", "Other"), ("floor", "overig", "Top")],
)
def test_bands_go_by_key_or_name_in_either_language(
    workshop: Workshop, names: tuple[str, ...]
) -> None:
    text = "group,ck01\n" + "".join(f"{name},4\n" for name in names)
    parsed = read(workshop, CHECKLIST, text)
    assert parsed.attribute == "band"
    assert {ballot.group for ballot in parsed.ballots} <= {"floor", "middle", "top", "", "other"}
    assert [bool(ballot.group) for ballot in parsed.ballots] == [bool(name) for name in names]


def test_departments_are_those_of_the_people(workshop: Workshop) -> None:
    seat(workshop, [Person("Ana", department="Sales"), Person("Bo", department="Post room")])
    parsed = read(workshop, CHECKLIST, "group,ck01\nsales,4\nPOST ROOM,3\nother,1\n")
    assert parsed.attribute == "department"
    assert [ballot.group for ballot in parsed.ballots] == ["Sales", "Post room", "other"]
    assert faults(workshop, CHECKLIST, "group,ck01\nSales,4\nSailing,3\n") == [
        "line 3: there is no group “Sailing”; the groups are “Post room”, “Sales”"
    ]


def test_a_department_may_be_called_other(workshop: Workshop) -> None:
    seat(workshop, [Person("Ana", department="Overig"), Person("Bo", department="Sales")])
    parsed = read(workshop, CHECKLIST, "group,ck01\noverig,4\nsales,3\n")
    assert [ballot.group for ballot in parsed.ballots] == ["Overig", "Sales"]


def test_without_departments_on_the_list_any_name_is_one(workshop: Workshop) -> None:
    parsed = read(workshop, CHECKLIST, "group,ck01\nZorg,4\nzorg,2\nBeheer,3\n")
    assert parsed.attribute == "department"
    assert [ballot.group for ballot in parsed.ballots] == ["Zorg", "Zorg", "Beheer"]


def test_a_misspelt_band_is_a_fault_and_makes_no_departments(workshop: Workshop) -> None:
    assert faults(workshop, CHECKLIST, "group,ck01\nfloor,4\ntop,3\nmidle,3\nmiddle,2\n") == [
        "line 4: there is no group “midle”; the groups are “floor”, “middle”, “top”"
    ]


def test_an_activity_that_compares_bands_only_knows_no_departments(workshop: Workshop) -> None:
    seat(workshop, [Person("Ana", department="Sales")])
    found = faults(workshop, ANSWERS, "group,fa1\nSales,4\n")
    assert found == ["line 2: there is no group “Sales”; the groups are “floor”, “middle”, “top”"]


def test_groups_are_left_out_with_a_remark_where_nothing_is_compared(workshop: Workshop) -> None:
    columns = [question.id for question in questions(workshop, "think-moral-wisdom")]
    parsed = read(workshop, "think-moral-wisdom", f"group,{columns[0]}\nwhatever,1\n")
    assert parsed.attribute == ""
    assert [ballot.group for ballot in parsed.ballots] == [""]
    said = [remark.said(Words.load("en")) for remark in parsed.remarks]
    assert said[0].startswith("This activity compares no groups")
    assert said[1].startswith("Not in the file, so not answered: ")


def test_empty_lines_and_too_many_ballots_are_remarked(workshop: Workshop) -> None:
    seat(workshop, [Person("Ana"), Person("Bo", present=False)])
    parsed = read(workshop, ANSWERS, "group,fa1,fa2,fa3\nfloor,,,\n,,,\n,1,1,1\n")
    assert len(parsed.ballots) == 2, "a blank ballot counts when it has a group"
    assert [remark.said(Words.load("nl")) for remark in parsed.remarks] == [
        "1 lege regel is overgeslagen. Een stembiljet zonder antwoorden telt alleen mee met "
        "een groep.",
        "Er zijn 2 stembiljetten, maar er is 1 persoon aanwezig.",
    ]


def test_a_file_without_a_question_is_refused(workshop: Workshop) -> None:
    assert faults(workshop, ANSWERS, "group\nfloor\n")[0] == (
        "line 1: there is no column for a question; the first is “fa1”"
    )
    with pytest.raises(UserError, match="names them: group, ck01, ck02, ck03 … ck18"):
        read(workshop, CHECKLIST, "a,b\n1,2\n")


def test_an_activity_without_questions_takes_no_ballots(workshop: Workshop) -> None:
    with pytest.raises(UserError, match="nothing to vote on"):
        read(workshop, "see-customer-story", "fa1\n1\n")


def test_words_are_taken_as_they_are_written(workshop: Workshop) -> None:
    parsed = read(workshop, "be-heartbeat", 'hb1,hb3\n5,"=1+1\n proud"\n')
    assert parsed.ballots[0].answers == {"hb1": "5", "hb3": "=1+1 proud"}


def key_in(workshop: Workshop, text: str) -> PaperBallots:
    parsed = read(workshop, ANSWERS, text)
    key_in_ballots(workshop.context(ANSWERS), parsed, questions(workshop, ANSWERS))
    return parsed


ROUND = "group,fa1,fa2,fa3\n" + "floor,1,2,3\n" * 4 + "top,5,4,\n" * 4 + "top,4,4,0\n"


def test_a_file_becomes_one_revealed_round_of_counts(workshop: Workshop) -> None:
    seat(workshop, [Person(f"Person {n}") for n in range(11)])
    key_in(workshop, ROUND)
    counted = tally(workshop.file, ANSWERS)
    assert counted is not None
    assert (counted.round.state, counted.round.mode) == ("revealed", "paper")
    assert (counted.round.returned, counted.round.expected) == (9, 11)
    assert counted.total.counts["fa1"].votes == {"1": 4, "4": 1, "5": 4}
    assert counted.total.counts["fa3"].cannot_judge == 1
    assert {group.name: group.ballots for group in counted.groups} == {"floor": 4, "top": 5}
    assert workshop.file.connection.execute("SELECT count(*) FROM ballot").fetchone() == (0,)


def test_a_second_file_is_a_second_round(workshop: Workshop) -> None:
    key_in(workshop, ROUND)
    key_in(workshop, ROUND)
    assert [round_.number for round_ in rounds(workshop.file, ANSWERS)] == [1, 2]


def test_a_round_that_is_open_is_left_alone(workshop: Workshop) -> None:
    before = open_round(workshop.file, ANSWERS, questions(workshop, ANSWERS), mode="booth")
    with pytest.raises(UserError, match="still open"):
        key_in(workshop, ROUND)
    assert rounds(workshop.file, ANSWERS) == [before]


def test_a_failure_while_filling_leaves_no_round_behind(workshop: Workshop) -> None:
    parsed = read(workshop, ANSWERS, ROUND)
    last = replace(parsed.ballots[-1], answers={"fa1": "six"})
    parsed = replace(parsed, ballots=(*parsed.ballots[:-1], last))
    with pytest.raises(ValueError, match="six"):
        key_in_ballots(workshop.context(ANSWERS), parsed, questions(workshop, ANSWERS))
    assert rounds(workshop.file, ANSWERS) == []
    assert workshop.file.connection.execute("SELECT count(*) FROM ballot").fetchone() == (0,)
    key_in(workshop, ROUND)
    assert len(rounds(workshop.file, ANSWERS)) == 1


def test_a_listener_that_fails_finds_the_whole_round_saved(workshop: Workshop) -> None:
    def fails(change: Change) -> None:
        raise RuntimeError("the power went")

    workshop.file.subscribe(fails)
    with pytest.raises(RuntimeError, match="the power went"):
        key_in(workshop, ROUND)
    assert [(r.state, r.returned) for r in rounds(workshop.file, ANSWERS)] == [("revealed", 9)]


def test_a_full_disk_while_filling_leaves_no_round_behind(workshop: Workshop) -> None:
    connection = workshop.file.connection
    pages = int(str(connection.pragma("page_count")))
    lines = "floor,1,2,3\n" * 3000
    connection.pragma("max_page_count", pages + 10)
    with pytest.raises(UserError, match="disk is full"):
        key_in(workshop, "group,fa1,fa2,fa3\n" + lines)
    assert rounds(workshop.file, ANSWERS) == []
    connection.pragma("max_page_count", 10**6)
    key_in(workshop, ROUND)
    assert len(rounds(workshop.file, ANSWERS)) == 1


@pytest.mark.slow
def test_ten_thousand_ballots_are_counted(workshop: Workshop) -> None:
    lines = "".join(f"{('floor', 'top')[n % 2]},{n % 5 + 1},3,{n % 6}\n" for n in range(10_000))
    key_in(workshop, "group,fa1,fa2,fa3\n" + lines)
    counted = tally(workshop.file, ANSWERS)
    assert counted is not None
    assert counted.total.counts["fa1"].votes == {str(point): 2000 for point in range(1, 6)}


def test_pairs_of_poles_are_written_with_their_sign(workshop: Workshop) -> None:
    parsed = read(workshop, "think-shift", "group,sh1.today,sh1.wanted\nfloor,-3,+2\n,−1,0\n")
    assert [dict(ballot.answers) for ballot in parsed.ballots] == [
        {"sh1.today": "-3", "sh1.wanted": "2"},
        {"sh1.today": "-1", "sh1.wanted": "0"},
    ]
    (fault,) = faults(workshop, "think-shift", "sh1.today\n7\n")
    assert "-3" in fault
