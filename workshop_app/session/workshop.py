"""One open workshop: its file, its method, its words, and where it stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from workshop_app import storage
from workshop_app.errors import UserError
from workshop_app.method.again import held_again
from workshop_app.method.model import Activity, Method, Step
from workshop_app.session import live, people
from workshop_app.session.agenda import Schedule, Slot, days_of, schedule
from workshop_app.session.context import Context
from workshop_app.session.door import JOIN, Door
from workshop_app.session.info import Info, read_info
from workshop_app.session.live import Live, Moment
from workshop_app.storage import Change, SessionFile, opening
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


class Plan(NamedTuple):
    """What a new session starts from."""

    agenda: str
    title: str
    client: str = ""
    date: date | None = None
    """Today, where it is not said."""
    language: str = "en"
    place: str = ""
    facilitator: str = ""
    starts_at: time = time(9, 0)
    minimum_group: int = 4
    people: Sequence[people.Person] = ()
    extra: Sequence[str] = ()
    """Activities added to the agenda at the end of their phase."""


def create_workshop(
    path: Path, method: Method, plan: Plan, fill: Callable[[SessionFile], None] | None = None
) -> Workshop:
    """Make a session file that carries the method it was made with.

    ``fill`` puts more into it before it has its name. Raises `UserError` for an agenda, activity or
    language the method does not have, or a path that cannot be written; then no file is left
    behind, nor where ``fill`` raises.
    """
    if plan.agenda not in method.agendas:
        raise UserError(
            "There is no agenda “{agenda}”.",
            "No session was made.",
            "Choose one of: {known}.",
            agenda=plan.agenda,
            known=", ".join(method.agendas),
        )
    if plan.language not in method.languages:
        raise UserError(
            "The method has no language “{language}”.",
            "No session was made.",
            "Choose one of: {known}.",
            language=plan.language,
            known=", ".join(method.languages),
        )
    return _create(path, method, plan, planned_slots(method, plan.agenda, plan.extra), fill)


def planned_slots(
    method: Method, agenda: str, extra: Sequence[str]
) -> list[tuple[str, int, int]]:
    """Activities with minutes and day: an agenda's, and each added one at the end of its phase.

    Raises `UserError` for an activity that the method does not have.
    """
    slots = [(slot.activity, slot.minutes, slot.day) for slot in method.agendas[agenda].slots]
    for id_ in extra:
        activity = method.activity(id_)
        place = end_of_phase([name for name, *_ in slots], method, activity.phase)
        day = slots[place - 1][2] if place else 1
        slots.insert(place, (id_, activity.minutes, day))
    return slots


def like(
    workshop: Workshop,
    path: Path,
    title: str,
    fill: Callable[[SessionFile], None] | None = None,
) -> Workshop:
    """A new session with the method, the agenda and the facts of another, and nothing captured.

    ``fill`` puts more into it before it has its name. Raises `UserError` for a path that cannot be
    written; then no file is left behind.
    """
    info = workshop.info
    plan = Plan(
        "", title, info.client, info.date, info.language, info.place, info.facilitator,
        info.starts_at, info.minimum_group,
    )
    slots = [(slot.activity, slot.minutes, slot.day) for slot in workshop.slots()]
    return _create(path, workshop.method, plan, slots, fill)


def _create(
    path: Path,
    method: Method,
    plan: Plan,
    slots: Sequence[tuple[str, int, int]],
    fill: Callable[[SessionFile], None] | None = None,
) -> Workshop:
    """``slots`` are activities with their minutes and day; one that comes twice is held again."""
    method, slots = _each_once(method, slots)
    day = plan.date or datetime.now().astimezone().date()
    with opening.creating(path) as partial, SessionFile.open(partial) as file:
        with file.edit("", undoable=False) as edit:
            edit.run(
                storage.tables.SessionRow.insert(
                    key="session",
                    title=plan.title,
                    client=plan.client,
                    date=day.isoformat(),
                    place=plan.place,
                    facilitator=plan.facilitator,
                    language=plan.language,
                    minimum_group=plan.minimum_group,
                    starts_at=plan.starts_at.isoformat(timespec="minutes"),
                    created_at=datetime.now(UTC).isoformat(timespec="seconds"),
                    method=method.to_json(),
                    settings="{}",
                )
            )
            edit.run(
                storage.tables.SlotRow.insert_many(
                    [
                        {
                            "key": storage.new_key(),
                            "position": position,
                            "activity": activity,
                            "minutes": minutes,
                            "day": of_day,
                        }
                        for position, (activity, minutes, of_day) in enumerate(slots, 1)
                    ]
                )
            )
            edit.run(
                storage.tables.LiveRow.insert(
                    key="live",
                    slot=None,
                    step=0,
                    page=0,
                    surface="hold",
                    frozen="",
                    timer_total=0,
                    timer_left=0,
                    timer_started_at=None,
                )
            )
        people.add_people(file, "", plan.people, undoable=False)
        if fill is not None:
            fill(file)
    return Workshop(SessionFile.open(path))


def _each_once(
    method: Method, slots: Sequence[tuple[str, int, int]]
) -> tuple[Method, list[tuple[str, int, int]]]:
    seen: set[str] = set()
    unique = []
    for activity, minutes, day in slots:
        id_ = activity
        if activity in seen and not method.activities[activity].pause:
            method, id_ = held_again(method, activity)
        seen.add(id_)
        unique.append((id_, minutes, day))
    return method, unique


def end_of_phase(activities: Sequence[str], method: Method, phase: str) -> int:
    """Where an added activity goes: after the last of its phase, or of the phases before."""
    order = [entry.id for entry in method.phases]
    upto = set(order[: order.index(phase) + 1]) if phase in order else {*order, ""}
    place = 0
    for index, activity in enumerate(activities, 1):
        if method.activities[activity].phase in upto:
            place = index
    return place


class Workshop:
    """Everything that reads or moves a running session; the windows call nothing below it."""

    def __init__(self, file: SessionFile) -> None:
        """Read the method that the file carries; raises `UserError` when it holds none."""
        self.file = file
        row = file.row("SELECT method FROM session")
        if row is None:
            raise UserError(
                "{name} holds no session.",
                "It was not changed.",
                "Open another file.",
                name=file.path.name,
            )
        self.method = Method.from_json(row[0])
        self.info: Info = read_info(file)
        self.words = self._load_words()
        self._slots: list[Slot] | None = None
        self._live: Live | None = None
        self._people: list[people.Person] | None = None
        self._door: Door | None = None
        self.drawn: dict[object, Any] = {}
        """What was composed from the session as it is now; emptied by every change."""
        self.copies_in_use = 0
        """How many copies files are being made from: they hold whom somebody erases meanwhile."""
        file.subscribe(self._on_changed)

    def _on_changed(self, change: Change) -> None:
        """Forget what a change touched; everything is read again when it is next asked for."""
        self.drawn.clear()
        if not change.tables.isdisjoint({"slot", "held"}):
            self._slots = None
        if "live" in change.tables:
            self._live = None
        if "person" in change.tables:
            self._people = None

    def refresh(self) -> None:
        """Read the session's facts again after they changed."""
        self.drawn.clear()
        self.info = read_info(self.file)
        if self.words.language != self.info.language:
            self.words = self._load_words()

    def carry(self, method: Method) -> None:
        """Go on with a method that has more than the one before, and its words."""
        self.method = method
        self.words.of_method = method.words.get(self.words.language, {})

    def _load_words(self) -> Words:
        """The app's words in the session's language, with the method's beside them."""
        words = Words.load(self.info.language)
        words.of_method = self.method.words.get(words.language, {})
        return words

    def dates(self, words: Words) -> str:
        """The day of the workshop, or its days from the first to the last."""
        return words.dates(self.info.date, days_of(self.slots()))

    # -- agenda --------------------------------------------------------------------------

    def slots(self) -> list[Slot]:
        """The agenda in its order."""
        return [slot for slot in self._all_slots() if slot.state != "out"]

    def route(self) -> list[Slot]:
        """The slots that going step by step leads through: not those skipped today."""
        return [slot for slot in self._all_slots() if slot.state == "planned"]

    def taken_out(self) -> list[Slot]:
        """What was taken out of the agenda; what it captured is kept."""
        return [slot for slot in self._all_slots() if slot.state == "out"]

    def _all_slots(self) -> list[Slot]:
        if self._slots is None:
            self._slots = live.read_slots(self.file)
        return self._slots

    def schedule(self, now: datetime) -> Schedule:
        """The agenda on the clock: the plan until it begins, then as it is held."""
        return schedule(self.slots(), self.info.start, now, self.live().moment.slot)

    def slot_of(self, activity: str) -> Slot | None:
        """The slot of an activity, or ``None`` when the agenda does not have it."""
        return next((slot for slot in self.slots() if slot.activity == activity), None)

    # -- where it stands -----------------------------------------------------------------

    def live(self) -> Live:
        """What is on stage, and the countdown."""
        if self._live is None:
            self._live = live.read_live(self.file)
        found, door = self._live, self._door
        if door is not None and found.surface != "blank" and door.shown_at == found.moment:
            return found._replace(surface=JOIN)
        return found

    @property
    def door(self) -> Door | None:
        """The way in for phones; ``None`` while their room is closed."""
        return self._door

    def show_door(self, door: Door | None) -> None:
        """Say how phones come in from now on; whoever follows the session hears of it."""
        if door != self._door:
            self._door = door
            self.file.announce(Change("", frozenset({"door"})))

    def activity_at(self, moment: Moment) -> Activity | None:
        """The activity of a moment; ``None`` before the first slot and after the last."""
        slot = next((slot for slot in self.slots() if slot.key == moment.slot), None)
        return self.method.activities.get(slot.activity) if slot else None

    def step_at(self, moment: Moment) -> Step | None:
        """The step of a moment, or ``None``."""
        activity = self.activity_at(moment)
        if activity is None or not activity.steps:
            return None
        return activity.steps[min(moment.step, len(activity.steps) - 1)]

    def after(self, moment: Moment) -> Moment | None:
        """The next step, or the first step of the next slot; ``None`` at the end."""
        activity = self.activity_at(moment)
        if activity is not None and moment.step + 1 < len(activity.steps):
            return Moment(moment.slot, moment.step + 1)
        keys = [slot.key for slot in self._way(moment)]
        index = keys.index(moment.slot) + 1 if moment.slot in keys else 0
        return Moment(keys[index]) if index < len(keys) else None

    def before(self, moment: Moment) -> Moment | None:
        """The step before, or the last step of the slot before; ``None`` at the start."""
        if moment.step > 0:
            return Moment(moment.slot, moment.step - 1)
        slots = self._way(moment)
        keys = [slot.key for slot in slots]
        index = keys.index(moment.slot) if moment.slot in keys else 0
        if index == 0:
            return None
        steps = self.method.activities[slots[index - 1].activity].steps
        return Moment(keys[index - 1], max(len(steps) - 1, 0))

    def _way(self, moment: Moment) -> list[Slot]:
        """The route, with the slot of the moment where a click led to a skipped one."""
        return [slot for slot in self.slots() if slot.state == "planned" or slot.key == moment.slot]

    def go(self, moment: Moment, now: datetime, surface: str = "step") -> None:
        """Show a moment; the slot left behind ends and the new one begins.

        Raises `UserError` when that cannot be stored; on a full disk it is shown all the same.
        """
        step = self.step_at(moment)
        slots = {slot.key: slot for slot in self.slots()}
        minutes = step.minutes if step else None
        left = self.live().moment.slot
        live.move(self.file, slots, moment, now, minutes, surface=surface)
        if left in slots and left != moment.slot:
            self._close_review(slots[left].activity)

    def _close_review(self, activity: str) -> None:
        """Let what was said of earlier pledges count, now that their activity is left."""
        if self.file.row("SELECT 1 FROM review WHERE activity = ?", activity) is not None:
            from workshop_app.session.pledges_kept import close_review

            close_review(self.file, activity)

    # -- people and context --------------------------------------------------------------

    def people(self) -> list[people.Person]:
        """Everybody on the list."""
        if self._people is None:
            self._people = people.read_people(self.file)
        return self._people

    def context(self, activity: str) -> Context:
        """What a kind needs to know about one activity."""
        return Context(
            self.file, self.method, self.method.activity(activity), self.info, self.words
        )

    def held(self, slot: Slot) -> bool:
        """Whether a slot was reached in the room."""
        return slot.started_at is not None
