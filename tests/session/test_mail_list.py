"""Who gets a mail follows from the list of people and from what was chosen."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.desk import session
from workshop_app import storage
from workshop_app.session import mail_list
from workshop_app.session.mail_list import Choices, Sponsor, follow, keep_choices, read_choices
from workshop_app.session.outbox import Text, read_outbox
from workshop_app.session.people import Person, add_people, read_people, remove_person
from workshop_app.session.sending import claim, note_gone, recover

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import SessionFile


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = session(tmp_path)
    names = ("Ana", "Bo")
    add_people(made.file, "", [Person(n, f"{n.lower()}@example.org", mail=True) for n in names])
    yield made
    made.file.close()


def followed(file: SessionFile, language: str = "en") -> list[tuple[str, str, str]]:
    follow(file, read_people(file), language)
    return [(one.name, one.state, one.language) for one in read_outbox(file)]


def test_following_twice_changes_nothing(workshop: Workshop) -> None:
    file = workshop.file
    assert followed(file) == [("Ana", "waiting", "en"), ("Bo", "waiting", "en")]
    before = read_outbox(file)
    follow(file, read_people(file), "en")
    assert read_outbox(file) == before
    assert followed(file, "nl") == [("Ana", "waiting", "nl"), ("Bo", "waiting", "nl")]
    assert read_outbox(file)[0].message_id == before[0].message_id


def test_what_has_left_stays_whoever_goes(workshop: Workshop) -> None:
    file = workshop.file
    followed(file)
    entry = claim(file, mail_list_now())
    assert entry is not None
    note_gone(file, entry.key)
    recover(file)
    for person in read_people(file):
        remove_person(file, "", person.key)
    assert followed(file) == [("Ana", "perhaps", "en")]
    lines = mail_list.lines([], read_outbox(file), Choices(), "en")
    assert [line.name for line in lines] == ["Ana"]


def test_an_address_that_cannot_be_sent_to_is_told_apart(workshop: Workshop) -> None:
    file = workshop.file
    wrong = [Person("Cy", "cy@here", mail=True), Person("Di", "mailto:di@a.org", mail=True)]
    add_people(file, "", wrong)
    followed(file)
    people, entries = read_people(file), read_outbox(file)
    lines = mail_list.lines(people, entries, Choices(), "en")
    assert [line.left_out for line in lines] == ["", "", "bad_address", ""]
    assert entries[-1].address == "di@a.org"


def mail_list_now() -> datetime:
    return datetime.now(UTC)


def test_a_sponsor_is_corrected_and_taken_out(workshop: Workshop) -> None:
    file = workshop.file
    keep_choices(file, Choices(sponsor=Sponsor("Sam", "sam@example.org", "nl")))
    assert followed(file)[-1] == ("Sam", "held", "nl")
    keep_choices(file, Choices(sponsor=Sponsor("Sam", "sam@example.com")))
    assert followed(file)[-1] == ("Sam", "held", "en")
    assert [one.address for one in read_outbox(file)][-1] == "sam@example.com"
    keep_choices(file, Choices(sponsor=Sponsor("Sam", "nothing")))
    assert len(followed(file)) == 2


def test_texts_go_to_open_mails_of_their_language_and_kind(workshop: Workshop) -> None:
    file = workshop.file
    keep_choices(file, Choices(sponsor=Sponsor("Sam", "sam@example.org")))
    followed(file)
    mail_list.keep_text(file, "en", "readers", Text("Hi", "there"))
    assert [one.subject for one in read_outbox(file)] == ["Hi", "Hi", "{title}: the summary"]
    mail_list.keep_text(file, "en", "readers", mail_list.usual_text("en", "readers"))
    assert read_choices(file).texts == {}
    assert read_outbox(file)[0].subject == "{title}: your booklets"


@pytest.mark.parametrize(
    "found",
    [3, [], {"unticked": 3, "sponsor": "x", "texts": []}, {"sponsor": [1, None], "texts": 7},
     {"texts": {"en.readers": 4, "xx.readers": ["a", "b"]}}],
)  # fmt: skip
def test_settings_that_the_app_would_not_write_count_as_not_chosen(
    workshop: Workshop, found: object
) -> None:
    with workshop.file.edit("", undoable=False) as edit:
        edit.run(storage.tables.SessionRow.update(settings=json.dumps({"mail": found})))
    choices = read_choices(workshop.file)
    assert choices.sponsor == Sponsor()
    assert choices.unticked == frozenset()
    assert set(choices.texts) <= {("en", "readers")}
    assert len(followed(workshop.file)) == 2
