"""Personal commitments: everybody keeps their own, the group sees what was shared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from peewee import BooleanField, FloatField, Model, TextField

from workshop_app.errors import UserError
from workshop_app.method.model import Activity, Complain, KindShape, ListShape, SettingShape
from workshop_app.session.entries import Entries
from workshop_app.session.notes import clean
from workshop_app.session.owners import key_of
from workshop_app.session.people import first_name, read_people
from workshop_app.session.pledges_kept import read_pledge_rate
from workshop_app.session.review import Rate, Review, read_reviews
from workshop_app.session.typed import stored_day

if TYPE_CHECKING:
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd
    from workshop_app.storage import SessionFile

PARTS = ("start", "stop", "keep")
"""The fields that make up a pledge's text."""

CHOICES = ("first_step", "practise")
"""The fields that are chosen from the method's options."""

FIELDS = (*PARTS, *CHOICES, "buddy", "check_date", "share")
"""The fields a method may ask for; each has a place in the session file."""


def _check(activity: Activity, complain: Complain) -> None:
    """A field without a place in the session file could not be saved."""
    known = ", ".join(FIELDS)
    for place, part in enumerate(activity.list("fields")):
        if part.id not in FIELDS:
            said = "a pledge has no field “{id}”, only {known}"
            complain(said, "fields", place, id=part.id, known=known)


SHAPE = KindShape(
    "pledge",
    lists={
        "fields": ListShape(
            required=True,
            attributes={
                "form": SettingShape(required=True, allowed=("text", "choice", "person", "date")),
            },
        ),
        "options": ListShape(
            attributes={"field": SettingShape(required=True, refers="fields")},
        ),
    },
    views=("title", "question", "collect", "content"),
    check=_check,
)


class PledgeRow(Model):
    """A pledge; ``person`` is a person's key, an alias or empty, ``check_date`` ISO or empty."""

    key = TextField(primary_key=True)
    activity = TextField()
    person = TextField()
    start = TextField()
    stop = TextField()
    keep = TextField()
    first_step = TextField()
    practise = TextField()
    buddy = TextField()
    check_date = TextField()
    shared = BooleanField()
    position = FloatField()

    class Meta:
        """Named after the model, without a key peewee would add by itself."""

        table_name = "pledge"


@dataclass(frozen=True, slots=True)
class Pledge:
    """What somebody promises; ``first_step`` and ``practise`` are ids of the method's options.

    ``person`` is a person's key, an alias that is not on the list, or empty; ``buddy`` is a
    name; ``check_date`` an ISO date. Only a ``shared`` pledge is seen by others.
    """

    start: str = ""
    stop: str = ""
    keep: str = ""
    first_step: str = ""
    practise: str = ""
    buddy: str = ""
    check_date: str = ""
    shared: bool = False
    person: str = ""
    key: str = ""


_PLEDGES = Entries("pledge", Pledge, PledgeRow)


# -- reading and changing ----------------------------------------------------------------


def read_pledges(file: SessionFile, activity: str) -> list[Pledge]:
    """Every pledge of an activity in the order they were entered, private ones included."""
    stored = _PLEDGES.read(file, activity)
    return [replace(pledge, shared=bool(pledge.shared)) for pledge in stored]


def add_pledge(file: SessionFile, label: str, activity: str, pledge: Pledge) -> str:
    """Save a pledge, undoable, and return its key.

    Raises:
        UserError: if it says nothing, or its date is none.
    """
    (key,) = _PLEDGES.add(file, label, activity, [_checked(pledge)])
    return key


def change_pledge(file: SessionFile, label: str, pledge: Pledge) -> None:
    """Save a pledge that was read before under its key, undoable; as `add_pledge`."""
    _PLEDGES.change(file, label, _checked(pledge))


def remove_pledge(file: SessionFile, label: str, key: str) -> None:
    """Take a pledge away, undoable."""
    _PLEDGES.remove(file, label, key)


def _checked(pledge: Pledge) -> Pledge:
    pledge = replace(
        pledge,
        start=clean(pledge.start),
        stop=clean(pledge.stop),
        keep=clean(pledge.keep),
        buddy=clean(pledge.buddy),
    )
    said = (pledge.start, pledge.stop, pledge.keep, pledge.first_step, pledge.practise)
    if not any(said):
        raise UserError(
            "The pledge is still empty.", "Nothing was saved.",
            "Write what you start, stop or keep.",
        )
    stored_day(pledge.check_date)
    return pledge


# -- results -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SharedPledge:
    """A pledge as the group sees it; ``name`` is a first name, empty without consent.

    ``parts`` are the fields start, stop and keep with their texts, where there are any.
    """

    key: str
    parts: tuple[tuple[str, str], ...]
    first_step: str = ""
    practise: str = ""
    check_date: date | None = None
    name: str = ""
    review: Review | None = None
    """What became of it, where it came along from an earlier session."""


@dataclass(frozen=True, slots=True)
class PledgeResults:
    """What was shared, and how many keep theirs to themselves."""

    shared: tuple[SharedPledge, ...]
    private: int = 0
    rates: tuple[Rate, ...] = ()
    """How far those that came along were kept, as it was told when their review was closed."""
    came_along: bool = False
    """Whether there are any that came along."""

    @property
    def count(self) -> int:
        """All pledges that were made."""
        return len(self.shared) + self.private


def read_results(context: Context) -> PledgeResults:
    """Read the pledges; nothing of a private one comes through but that it is there."""
    people = read_people(context.file)
    names = {person.key: first_name(person.name) for person in people if person.named}
    pledges = read_pledges(context.file, context.activity.id)
    reviews = read_reviews(context.file, context.activity.id)
    shared = tuple(
        SharedPledge(
            pledge.key,
            tuple((part, text) for part in PARTS if (text := getattr(pledge, part))),
            pledge.first_step,
            pledge.practise,
            date.fromisoformat(pledge.check_date) if pledge.check_date else None,
            names.get(key_of(pledge.person, people), ""),
            reviews.get(pledge.key),
        )
        for pledge in pledges
        if pledge.shared
    )
    rates = read_pledge_rate(context.file, context.activity.id)
    return PledgeResults(shared, len(pledges) - len(shared), rates, bool(reviews))


def rehearse(context: Context, crowd: Crowd) -> None:
    """Everybody of an invented room fills the activity's own fields; half of them share it."""
    people = {person.name: person.key for person in read_people(context.file)}
    asked = {part.id for part in context.activity.list("fields")}
    label = context.words("rehearsal.edit")
    for number, person in enumerate(crowd.people):
        said = {
            field: text
            for field, text in _invented(context, crowd, person.name, number).items()
            if field in asked and text
        }
        if said:
            pledge = Pledge(
                person=people.get(person.name, person.name),
                shared="share" in asked and number % 2 == 0, **said,
            )
            add_pledge(context.file, label, context.activity.id, pledge)


def _invented(context: Context, crowd: Crowd, name: str, number: int) -> dict[str, str]:
    """What one of an invented room would say if every field were asked for."""
    start, keep = crowd.sentences(2, context.activity.id, name, about="habits")
    (stop,) = crowd.sentences(1, context.activity.id, name, about="drops")
    options = context.activity.list("options")
    chosen = {
        field: crowd.dice(field, name).choice(
            [part.id for part in options if part.setting("field") == field]
        )
        for field in CHOICES
        if any(part.setting("field") == field for part in options)
    }
    return {"start": start, "keep": keep, "stop": stop if number % 4 == 0 else "", **chosen}
