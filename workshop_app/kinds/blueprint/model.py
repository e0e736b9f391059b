"""Service blueprints: steps of the customer, and what happens in every lane behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.errors import UserError
from workshop_app.kinds.blueprint.typed import (
    CHANGED,
    FAIL,
    REMOVED,
    TAGS,
    WAIT,
    department_of,
)
from workshop_app.method.faults import named
from workshop_app.method.model import Activity, Complain, KindShape, ListShape, SettingShape
from workshop_app.session.notes import read_notes
from workshop_app.session.people import read_people

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.session.context import Context
    from workshop_app.session.notes import Note
    from workshop_app.storage import SessionFile

CUSTOMER: Final = "customer"
PRESENT, FUTURE = "present", "future"

MOST_STEPS: Final = 20
"""Steps that a file may name; METHOD asks for five to eight."""


def _parts(activity: Activity) -> tuple[str, ...]:
    """What will be new, where it fails, and the cards of each lane."""
    return ("changed", "fail", *(lane.id for lane in activity.list("lanes")))


def _check(activity: Activity, complain: Complain) -> None:
    """One lane is the customers' own, a line lies below one lane, marks are known."""
    lanes = activity.list("lanes")
    if [lane.setting("role") for lane in lanes].count(CUSTOMER) != 1:
        complain("one lane must have the role “customer”", "lanes")
    drawn = [lane.setting("line") for lane in lanes if lane.setting("line")]
    if sorted(drawn) != sorted(part.id for part in activity.list("lines")):
        complain("every line must lie below one lane", "lines")
    for place, part in enumerate(activity.list("tags")):
        if part.id not in TAGS:
            said = "“{id}” must be one of {known}"
            complain(said, "tags", place, id=part.id, known=named(TAGS))


SHAPE = KindShape(
    "blueprint",
    lists={
        "lanes": ListShape(
            required=True,
            attributes={
                "role": SettingShape(allowed=(CUSTOMER,)),
                "line": SettingShape(refers="lines"),
            },
        ),
        "lines": ListShape(),
        "tags": ListShape(),
    },
    views=("title", "question", "card", "collect", "content"),
    check=_check,
    parts=_parts,
)


@dataclass(frozen=True, slots=True)
class Card:
    """A note in a cell, without its department; ``origin`` is what it was taken over from."""

    key: str
    text: str
    department: str = ""
    tags: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A column: its cards by lane, top to bottom; ``future`` steps do not exist today."""

    key: str
    future: bool = False
    cells: Mapping[str, tuple[Card, ...]] = field(default_factory=dict)

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every card, lane by lane."""
        return tuple(card for cell in self.cells.values() for card in cell)


class Found(NamedTuple):
    """A card and where it stands; steps count from 1."""

    step: int
    lane: str
    card: Card


@dataclass(frozen=True)
class BlueprintResults:
    """The steps in order, and which card depends on which, as keys."""

    steps: tuple[Step, ...]
    links: tuple[tuple[str, str], ...] = ()
    people: int = 0

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """Every card in the order of its step, then of its lane."""
        return tuple(
            Found(number, lane, card)
            for number, step in enumerate(self.steps, 1)
            for lane, cell in step.cells.items()
            for card in cell
        )

    def tagged(self, *tags: str) -> tuple[Found, ...]:
        """The cards that carry one of these marks, in order."""
        return tuple(one for one in self.found if not set(tags).isdisjoint(one.card.tags))

    @property
    def changes(self) -> tuple[Found, ...]:
        """What is new and what goes; a new step with every card it has."""
        new = {number for number, step in enumerate(self.steps, 1) if step.future}
        return tuple(
            one for one in self.found
            if one.step in new or {CHANGED, REMOVED} & set(one.card.tags)
        )

    @cached_property
    def departments(self) -> tuple[str, ...]:
        """Every department that was named, in alphabetical order."""
        names = {one.card.department.casefold(): one.card.department
                 for one in reversed(self.found) if one.card.department}
        return tuple(names[key] for key in sorted(names))

    @property
    def fails(self) -> tuple[Found, ...]:
        """The fail points in the order the customer meets them."""
        return self.tagged(FAIL)

    @property
    def waits(self) -> tuple[Found, ...]:
        """The waits likewise."""
        return self.tagged(WAIT)


def customer_lane(activity: Activity) -> str:
    """The lane of what customers do."""
    return next(
        lane.id for lane in activity.list("lanes") if lane.setting("role") == CUSTOMER
    )


def read_results(context: Context) -> BlueprintResults:
    """Read steps, cards and links, in the order of their cards; those held back are left out."""
    activity, file = context.activity, context.file
    cells: dict[str, list[Card]] = {}
    for note in read_notes(file, activity.id):
        if not note.held and not note.merged_into:
            cells.setdefault(note.place, []).append(_card(note))
    steps = tuple(
        Step(
            key,
            version == FUTURE,
            {lane.id: tuple(cells.get(f"{key}/{lane.id}", ())) for lane in activity.list("lanes")},
        )
        for key, version in read_steps(file, activity.id)
    )
    keys = (card.key for step in steps for card in step.cards)
    place = {key: number for number, key in enumerate(keys)}
    shown = [link for link in read_links(file, activity.id) if place.keys() >= {*link}]
    links = tuple(sorted(shown, key=lambda link: (place[link[0]], place[link[1]])))
    return BlueprintResults(steps, links, sum(one.present for one in read_people(file)))


def _card(note: Note) -> Card:
    text, department = department_of(note.text)
    tags = tuple(tag for tag in TAGS if tag in note.tags)
    return Card(note.key, text or note.text, department if text else "", tags, note.origin)


def read_steps(file: SessionFile, activity: str) -> list[tuple[str, str]]:
    """Key and version of every step, in order."""
    return [
        (key, version)
        for key, version in file.rows(
            "SELECT key, version FROM blueprint_step WHERE activity = ? ORDER BY position, key",
            activity,
        )
    ]


def read_links(file: SessionFile, activity: str) -> list[tuple[str, str]]:
    """Source and target of every dependency."""
    return [
        (source, target)
        for source, target in file.rows(
            "SELECT source, target FROM note_link WHERE activity = ? ORDER BY source, target",
            activity,
        )
    ]


def check_place(place: str, activity: Activity) -> None:
    """Raise `UserError` unless a place is ``<step>/<lane>``."""
    step, _, lane = place.partition("/")
    lanes = [part.id for part in activity.list("lanes")]
    if not step or lane not in lanes:
        raise UserError("there is no place “{place}”", place=place)
