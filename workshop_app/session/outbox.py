"""The outbox: one entry for each mail, who gets what, and what became of it.

Nothing here is a step of the undo history: what was sent cannot be taken back. A sponsor's mail is
held until the group's have left (METHOD §9, mailing). What sends is `workshop_app.session.sending`.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app import storage
from workshop_app.addresses import for_mail, is_address, tidy
from workshop_app.errors import UserError
from workshop_app.session.notes import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from workshop_app.session.people import Person
    from workshop_app.storage import Edit, SessionFile
    from workshop_app.words import Words

GROUP: Final = "group"
PERSONAL: Final = "personal"
SPONSOR: Final = "sponsor"
EVERYBODY: Final = (GROUP, PERSONAL)
"""The editions that each participant gets."""

WAITING: Final = "waiting"
SENDING: Final = "sending"
SENT: Final = "sent"
PERHAPS: Final = "perhaps"
FAILED: Final = "failed"
HELD: Final = "held"
STATES: Final = (WAITING, SENDING, SENT, PERHAPS, FAILED, HELD)

_OPEN: Final = (WAITING, HELD, FAILED)
"""States of an entry that has not left, so that it may be changed or go."""

_NO_DOMAIN: Final = "@workshop.invalid>"
"""How a Message-ID ends until its mail is first about to leave."""

_SIMPLE: Final = re.compile(r"(?:[^{}]|\{[a-z_]+\})*")
"""A template without anything but fields by name: the file may be somebody else's."""


class Entry(NamedTuple):
    """One mail. ``subject`` and ``body`` are templates; ``person`` is empty for an outsider.

    ``gone`` says that the server may have it and has not answered. Times are UTC, empty = none.
    """

    key: str
    person: str
    name: str
    address: str
    language: str
    editions: tuple[str, ...]
    subject: str
    body: str
    state: str
    gone: bool
    why: UserError | None
    message_id: str
    attempts: int
    next_try_at: str
    changed_at: str


class Reader(NamedTuple):
    """Somebody a mail is for."""

    name: str
    address: str
    person: str = ""


class Text(NamedTuple):
    """What a mail says, with fields such as ``{first_name}``."""

    subject: str
    body: str


class Made(NamedTuple):
    """What came of making entries: their keys, and who was left out because of what.

    ``left_out`` has a person and ``away``, ``no_consent``, ``no_address`` or ``already``.
    """

    keys: tuple[str, ...]
    left_out: tuple[tuple[Person, str], ...]


_COLUMNS: Final = ", ".join(Entry._fields)


def now() -> str:
    """This moment as the outbox keeps it."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """A moment as the outbox keeps it: of two, the later one comes later in the alphabet too."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def read_outbox(file: SessionFile) -> list[Entry]:
    """Every entry in the order in which they are sent: the sponsor's last."""
    rows = file.rows(f"SELECT {_COLUMNS} FROM outbox ORDER BY position, key")
    entries = [_entry(row) for row in rows]
    return sorted(entries, key=lambda entry: SPONSOR in entry.editions)


def read_entry(file: SessionFile, key: str) -> Entry | None:
    """One entry; ``None`` when there is none of that key any more."""
    row = file.row(f"SELECT {_COLUMNS} FROM outbox WHERE key = ?", key)
    return _entry(row) if row else None


def is_unfinished(file: SessionFile) -> bool:
    """Whether mails that were to leave have not, or may have: to be said when a file is opened."""
    found = file.row(
        "SELECT 1 FROM outbox WHERE state IN (?, ?)"
        " OR (state IN (?, ?) AND message_id NOT LIKE '%' || ?)",
        SENDING, PERHAPS, WAITING, HELD, _NO_DOMAIN,
    )  # fmt: skip
    return found is not None


def _entry(row: tuple[Any, ...]) -> Entry:
    entry = Entry(*row)
    return entry._replace(
        editions=tuple(row[5].split("+")), gone=bool(row[9]), why=kept_reason(row[10])
    )


# -- what became of it, in every language ------------------------------------------------


def reason_to_keep(why: UserError | None) -> str:
    """An error as a row keeps it, so that it can be said in any language."""
    if why is None:
        return ""
    fields = {k: v if isinstance(v, str | int | float) else str(v) for k, v in why.fields.items()}
    return json.dumps([why.what, why.safe, why.do, fields], ensure_ascii=False)


