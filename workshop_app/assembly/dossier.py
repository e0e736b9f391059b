"""What a session holds about one person, for themselves: as data and as a text to read.

Everything that the file says of them by key, name or address is in it; what it cannot say, because
it is not held, is named too. What somebody else wrote about them is pointed at and shown, but not
what others promised or were mailed.
"""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from workshop_app import __version__, atomic
from workshop_app.assembly.mailing import read_texts
from workshop_app.assembly.spoken import words_in
from workshop_app.directions import unsigned
from workshop_app.errors import UserError
from workshop_app.file_names import plain_name
from workshop_app.kinds import registry
from workshop_app.session.mentions import mentions, said, undecided
from workshop_app.session.outbox import read_outbox
from workshop_app.session.retention import keep_until
from workshop_app.session.whose import ROWS, Whose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.session.outbox import Entry
    from workshop_app.session.people import Person
    from workshop_app.session.workshop import Workshop
    from workshop_app.words import Words

FORMAT, VERSION = "workshop-person", 1
"""What the JSON file says it is; the number grows when something in it changes its meaning."""

_OTHERS: Final = ("pledge", "mail")
"""Texts of others that nobody else reads, whoever is named in them."""

_CARRIED: Final = (("action", "owner"), ("action", "partner"), ("score", "owner"))

_NOT_HELD: Final = ("votes", "phones", "notes")
"""What somebody may expect here that no file has."""


def write_dossier(
    workshop: Workshop, person: Person, place: Path, language: str | None = None
) -> list[Path]:
    """Write both files into a new folder, or into one file that ends in ``.zip``.

    Raises `UserError` when that cannot be written, or is there already.
    """
    words = words_in(workshop, language)
    stem = plain_name(person.name) or "person"
    data = json.dumps(held_about(workshop, person, words), ensure_ascii=False, indent=2)
    text = text_about(workshop, person, words)
    files = {f"{stem}.json": f"{unsigned(data)}\n", f"{stem}.txt": unsigned(text)}
    if place.exists():
        raise UserError("{name} already exists.", "It was not touched.", "Choose another name.",
                        name=place.name)  # fmt: skip
    if place.suffix.casefold() == ".zip":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
            for name, text in files.items():
                into.writestr(name, text)
        atomic.write_bytes(place, packed.getvalue())
        return [place]
    try:
        place.mkdir(parents=True)
    except OSError as error:
        raise UserError(
            "The folder {name} could not be made: {reason}.",
            "Nothing was written.",
            "Choose a folder you can write to.",
            name=place.name,
            reason=error.strerror,
        ) from error
    for name, text in files.items():
        atomic.write_bytes(place / name, text.encode())
    return [place / name for name in files]


# -- as data -----------------------------------------------------------------------------


def held_about(workshop: Workshop, person: Person, words: Words) -> dict[str, Any]:
    """Every row about somebody, by its table, with the columns as the file has them."""
    file, whose = workshop.file, Whose(workshop.file, [person])
    columns_of_people = (*ROWS, *_CARRIED)
    rows: dict[str, list[dict[str, Any]]] = {table: [] for table, _ in columns_of_people}
    for table, column in columns_of_people:
        columns = [row[1] for row in file.rows(f"PRAGMA table_info({table})")]
        for row in file.rows(f"SELECT * FROM {table}"):
            held = dict(zip(columns, row, strict=True))
            if whose.is_theirs(held[column], table) and held not in rows[table]:
                rows[table].append(held)
    rows["person"] = [row for row in rows["person"] if row["key"] == person.key]
    own = {row["key"] for table in ("pledge", "action") for row in rows[table]}
    rows["review"] = [
        {"subject": subject, "verdict": verdict, "date": day}
        for subject, verdict, day in file.rows("SELECT subject, verdict, date FROM review")
        if subject in own
    ]
    until, info = keep_until(file), workshop.info
    return {
        "format": FORMAT,
        "version": VERSION,
        "app": __version__,
        "session": {"title": info.title, "client": info.client, "date": info.date.isoformat()},
        "kept_until": until.isoformat() if until else None,
        "agreed": {"name_printed": person.named, "mail": person.mail},
        "rows": rows,
        "undecided": whose.undecided(file),
        "mentions": [one._asdict() for one in mentions(file, whose) if one.what not in _OTHERS],
        "not_held": [words(f"people.not_held.{one}") for one in _NOT_HELD],
    }


# -- as a text ---------------------------------------------------------------------------


