"""What may not show is in no format: two rooms that differ in that alone leave the same files."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.desk import session, sixteen_people
from workshop_app.assembly.booklet import make_booklet
from workshop_app.assembly.export import FORMATS, export, wanted
from workshop_app.assembly.sponsor import make_sponsor
from workshop_app.kinds import registry
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile
from workshop_app.storage.rounds import cast, close_round, new_ballot_key, open_round, reveal_round

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHECKLIST, NPS = "see-checklist", "see-nps"
NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)
GROUPS = ("floor",) * 8 + ("middle",) * 2 + ("top",) * 2


def spread(at: int, question: str) -> str:
    """The same in both rooms."""
    return str(1 + (at + len(question) + ord(question[-1])) % 5)


def floor_agrees(at: int, question: str) -> str:
    """All of a group say 3 on the first statement, and two small groups answer the second."""
    if question == "ck01":
        return "3" if at < 8 else "1245"[at - 8]
    if question == "ck05":
        return "11224545"[at] if at < 8 else "1155"[at - 8]
    return spread(at, question)


def top_agrees(at: int, question: str) -> str:
    """The same totals: now the others all say 3, and the two small groups changed places."""
    if question == "ck01":
        return "3" if at >= 8 or at < 4 else "1245"[at - 4]
    if question == "ck05":
        return "11224545"[at] if at < 8 else "5511"[at - 8]
    return spread(at, question)


def one_more(at: int, question: str) -> str:
    """Another total, which everybody may see."""
    return "5" if (at, question) == (0, "ck05") else floor_agrees(at, question)


def hold(workshop: Workshop, answer: Callable[[int, str], str]) -> None:
    for activity in (CHECKLIST, NPS):
        context = workshop.context(activity)
        questions = registry.kind(context.activity.kind).questions(context)
        opened = open_round(workshop.file, activity, questions, mode="paper", attribute="band")
        for at, group in enumerate(GROUPS):
            answers = {
                one.id: answer(at, one.id) if activity == CHECKLIST else str(at % 11)
                for one in questions
            }
            cast(workshop.file, opened, questions, answers, key=new_ballot_key(), group=group)
        close_round(workshop.file, opened)
        reveal_round(workshop.file, opened)


@pytest.fixture
def published(tmp_path: Path) -> Callable[[Callable[[int, str], str]], dict[str, bytes]]:
    """Everything that a room with these answers publishes, file by file."""
    made = session(tmp_path, people=sixteen_people(), extra=(NPS,))
    made.file.close()

    def publish(answer: Callable[[int, str], str]) -> dict[str, bytes]:
        folder = tmp_path / answer.__name__
        folder.mkdir()
        path = folder / "day.workshop"
        path.write_bytes(made.file.path.read_bytes())
        with SessionFile.open(path) as file:
            workshop = Workshop(file)
            hold(workshop, answer)
            for format_ in FORMATS:
                export(workshop, wanted(path, folder / "out", format_), now=NOW)
            make_booklet(workshop, folder / "out" / "group.pdf")
            make_sponsor(workshop, folder / "out" / "sponsor.pdf")
        return {
            one.relative_to(folder).as_posix(): one.read_bytes()
            for one in (folder / "out").rglob("*") if one.is_file()
        }

    return publish


@pytest.mark.usefixtures("qapp")
def test_two_rooms_that_differ_in_what_is_hidden_leave_the_same_files(
    published: Callable[[Callable[[int, str], str]], dict[str, bytes]],
) -> None:
    first, second = published(floor_agrees), published(top_agrees)
    assert {name.rpartition(".")[2] for name in first} == {
        "xlsx", "csv", "json", "ics", "svg", "pdf",
    }
    assert [name for name in first if first[name] != second.get(name)] == []
    assert first.keys() == second.keys()
    other = published(one_more)
    changed = {name.rpartition(".")[2] for name in first if first[name] != other[name]}
    assert changed >= {"xlsx", "csv", "json", "svg", "pdf"}, "the control"
