"""Actions: who does what, for which customer outcome, and when it is due."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from workshop_app.errors import UserError
from workshop_app.method.model import Activity, Complain, KindShape, ListShape, SettingShape
from workshop_app.session.entries import Entries
from workshop_app.session.notes import clean
from workshop_app.session.owners import Owner, owner_of
from workshop_app.session.people import read_people
from workshop_app.session.review import DONE, Review, due_by, put_verdict, rate_of, read_reviews
from workshop_app.session.typed import stored_day
from workshop_app.storage.tables import ActionRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workshop_app.session.context import Context
    from workshop_app.session.review import Rate
    from workshop_app.storage import SessionFile

FIELDS: Final = (
    *("action", "outcome", "moment", "owner", "partner", "start", "due", "horizon", "measure"),
    *("help", "answer", "status"),
)
"""The fields a method may ask for; each has a place in the session file."""

STATUSES: Final = ("open", "busy", "done", "stopped")

STATUS_AFTER: Final = {"done": "done", "partly": "busy", "not_yet": "open", "stopped": "stopped"}
"""What an action's status is once it was looked at."""

VERDICT_AFTER: Final = {status: verdict for verdict, status in STATUS_AFTER.items()}

FEW: Final = 10
"""Fewer actions than this are kept (METHOD, act-plan)."""


def _parts(activity: Activity) -> tuple[str, ...]:
    """Its actions."""
    return ("actions",)


def _check(activity: Activity, complain: Complain) -> None:
    """A field without a place in the session file could not be saved; a plan needs its action."""
    known = ", ".join(FIELDS)
    for place, part in enumerate(activity.list("fields")):
        if part.id not in FIELDS:
            said = "a plan has no field “{id}”, only {known}"
            complain(said, "fields", place, id=part.id, known=known)
    if not any(part.id == "action" for part in activity.list("fields")):
        complain("a plan needs the field “action”", "fields")
    days = [part.setting("days") for part in activity.list("horizons")]
    if any(day is not None and day <= 0 for day in days) or days != sorted(set(days)):
        complain("each horizon must end later than the one before it", "horizons")


SHAPE = KindShape(
    "plan",
    lists={
        "fields": ListShape(required=True),
        "horizons": ListShape(
            required=True, attributes={"days": SettingShape("whole", required=True)}
        ),
    },
    views=("title", "question", "collect", "content"),
    check=_check,
    parts=_parts,
)


@dataclass(frozen=True, slots=True)
class Action:
    """A row of the plan as it is stored.

    ``owner`` and ``partner`` are a person's key or a typed name; ``start`` and ``due`` ISO
    dates or empty; ``horizon`` an id of the method; ``origin`` the key it was taken over from.
    """

    title: str
    outcome: str = ""
    moment: str = ""
    owner: str = ""
    partner: str = ""
    start: str = ""
    due: str = ""
    horizon: str = ""
    measure: str = ""
    help: str = ""
    answer: str = ""
    status: str = "open"
    origin: str = ""
    key: str = ""


def said_of(action: Action) -> Action:
    """What two actions must have alike to be one: every column, but not where they come from."""
    return replace(action, title=clean(action.title), origin="", key="")


_ACTIONS: Final = Entries("action", Action, ActionRow)
_DATES: Final = ("start", "due")
_KEPT: Final = ("key", "origin", "owner", "partner", "horizon", "status", *_DATES)
"""Columns that are no sentence."""


# -- reading and changing ----------------------------------------------------------------


def read_actions(file: SessionFile, activity: str) -> list[Action]:
    """Every action of an activity in its order, with the keys or names of who carries it."""
    return _ACTIONS.read(file, activity)


def add_actions(
    file: SessionFile, label: str, activity: str, actions: Sequence[Action]
) -> list[str]:
    """Save actions at the end of the plan in one undoable edit; returns their keys.

    Actions without words are left out. Raises `UserError` for a date or a status that is none.
    """
    wanted = [_checked(action) for action in actions if clean(action.title)]
    return _ACTIONS.add(file, label, activity, wanted)


def change_action(file: SessionFile, label: str, action: Action) -> None:
    """Save an action that was read before under its key, undoable.

    Raises:
        UserError: if it has no words left, or a date or a status that is none.
    """
    _ACTIONS.change(file, label, _checked(action))


def judge_action(
    file: SessionFile, label: str, activity: str, action: Action, verdict: str
) -> None:
    """Say what became of an action that came along, and give it the status that follows, undoable.

    An empty verdict opens it again. Raises `UserError` for a verdict that there is not.
    """
    status = STATUS_AFTER.get(verdict, "open")
    with file.edit(label) as edit:
        put_verdict(edit, activity, action.key, verdict)
        edit.run(ActionRow.update(status=status).where(ActionRow.key == action.key))