def kept_reason(kept: str) -> UserError | None:
    """The error again; ``None`` for none, and for what the app would not have kept."""
    try:
        what, safe, do, fields = json.loads(kept)
        error = UserError(str(what), str(safe), str(do), **dict(fields))
        known = all(map(_SIMPLE.fullmatch, error.templates))
        return error if known and error.sentence else None
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None


# -- making ------------------------------------------------------------------------------


def usual_text(words: Words, editions: Collection[str]) -> Text:
    """What a mail with these editions says unless somebody writes another text."""
    if SPONSOR in editions:
        return Text(words("outbox.sponsor.subject"), words("outbox.sponsor.body"))
    return Text(words("outbox.subject"), words("outbox.body"))


def make_entries(
    file: SessionFile,
    people: Sequence[Person],
    text: Callable[[str, tuple[str, ...]], Text],
    *,
    language: str,
    languages: Mapping[str, str] | None = None,
    sponsor: Reader | None = None,
) -> Made:
    """Make a mail for each of ``people`` (those ticked) who is present, agreed and has an address.

    ``text`` gives the template for a language and editions. A reader's language is that of
    ``languages`` by their key, else what they chose themselves, else ``language``. ``sponsor`` gets
    an entry of its own, which waits for the others. Raises `UserError` when the file cannot be
    written, or the sponsor's address is none; then nothing was made.
    """
    if sponsor is not None and not is_address(sponsor.address):
        raise UserError(
            "“{address}” is not an address that mail can be sent to.",
            "Nothing was put into the outbox.",
            "Correct the sponsor’s address.",
            address=one_line(sponsor.address)[:80],
        )
    chosen = dict(languages or {})
    made: list[tuple[str | int, ...]] = []
    left_out: list[tuple[Person, str]] = []
    with _changing(file) as edit:
        there = {(entry.person, entry.address, e) for entry in read_outbox(file)
                 for e in entry.editions}  # fmt: skip

        def add(reader: Reader, editions: tuple[str, ...]) -> None:
            spoken = chosen.get(reader.person, language)
            made.append(_new(reader, spoken, editions, text(spoken, editions)))

        for person in people:
            reason = _left_out(person, {(who, e) for who, _, e in there})
            if reason:
                left_out.append((person, reason))
            else:
                if person.language:
                    chosen.setdefault(person.key, person.language)
                add(Reader(person.name, tidy(person.email), person.key), EVERYBODY)
        if sponsor is not None and not any(
            e == SPONSOR and (who, address) == (sponsor.person, sponsor.address)
            for who, address, e in there
        ):
            add(sponsor, (SPONSOR,))
        _insert(file, edit, made)
    return Made(tuple(str(one[0]) for one in made), tuple(left_out))


def left_out_lines(made: Made, words: Words) -> list[str]:
    """Who gets no mail, and what to do about it."""
    return [words(f"outbox.left_out.{why}", name=who.name) for who, why in made.left_out]


def _left_out(person: Person, there: Collection[tuple[str, str]]) -> str:
    if not person.present:
        return "away"
    if (person.key, GROUP) in there:
        return "already"
    if not person.mail:
        return "no_consent"
    return "" if is_address(person.email) else "no_address"


def _new(
    reader: Reader, language: str, editions: tuple[str, ...], text: Text
) -> tuple[str | int, ...]:
    """The columns of a mail that waits, in the order of `Entry`."""
    message_id = f"<{os.urandom(16).hex()}{_NO_DOMAIN}"
    return (
        storage.new_key(), reader.person, reader.name, reader.address, language,
        "+".join(editions), *text, WAITING, 0, "", message_id, 0, "", now(),
    )  # fmt: skip


def _insert(file: SessionFile, edit: Edit, made: Sequence[tuple[str | int, ...]]) -> None:
    """Put mails behind those that are there: all at once, for a list of people may be long."""
    if not made:
        return
    last = file.row("SELECT MAX(position) FROM outbox")
    first = (last[0] or 0.0) + 1 if last else 1.0
    rows = [(*columns, first + number) for number, columns in enumerate(made)]
    query = storage.tables.OutboxRow.insert_many(rows[:1], (*Entry._fields, "position"))
    edit.run_each(query, rows)