def text_about(workshop: Workshop, person: Person, words: Words) -> str:
    """The same for whoever reads no JSON: headings and lines."""
    info, until = workshop.info, keep_until(workshop.file)
    parts = [
        words("people.held.title", name=person.name),
        f"{info.title}, {workshop.dates(words)}",
        _section(words, "person", list(_about(workshop, person, words))),
        _section(words, "agreed", [
            words(f"people.held.named.{_yes(person.named)}"),
            words(f"people.held.mail.{_yes(person.mail)}"),
        ]),
        _section(words, "promise", list(_promises(workshop, person, words))),
        _section(words, "deed", list(_deeds(workshop, person, words))),
        _section(words, "answers", list(_answers(workshop, person, words))),
        _section(words, "mails", list(_mails(workshop, person, words))),
        _section(words, "mentions", list(_mentions(workshop, person, words))),
        _section(words, "not_held", [words(f"people.not_held.{one}") for one in _NOT_HELD]),
        words("people.held.until", day=words.date(until)) if until
        else words("people.held.no_day"),
    ]  # fmt: skip
    return "\n\n".join(part for part in parts if part) + "\n"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _section(words: Words, key: str, lines: list[str]) -> str:
    said_ = lines or [words("people.held.nothing")]
    return "\n".join([words(f"people.held.{key}"), *(f"  {line}" for line in said_)])


def _about(workshop: Workshop, person: Person, words: Words) -> Iterator[str]:
    roles = workshop.method.roles
    role = workshop.method.text(f"roles.{person.role}", words.language) if (
        person.role in roles) else person.role  # fmt: skip
    contact = "" if person.contact is None else words(f"people.held.{_yes(person.contact)}")
    language = words(f"console.language.{person.language}") if person.language else ""
    values = {
        "name": person.name, "email": person.email, "department": person.department,
        "level": f"L{person.level}" if person.level else "", "contact": contact,
        "manager": person.manager, "role": role, "seating": person.seating,
        "language": language, "present": words(f"people.held.{_yes(person.present)}"),
    }  # fmt: skip
    for column, value in values.items():
        if value:
            yield words("people.held.line", what=words(f"people.column.{column}"), text=value)
    halves = workshop.file.rows("SELECT half FROM advocate WHERE person = ?", person.key)
    for (half,) in halves:
        yield words("people.held.advocate", n=half)


def _promises(workshop: Workshop, person: Person, words: Words) -> Iterator[str]:
    """Pledges as the own booklet has them, also of an activity that is not on the agenda."""
    whose = Whose(workshop.file, [person])
    rows = workshop.file.rows("SELECT activity, person FROM pledge ORDER BY activity")
    for activity in dict.fromkeys(one for one, who in rows if whose.is_theirs(who)):
        if activity not in workshop.method.activities:
            continue
        context = workshop.context(activity)._replace(words=words)
        kind = registry.kind(context.activity.kind)
        for passage in kind.for_person(kind.results(context), context, person):
            if passage.part == "promise":
                yield from (words("people.held.line", what=what, text=text)
                            for what, text in passage.facts)  # fmt: skip


def _deeds(workshop: Workshop, person: Person, words: Words) -> Iterator[str]:
    """Actions and figures somebody carries, alone or as a partner."""
    whose = Whose(workshop.file, [person])
    for title, due, owner, partner in workshop.file.rows(
        "SELECT title, due, owner, partner FROM action ORDER BY activity, position"
    ):
        if whose.is_theirs(owner) or whose.is_theirs(partner):
            yield f"{title} ({words.date(date.fromisoformat(due))})" if due else title
    for name, owner in workshop.file.rows("SELECT name, owner FROM score ORDER BY position"):
        if name and whose.is_theirs(owner):
            yield name


def _answers(workshop: Workshop, person: Person, words: Words) -> Iterator[str]:
    """What they answered in rounds with names."""
    sql = ("SELECT activity, number, question, answer FROM named_answer JOIN round "
           "ON round.key = named_answer.round WHERE person = ? AND question <> '' "
           "ORDER BY activity, number, question")  # fmt: skip
    for activity, _, question, answer in workshop.file.rows(sql, person.key):
        yield words("people.held.line", what=_asked(workshop, activity, question, words),
                    text=answer)  # fmt: skip


def _asked(workshop: Workshop, activity: str, question: str, words: Words) -> str:
    if activity not in workshop.method.activities:
        return question
    context = workshop.context(activity)._replace(words=words)
    asked = {one.id: one for one in registry.kind(context.activity.kind).questions(context)}
    title = workshop.method.text(f"{activity}.title", words.language)
    return f"{title}, {asked[question].prompt if question in asked else question}"


def _mails(workshop: Workshop, person: Person, words: Words) -> Iterator[str]:
    whose, texts = Whose(workshop.file, [person]), read_texts(workshop)
    for entry in read_outbox(workshop.file):
        if any(map(whose.is_theirs, (entry.person, entry.address, entry.name))):
            yield words("people.held.mail", address=entry.address,
                        state=words(f"people.state.{entry.state}", day=_day(entry, words)))
            text = texts.of(entry)
            yield from (f"  {line}" for line in (text.subject, *text.body.splitlines()))


def _day(entry: Entry, words: Words) -> str:
    return words.date(datetime.fromisoformat(entry.changed_at).astimezone().date())


def _mentions(workshop: Workshop, person: Person, words: Words) -> Iterator[str]:
    whose = Whose(workshop.file, [person])
    yield from undecided(whose.undecided(workshop.file), words)
    for one in mentions(workshop.file, whose):
        if one.what not in _OTHERS:
            yield said(one, workshop.method, words)
