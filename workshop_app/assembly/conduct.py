"""What the one big button does next: open a round, close it, reveal it, or go on.

Pure logic over the session file; the console only shows the words and calls `perform`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.kinds import registry
from workshop_app.method.model import REVEALED
from workshop_app.session.live import Moment
from workshop_app.storage.tally import latest
from workshop_app.storage.tally import rounds as read_rounds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from workshop_app.method.model import Activity, Step
    from workshop_app.method.question import Question
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage.tally import Round


_OF_ROUNDS: Final = ("open_round", "close_round", "skip_round", "reveal")


class Action(NamedTuple):
    """The next thing to do.

    ``kind`` is ``start``, ``go``, ``activity`` (the next one begins), ``open_round``,
    ``close_round``, ``skip_round`` (nobody voted), ``reveal``, ``finish`` or ``done``;
    ``moment`` is where the console stands afterwards.
    """

    kind: str
    moment: Moment
    round: Round | None = None


def next_action(workshop: Workshop) -> Action:
    """What the big button does now."""
    moment = workshop.live().moment
    activity = workshop.activity_at(moment)
    if activity is None:
        return _from_outside(workshop, moment)
    following = workshop.after(moment)
    onward = following or Moment(None)
    round_ = latest(workshop.file, activity.id)
    step = workshop.step_at(moment)
    if round_ is not None and round_.state == "open":
        if step is not None and _collects_on(workshop, moment, step, onward):
            return Action("go", onward, round_)
        if not _collects(step) and _collects_ahead(activity, moment):
            return Action("go", onward, round_)
        kind = "close_round" if round_.returned else "skip_round"
        return Action(kind, onward if _collects(step) else moment, round_)
    if _collects(step) and _needs_round(workshop, activity, moment):
        return Action("open_round", moment)
    if round_ is not None and round_.state == "closed" and step is not None:
        if step.view in REVEALED:
            return Action("reveal", moment, round_)
        next_step = workshop.step_at(onward) if onward.slot == moment.slot else None
        if step.view == "guess" and next_step is not None and next_step.view in REVEALED:
            return Action("reveal", onward, round_)
    if following is None:
        return Action("finish", onward)
    return Action("go" if following.slot == moment.slot else "activity", following)


def perform(workshop: Workshop, action: Action, now: datetime) -> None:
    """Do it, in one transaction. Raises `UserError` when that cannot be saved.

    Then nothing has changed; only moving on holds on a full disk all the same, in memory.
    """
    if action.kind not in _OF_ROUNDS:
        _move(workshop, action, now)
        return
    # Voting and what writes it load with the first vote: the console starts without them.
    from workshop_app.storage import rounds

    file, round_ = workshop.file, action.round
    with file.together():
        if action.kind == "open_round":
            open_round(workshop)
        elif round_ is not None and action.kind == "close_round":
            rounds.close_round(file, round_)
        elif round_ is not None and action.kind == "skip_round":
            rounds.discard_round(file, round_)
        elif round_ is not None:
            rounds.reveal_round(file, round_)
        _move(workshop, action, now)


def _move(workshop: Workshop, action: Action, now: datetime) -> None:
    if action.kind == "finish":
        workshop.go(action.moment, now, surface="hold")
    elif action.kind != "done" and action.moment != workshop.live().moment:
        workshop.go(action.moment, now)


def open_round(workshop: Workshop) -> Round:
    """Open the next round of the current activity, in the mode and comparison chosen for it.

    Raises `UserError` when one is open already; `ValueError` outside an activity.
    """
    activity = workshop.activity_at(workshop.live().moment)
    if activity is None:
        raise ValueError("there is no activity to vote in")
    from workshop_app.session import voting

    return voting.open_round(workshop.context(activity.id), questions(workshop, activity))


def questions(workshop: Workshop, activity: Activity) -> Sequence[Question]:
    """The lines of an activity's ballot; empty without voting."""
    return registry.kind(activity.kind).questions(workshop.context(activity.id))


def show_turnout(workshop: Workshop, now: datetime) -> None:
    """Go to where the current activity collects, so that the room sees how many have voted.

    Raises `UserError` when the file cannot be written.
    """
    moment = workshop.live().moment
    activity = workshop.activity_at(moment)
    if activity is None or _collects(workshop.step_at(moment)):
        return
    steps = activity.steps
    order = [*range(moment.step, len(steps)), *range(moment.step)]
    place = next((i for i in order if _collects(steps[i])), None)
    if place is not None:
        workshop.go(Moment(moment.slot, place), now)


def reveal_action(workshop: Workshop) -> Action | None:
    """What the key for revealing does: show a closed round where its results stand."""
    moment = workshop.live().moment
    activity = workshop.activity_at(moment)
    round_ = latest(workshop.file, activity.id) if activity else None
    if activity is None or round_ is None or round_.state != "closed":
        return None
    steps = activity.steps
    order = [*range(moment.step, len(steps)), *range(moment.step)]
    place = next((i for i in order if steps[i].view in REVEALED), moment.step)
    return Action("reveal", Moment(moment.slot, place), round_)


def previous(workshop: Workshop) -> Moment | None:
    """The moment before; after the end it is the last step of the day."""
    moment = workshop.live().moment
    if moment.slot is not None:
        return workshop.before(moment)
    slots = workshop.route()
    if not slots or slots[-1].ended_at is None:
        return None
    return last_step(workshop, slots[-1].key)


def last_step(workshop: Workshop, slot: str) -> Moment:
    """The last step of a slot."""
    activity = workshop.activity_at(Moment(slot))
    return Moment(slot, max(len(activity.steps) - 1, 0) if activity else 0)


def _from_outside(workshop: Workshop, moment: Moment) -> Action:
    slots = workshop.route()
    if not slots or (moment.slot is None and slots[-1].ended_at is not None):
        return Action("done", moment)
    return Action("start", Moment(slots[0].key))


def _collects(step: Step | None) -> bool:
    return step is not None and step.view == "collect"


def _collects_ahead(activity: Activity, moment: Moment) -> bool:
    """Whether going on leads to the ballots: before them a press never closes the round."""
    return any(step.view == "collect" for step in activity.steps[moment.step + 1 :])


def _collects_on(workshop: Workshop, moment: Moment, step: Step, onward: Moment) -> bool:
    """Whether the next step still belongs to the same collecting."""
    following = workshop.step_at(onward) if onward.slot == moment.slot else None
    return (
        _collects(step)
        and following is not None
        and (following.view == "collect" and following.line == step.line)
    )


def _needs_round(workshop: Workshop, activity: Activity, moment: Moment) -> bool:
    """Whether this collecting has had no round yet: the second ballot needs the second round."""
    if not questions(workshop, activity):
        return False
    ballots = {step.line for step in activity.steps[: moment.step + 1] if _collects(step)}
    return len(read_rounds(workshop.file, activity.id)) < len(ballots)