def choose_message_ids(file: SessionFile, sender: str) -> None:
    """Give mails that are about to leave for the first time the sender's domain, for good.

    A mail that was tried keeps its Message-ID: so a copy of it is recognised.
    """
    if not is_address(sender):
        return
    row = storage.tables.OutboxRow
    domain = for_mail(sender).rpartition("@")[2]
    chosen = {
        one.key: f"{one.message_id.removesuffix(_NO_DOMAIN)}@{domain}>"
        for one in read_outbox(file)
        if one.state in _OPEN and one.message_id.endswith(_NO_DOMAIN)
    }
    if chosen:
        with _changing(file) as edit:
            for key, message_id in chosen.items():
                edit.run(row.update(message_id=message_id).where(row.key == key))


# -- changing ----------------------------------------------------------------------------


def change_entry(file: SessionFile, key: str, **columns: str) -> None:
    """Change what an entry says or where it goes; one that failed waits again.

    ``columns`` are of name, address, language, subject and body. Raises `UserError` for an entry
    that has left.
    """
    change_entries(file, [key], **columns)


def change_entries(file: SessionFile, keys: Collection[str], **columns: str) -> None:
    """Change several, such as the text of all; raises like `change_entry`, and changes none."""
    row = storage.tables.OutboxRow
    with _changing(file) as edit:
        for entry in _open_ones(file, keys):
            fresh = {"state": WAITING, "attempts": 0, "why": "", "next_try_at": ""}
            again = fresh if entry.state == FAILED else {}
            edit.run(
                row.update(**columns, **again, changed_at=now()).where(row.key == entry.key)
            )


def remove_entries(file: SessionFile, keys: Collection[str]) -> None:
    """Take mails out that have not left; raises `UserError`, and takes none, if one has."""
    row = storage.tables.OutboxRow
    with _changing(file) as edit:
        for entry in _open_ones(file, keys):
            edit.run(row.delete().where(row.key == entry.key))


def send_again(file: SessionFile, keys: Collection[str]) -> None:
    """Let what failed, or may have been sent, wait once more, under the same Message-ID."""
    row = storage.tables.OutboxRow
    with _changing(file) as edit:
        edit.run(
            row.update(state=WAITING, attempts=0, why="", next_try_at="", changed_at=now()).where(
                row.key.in_(list(keys)) & row.state.in_([WAITING, FAILED, PERHAPS])
            )
        )


def mark_sent(file: SessionFile, keys: Collection[str]) -> None:
    """Note what the facilitator knows: it arrived, or was sent as a draft or handed out."""
    row = storage.tables.OutboxRow
    with _changing(file) as edit:
        edit.run(
            row.update(state=SENT, why="", next_try_at="", changed_at=now()).where(
                row.key.in_(list(keys)) & (row.state != SENDING)
            )
        )


def _open_ones(file: SessionFile, keys: Collection[str]) -> list[Entry]:
    found = [entry for entry in read_outbox(file) if entry.key in keys]
    left = next((entry for entry in found if entry.state not in _OPEN), None)
    if left is not None:
        raise UserError(
            "The mail to {name} is on its way, or was sent already.",
            "It was not changed.",
            "Write to {name} from your mail program.",
            name=one_line(left.name) or left.address,
        )
    return found


@contextmanager
def _changing(file: SessionFile) -> Iterator[Edit]:
    """One change of the outbox, after which the sponsor's mails are held or free."""
    with file.edit("", undoable=False) as edit:
        yield edit
        hold_or_free(file, edit)


def hold_or_free(file: SessionFile, edit: Edit) -> None:
    """Hold the sponsor's mails until the group's have left, as a part of ``edit``.

    That is when none of them waits any more and one has left at least. Where nobody who is here
    agreed and has an address there is nothing to wait for.
    """
    row = storage.tables.OutboxRow
    found = file.rows("SELECT key, editions, state FROM outbox")
    group = [state for _, editions, state in found if _is_groups(editions.split("+"))]
    nobody = file.row("SELECT 1 FROM person WHERE present AND mail AND email <> ''") is None
    pending = {WAITING, SENDING, HELD}.intersection(group)
    may_leave = not pending and (not {SENT, PERHAPS}.isdisjoint(group) or (not group and nobody))
    old, new = (HELD, WAITING) if may_leave else (WAITING, HELD)
    for key, editions, state in found:
        if SPONSOR in editions.split("+") and state == old:
            edit.run(row.update(state=new).where(row.key == key))


def _is_groups(editions: Collection[str]) -> bool:
    return GROUP in editions and SPONSOR not in editions
