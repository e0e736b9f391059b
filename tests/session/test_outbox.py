"""The outbox: who gets a mail, what may be changed, and that the sponsor's never goes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop_app import storage
from workshop_app.errors import UserError
from workshop_app.session import outbox
from workshop_app.session.outbox import Reader, Text
from workshop_app.session.people import Person, add_people, read_people
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from workshop_app.storage import SessionFile

PEOPLE = [
    Person("Ana Silva", "ana@example.org", mail=True),
    Person("Vries, Jan de", " jan@example.org ", mail=True, language="nl"),
    Person("Bo", "bo@example.org"),
    Person("Li Wei", mail=True),
    Person("Noor", "noor@example.org", present=False),
    Person("Odd", "not an address", mail=True),
]
SPONSOR = Reader("Sam", "sam@example.org")


def usual(language: str, editions: tuple[str, ...]) -> Text:
    return outbox.usual_text(Words.load(language), editions)


@pytest.fixture
def people(file: SessionFile) -> list[Person]:
    add_people(file, "", PEOPLE)
    return read_people(file)


def made(file: SessionFile, people: list[Person], **more: object) -> outbox.Made:
    return outbox.make_entries(file, people, usual, language="en", **more)  # type: ignore[arg-type]


def put(file: SessionFile, key: str, state: str) -> None:
    """As sending would leave it."""
    row = storage.tables.OutboxRow
    with file.edit("", undoable=False) as edit:
        edit.run(row.update(state=state).where(row.key == key))
        outbox.hold_or_free(file, edit)


def states(file: SessionFile) -> dict[str, str]:
    return {entry.name: entry.state for entry in outbox.read_outbox(file)}


# -- making ------------------------------------------------------------------------------


def test_only_ticked_present_people_with_an_address_get_a_mail(
    file: SessionFile, people: list[Person]
) -> None:
    ticked = [person for person in people if person.name != "Ana Silva"]
    found = made(file, ticked)
    (entry,) = outbox.read_outbox(file)
    assert found.keys == (entry.key,)
    assert (entry.person, entry.address) == (people[1].key, "jan@example.org")
    assert (entry.language, entry.editions) == ("nl", ("group", "personal"))
    assert "boekje" in entry.subject
    assert [(who.name, why) for who, why in found.left_out] == [
        ("Bo", "no_consent"), ("Li Wei", "no_address"), ("Noor", "away"), ("Odd", "no_address"),
    ]  # fmt: skip
    for language in LANGUAGES:
        lines = outbox.left_out_lines(found, Words.load(language))
        assert len(lines) == 4
        assert all("{" not in line for line in lines)
    assert outbox.left_out_lines(found, Words.load("en"))[0] == (
        "Bo has not agreed to get mail."
    )
    assert outbox.left_out_lines(found, Words.load("en"))[1] == (
        "Add an email for Li Wei, or take away the tick."
    )


def test_nobody_gets_two(file: SessionFile, people: list[Person]) -> None:
    made(file, people, sponsor=SPONSOR)
    again = made(file, people, sponsor=SPONSOR)
    assert again.keys == ()
    assert [why for _, why in again.left_out].count("already") == 2
    assert len(outbox.read_outbox(file)) == 3


def test_every_mail_has_a_message_id_of_its_own_that_says_nothing(
    file: SessionFile, people: list[Person]
) -> None:
    made(file, people, sponsor=SPONSOR)
    ids = [entry.message_id for entry in outbox.read_outbox(file)]
    assert len(set(ids)) == 3
    assert all(id_.endswith("@workshop.invalid>") and len(id_) == 51 for id_ in ids)


def test_the_senders_domain_is_chosen_once_before_a_mail_first_leaves(
    file: SessionFile, people: list[Person]
) -> None:
    made(file, people, sponsor=SPONSOR)
    before = [entry.message_id for entry in outbox.read_outbox(file)]
    outbox.choose_message_ids(file, "me@bücher example\r\n.org")
    assert [entry.message_id for entry in outbox.read_outbox(file)] == before
    outbox.choose_message_ids(file, "me@bücher.example")
    chosen = [entry.message_id for entry in outbox.read_outbox(file)]
    domain = "xn--bcher-kva.example"
    assert chosen == [id_.replace("workshop.invalid", domain) for id_ in before]
    outbox.choose_message_ids(file, "me@elsewhere.org")
    assert [entry.message_id for entry in outbox.read_outbox(file)] == chosen


def test_a_sponsor_without_an_address_is_said_and_nothing_is_made(
    file: SessionFile, people: list[Person]
) -> None:
    with pytest.raises(UserError, match="“nowhere” is not an address"):
        made(file, people, sponsor=Reader("Sam", "nowhere"))
    assert outbox.read_outbox(file) == []


def test_no_step_of_the_history_knows_of_mails(file: SessionFile, people: list[Person]) -> None:
    made(file, people)
    key = outbox.read_outbox(file)[0].key
    outbox.change_entry(file, key, subject="Other")
    outbox.mark_sent(file, [key])
    while file.undo():
        pass
    assert read_people(file) == []
    assert [entry.state for entry in outbox.read_outbox(file)] == ["sent", "waiting"]
    assert outbox.read_outbox(file)[0].subject == "Other"


# -- changing ----------------------------------------------------------------------------


@pytest.mark.parametrize("state", outbox.STATES)
def test_what_has_left_cannot_be_changed(
    file: SessionFile, people: list[Person], state: str
) -> None:
    key = made(file, people).keys[0]
    put(file, key, state)
    if state in ("waiting", "held", "failed"):
        outbox.change_entry(file, key, address="new@example.org", subject="New", body="Text")
        entry = outbox.read_entry(file, key)
        assert entry is not None
        assert (entry.address, entry.subject, entry.body) == ("new@example.org", "New", "Text")
        assert entry.state == ("held" if state == "held" else "waiting")
        outbox.remove_entries(file, [key])
        assert outbox.read_entry(file, key) is None
        return
    before = outbox.read_outbox(file)
    all_of_them = [entry.key for entry in before]
    refused = "is on its way, or was sent already"
    with pytest.raises(UserError, match=refused):
        outbox.change_entry(file, key, subject="New")
    with pytest.raises(UserError, match=refused):
        outbox.change_entries(file, all_of_them, body="New")
    with pytest.raises(UserError, match=refused):
        outbox.remove_entries(file, all_of_them)
    assert [e._replace(why=None) for e in outbox.read_outbox(file)] == before


def test_what_may_have_been_sent_is_decided_by_the_facilitator(
    file: SessionFile, people: list[Person]
) -> None:
    one, two = made(file, people).keys
    put(file, one, "perhaps")
    put(file, two, "perhaps")
    ids = [entry.message_id for entry in outbox.read_outbox(file)]
    outbox.mark_sent(file, [one])
    outbox.send_again(file, [one, two])
    assert states(file) == {"Ana Silva": "sent", "Vries, Jan de": "waiting"}
    assert [entry.message_id for entry in outbox.read_outbox(file)] == ids
    put(file, two, "sending")
    outbox.mark_sent(file, [two])
    outbox.send_again(file, [two])
    assert states(file)["Vries, Jan de"] == "sending"


# -- the sponsor's never before the group's ----------------------------------------------


@pytest.mark.parametrize(
    ("one", "two", "sponsors"),
    [("waiting", "waiting", "held"), ("sent", "waiting", "held"), ("sent", "sending", "held"),
     ("sent", "held", "held"), ("failed", "failed", "held"), ("sent", "sent", "waiting"),
     ("sent", "failed", "waiting"), ("perhaps", "sent", "waiting"),
     ("failed", "perhaps", "waiting")],
)  # fmt: skip
def test_the_sponsors_mail_waits_for_the_groups(
    file: SessionFile, people: list[Person], one: str, two: str, sponsors: str
) -> None:
    keys = made(file, people, sponsor=SPONSOR).keys
    put(file, keys[0], one)
    put(file, keys[1], two)
    assert states(file)["Sam"] == sponsors
    assert outbox.read_outbox(file)[-1].name == "Sam"


def test_it_is_held_again_when_another_mail_comes(file: SessionFile, people: list[Person]) -> None:
    keys = made(file, people[:1], sponsor=SPONSOR).keys
    outbox.mark_sent(file, keys[:1])
    assert states(file)["Sam"] == "waiting"
    made(file, people)
    assert states(file) == {"Ana Silva": "sent", "Vries, Jan de": "waiting", "Sam": "held"}
    assert outbox.read_outbox(file)[-1].name == "Sam", "the sponsor’s is the last one"


def test_alone_it_waits_for_whoever_could_get_one(file: SessionFile, people: list[Person]) -> None:
    made(file, [], sponsor=SPONSOR)
    assert states(file) == {"Sam": "held"}


def test_where_nobody_has_an_address_there_is_nothing_to_wait_for(file: SessionFile) -> None:
    add_people(file, "", [Person("Ana"), Person("Away", "a@example.org", present=False, mail=True),
                          Person("Bo", "bo@example.org")])
    made(file, read_people(file), sponsor=SPONSOR)
    assert states(file) == {"Sam": "waiting"}


# -- reasons -----------------------------------------------------------------------------


def test_a_reason_is_kept_for_every_language() -> None:
    why = UserError("{host} lets nobody in on port {port}.", "Nothing was sent.", host="h", port=1)
    again = outbox.kept_reason(outbox.reason_to_keep(why))
    assert again is not None
    assert again.sentence == why.sentence
    dutch = "h laat niemand binnen op poort 1. Er is niets verstuurd."
    assert Words.load("nl").sentence(again) == dutch
    assert outbox.kept_reason(outbox.reason_to_keep(None)) is None


@pytest.mark.parametrize(
    "kept",
    ["{", "[]", "1", "null", '["a"]', '["{x}", "", "", {}]', '["{x.__class__}", "", "", {"x": 1}]',
     '["{x:>9999999999}", "", "", {"x": 1}]', '["a", "", "", 3]', '["{0}", "", "", {}]',
     '["{", "", "", {}]', '["a", "", "", {"what": "b"}]'],
)  # fmt: skip
def test_what_somebody_else_put_there_is_no_reason(kept: str) -> None:
    assert outbox.kept_reason(kept) is None
