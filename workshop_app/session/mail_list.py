"""Who gets a mail, as the facilitator wants it: the outbox follows the list of people.

Everybody who is here, agreed and has an address gets one, unless they were unticked. What was
chosen, the texts too, lies in the session's settings and is no step of the undo history.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app.addresses import is_address, tidy
from workshop_app.session import outbox
from workshop_app.session.holding import save_settings, settings_of
from workshop_app.session.outbox import Entry, Reader, Text
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from workshop_app.session.people import Person
    from workshop_app.storage import SessionFile

_SETTING: Final = "mail"
_LONGEST: Final = 20_000

READERS: Final = "readers"
SPONSOR: Final = "sponsor"
KINDS: Final = (READERS, SPONSOR)
"""Who a text is for."""


class Sponsor(NamedTuple):
    """Who gets the summary; no address is nobody."""

    name: str = ""
    address: str = ""
    language: str = ""


class Choices(NamedTuple):
    """What was chosen: who gets none, the sponsor, and texts by language and kind of reader."""

    unticked: frozenset[str] = frozenset()
    sponsor: Sponsor = Sponsor()
    texts: Mapping[tuple[str, str], Text] = {}

    def text(self, language: str, kind: str) -> Text:
        """What mails say in a language to a kind of reader."""
        found = self.texts.get((language, kind))
        return found or usual_text(language, kind)


class Line(NamedTuple):
    """Somebody who may get a mail; ``entry`` is theirs, ``left_out`` says why there is none.

    That is ``away``, ``no_consent``, ``no_address``, ``bad_address`` or ``unticked``, also with an
    entry that failed before it was unticked. ``person`` is empty for a sponsor.
    """

    key: str
    name: str
    address: str
    language: str
    person: Person | None
    entry: Entry | None
    left_out: str = ""

    @property
    def is_ticked(self) -> bool:
        """Whether they get a mail, or got one."""
        return self.entry is not None and not self.left_out


def kind_of(entry: Entry) -> str:
    """Which text it has."""
    return SPONSOR if outbox.SPONSOR in entry.editions else READERS


@cache
def usual_text(language: str, kind: str) -> Text:
    """What a mail says unless somebody writes another text."""
    editions = (outbox.SPONSOR,) if kind == SPONSOR else outbox.EVERYBODY
    return outbox.usual_text(Words.load(language), editions)


# -- what was chosen ---------------------------------------------------------------------


def read_choices(file: SessionFile) -> Choices:
    """What was chosen; what the app would not have written counts as not chosen."""
    found = settings_of(file).get(_SETTING)
    if not isinstance(found, dict):
        return Choices()
    unticked, texts = found.get("unticked"), found.get("texts")
    return Choices(
        frozenset(map(str, unticked)) if isinstance(unticked, list) else frozenset(),
        Sponsor(*_strings(found.get("sponsor"), 3)),
        {
            (language, kind): Text(*_strings(texts[f"{language}.{kind}"], 2))
            for language in LANGUAGES for kind in KINDS if f"{language}.{kind}" in texts
        } if isinstance(texts, dict) else {},
    )  # fmt: skip


def _strings(found: Any, count: int) -> tuple[str, ...]:
    given = found if isinstance(found, list) else []
    plain = [one[:_LONGEST] if isinstance(one, str) else "" for one in given[:count]]
    return (*plain, *[""] * (count - len(plain)))


def keep_choices(file: SessionFile, choices: Choices) -> None:
    """Keep what was chosen; raises `UserError` where the file cannot be written."""
    kept = {
        "unticked": sorted(choices.unticked),
        "sponsor": list(choices.sponsor),
        "texts": {".".join(key): list(text) for key, text in choices.texts.items()},
    }
    settings = settings_of(file)
    if settings.get(_SETTING) != kept:
        save_settings(file, {**settings, _SETTING: kept})


def keep_text(file: SessionFile, language: str, kind: str, text: Text) -> None:
    """Keep a text, also in the mails of that language and kind that have not left."""
    choices = read_choices(file)
    texts = {**choices.texts, (language, kind): text}
    if text == usual_text(language, kind):
        del texts[language, kind]
    with file.alone(), file.together():
        keep_choices(file, choices._replace(texts=texts))
        _put_texts(file, outbox.read_outbox(file), choices._replace(texts=texts))


# -- the outbox follows ------------------------------------------------------------------


def follow(file: SessionFile, people: Sequence[Person], language: str) -> None:
    """Let the outbox hold a mail for each who gets one, in their language and with its text.

    What has left, or is on its way, stays as it is; so does what failed while it is unticked.
    Raises `UserError` like every change.
    """
    with file.alone(), file.together():
        choices = read_choices(file)
        wanted = {one.key: one for one in people if not reason(one, choices)}
        resting = {one.key for one in people if reason(one, choices) == "unticked"}
        out = [
            one.key for one in outbox.read_outbox(file)
            if is_open(one) and not _is_wanted(one, wanted, choices)
            and not (one.state == outbox.FAILED and one.person in resting)
        ]  # fmt: skip
        if out:
            outbox.remove_entries(file, out)
        _add(file, list(wanted.values()), choices, language)
        for entry in ticked(outbox.read_outbox(file), choices):
            if is_open(entry):
                _correct(file, entry, wanted, choices, language)
        _put_texts(file, outbox.read_outbox(file), choices)


def reason(person: Person, choices: Choices) -> str:
    """Why somebody gets no mail; empty if they do."""
    if not person.present:
        return "away"
    if not person.mail:
        return "no_consent"
    if not is_address(person.email):
        return "bad_address" if person.email.strip() else "no_address"
    return "unticked" if person.key in choices.unticked else ""


def ticked(entries: Sequence[Entry], choices: Choices) -> list[Entry]:
    """Those that may leave: what failed and was unticked since only keeps its reason."""
    return [
        one for one in entries if one.state != outbox.FAILED or one.person not in choices.unticked
    ]


def is_open(entry: Entry) -> bool:
    """Whether it may still be changed."""
    return entry.state in (outbox.WAITING, outbox.HELD, outbox.FAILED)


def _is_wanted(entry: Entry, wanted: Collection[str], choices: Choices) -> bool:
    if kind_of(entry) == READERS:
        return entry.person in wanted
    return is_address(choices.sponsor.address)


def _add(
    file: SessionFile, people: Sequence[Person], choices: Choices, language: str
) -> None:
    there = outbox.read_outbox(file)
    known = {entry.person for entry in there if kind_of(entry) == READERS}
    new = [person for person in people if person.key not in known]
    sponsor = choices.sponsor
    is_there = any(
        kind_of(one) == SPONSOR and (is_open(one) or one.address == tidy(sponsor.address))
        for one in there
    )
    reader = Reader(sponsor.name, tidy(sponsor.address))
    add_sponsor = is_address(sponsor.address) and not is_there
    if new or add_sponsor:
        outbox.make_entries(
            file,
            new,
            lambda spoken, editions: choices.text(
                spoken, SPONSOR if outbox.SPONSOR in editions else READERS
            ),
            language=language,
            languages={"": sponsor.language or language},
            sponsor=reader if add_sponsor else None,
        )


def _correct(
    file: SessionFile, entry: Entry, wanted: Mapping[str, Person], choices: Choices, language: str
) -> None:
    """Take over what the list of people says by now."""
    person = wanted.get(entry.person)
    name, address, spoken = (
        (person.name, person.email, person.language) if person else choices.sponsor
    )
    now = {"name": name, "address": tidy(address), "language": spoken or language}
    if now != {"name": entry.name, "address": entry.address, "language": entry.language}:
        outbox.change_entry(file, entry.key, **now)


def _put_texts(file: SessionFile, entries: Sequence[Entry], choices: Choices) -> None:
    for language in LANGUAGES:
        for kind in KINDS:
            text = choices.text(language, kind)
            behind = [
                one.key for one in ticked(entries, choices)
                if is_open(one) and (one.language, kind_of(one)) == (language, kind)
                and Text(one.subject, one.body) != text
            ]
            if behind:
                outbox.change_entries(file, behind, **text._asdict())


def lines(
    people: Sequence[Person], entries: Sequence[Entry], choices: Choices, language: str
) -> list[Line]:
    """Everybody on the list with what became of their mail, then the sponsors.

    A mail that left stays there, whatever was changed since.
    """
    by_person = {one.person: one for one in entries if kind_of(one) == READERS}
    listed = []
    for person in people:
        entry = by_person.pop(person.key, None)
        said = entry or Reader(person.name, person.email, person.key)
        spoken = entry.language if entry else person.language or language
        why = reason(person, choices) if not entry or entry.state == outbox.FAILED else ""
        listed.append(Line(person.key, said.name, said.address, spoken, person, entry, why))
    others = (*by_person.values(), *(one for one in entries if kind_of(one) == SPONSOR))
    for entry in others:
        listed.append(Line(entry.key, entry.name, entry.address, entry.language, None, entry))
    return listed