def remove_action(file: SessionFile, label: str, key: str) -> None:
    """Take an action away, undoable."""
    _ACTIONS.remove(file, label, key)


def _checked(action: Action) -> Action:
    values = {
        name: value if name in _KEPT else clean(value) for name, value in asdict(action).items()
    }
    action = Action(**values)
    if not action.title:
        raise UserError(
            "The action has no words yet.", "Nothing was saved.", "Write what is done."
        )
    if action.status not in STATUSES:
        raise UserError(
            "“{status}” is not a status.", "Nothing was saved.", "Choose one of: {known}.",
            status=action.status, known=", ".join(STATUSES),
        )
    for name in _DATES:
        stored_day(getattr(action, name))
    return action


# -- results -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far ahead: ``end`` is its last day."""

    id: str
    end: date


@dataclass(frozen=True, slots=True)
class Planned:
    """An action as the room sees it: names with consent only."""

    key: str
    title: str
    outcome: str
    moment: str
    owner: Owner | None
    partner: Owner | None
    start: date | None
    due: date | None
    horizon: str
    measure: str
    help: str
    answer: str
    status: str
    origin: str
    review: Review | None = None
    """What became of it, where it came along from an earlier session."""

    @property
    def verdict(self) -> str:
        """What became of it; empty while nobody has said."""
        return self.review.verdict if self.review else ""


@dataclass(frozen=True)
class PlanResults:
    """The plan; ``begin`` is the day of the session, ``bands`` the method's bands in order."""

    actions: tuple[Planned, ...]
    horizons: tuple[Horizon, ...]
    begin: date
    bands: tuple[str, ...] = ()

    @cached_property
    def reviewed(self) -> tuple[Planned, ...]:
        """The actions that came along from an earlier session."""
        return tuple(action for action in self.actions if action.review)

    @cached_property
    def rates(self) -> tuple[Rate, ...]:
        """The action rate: done of those whose day had come (METHOD §7.10)."""
        return _rate((one.review for one in self.reviewed if one.review), self.begin)

    @cached_property
    def owned(self) -> int:
        """How many actions have an owner."""
        return sum(action.owner is not None for action in self.actions)

    @cached_property
    def owners_by_band(self) -> dict[str, int]:
        """How many people of each band own something; bands without owners are left out."""
        owners = {action.owner for action in self.actions if action.owner and action.owner.key}
        counts = {band: sum(one.band == band for one in owners) for band in self.bands}
        return {band: count for band, count in counts.items() if count}

    def of_horizon(self, horizon: str) -> tuple[Planned, ...]:
        """The actions of one horizon; of an empty one those that have none the method knows."""
        known = {one.id for one in self.horizons}
        return tuple(
            action for action in self.actions
            if action.horizon == horizon or (not horizon and action.horizon not in known)
        )


def carriers(action: Planned) -> tuple[str, ...]:
    """The keys of the people who carry an action."""
    return tuple(one.key for one in (action.owner, action.partner) if one and one.key)


def horizons_of(context: Context) -> tuple[Horizon, ...]:
    """The method's horizons, counted from the day of the session."""
    begin = context.info.date
    return tuple(
        Horizon(part.id, begin + timedelta(days=int(part.setting("days"))))
        for part in context.activity.list("horizons")
    )


def _rate(reviews: Iterable[Review], day: date) -> tuple[Rate, ...]:
    due = [one for one in reviews if due_by(one, day.isoformat())]
    return rate_of("actions", sum(one.verdict == DONE for one in due), len(due))


def read_rate(context: Context) -> tuple[Rate, ...]:
    """The action rate by itself, without the plan around it."""
    id_ = context.activity.id
    reviews = read_reviews(context.file, id_)
    if not reviews:
        return ()
    keys = {key for (key,) in context.file.rows("SELECT key FROM action WHERE activity = ?", id_)}
    return _rate((one for key, one in reviews.items() if key in keys), context.info.date)


def read_results(context: Context) -> PlanResults:
    """Read the plan; who did not agree to be printed appears by role or department."""
    people = read_people(context.file)
    method = context.method
    bands = method.band_of_level
    reviews = read_reviews(context.file, context.activity.id)
    return PlanResults(
        tuple(
            Planned(
                action.key, action.title, action.outcome, action.moment,
                owner_of(action.owner, people, bands), owner_of(action.partner, people, bands),
                stored_day(action.start), stored_day(action.due),
                action.horizon, action.measure, action.help, action.answer, action.status,
                action.origin, reviews.get(action.key),
            )
            for action in read_actions(context.file, context.activity.id)
        ),
        horizons_of(context),
        context.info.date,
        tuple(band.id for band in method.bands),
    )
