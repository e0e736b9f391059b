"""How the next round of an activity is held: its input mode, and whom it compares.

The choice is made before voting and kept in the session file, so that the big button, the
console's panel and a restart all open the same round.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from workshop_app import storage
from workshop_app.session.people import group_sizes, read_people
from workshop_app.session.votes import groups_in_order
from workshop_app.statistics import merge_groups
from workshop_app.storage import rounds, tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.markers import Group
    from workshop_app.method.model import Activity
    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.storage import SessionFile
    from workshop_app.storage.tally import Round

SECRET_MODES: Final = ("paper", "booth")
"""Ways to vote in which nobody sees what another one chose."""

_SETTING: Final = "rounds"


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """The input mode, and the attribute whose groups are compared; empty = none."""

    mode: str
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing by an attribute would show.

    ``groups`` are those a sheet can carry, small ones merged beforehand. ``state`` is
    ``possible``, ``ruled_out`` (the people on the list already rule it out) or ``unknown``
    (nobody's group is on the list).
    """

    attribute: str
    groups: tuple[Group, ...]
    state: Literal["possible", "ruled_out", "unknown"]


def modes(activity: Activity) -> tuple[str, ...]:
    """The ways a round may be held, the usual one first (METHOD §2, input modes).

    What is secret may be voted on in secret only; what is harmless may also be made secret.
    """
    usual = activity.mode if activity.mode in (*SECRET_MODES, "cards") else SECRET_MODES[0]
    return (usual, *(mode for mode in SECRET_MODES if mode != usual))


def read_plan(context: Context) -> RoundPlan:
    """What was chosen for the activity; where nothing was, the method's own way."""
    activity = context.activity
    chosen = _settings(context.file).get(_SETTING, {}).get(activity.id, {})
    mode, attribute = chosen.get("mode"), chosen.get("attribute")
    usual = activity.compare[0] if activity.compare else ""
    return RoundPlan(
        mode if mode in modes(activity) else modes(activity)[0],
        attribute if attribute in ("", *activity.compare) else usual,
    )


def choose_plan(context: Context, plan: RoundPlan) -> None:
    """Keep a choice for the activity's next rounds; no step of the undo history."""
    settings = _settings(context.file)
    of_rounds = settings.setdefault(_SETTING, {})
    of_rounds[context.activity.id] = {"mode": plan.mode, "attribute": plan.attribute}
    with context.file.edit("", undoable=False) as edit:
        edit.run(storage.tables.SessionRow.update(settings=json.dumps(settings)))


def comparison(context: Context, attribute: str, minimum: int | None = None) -> Comparison:
    """What comparing by ``attribute`` would show, by the people who are present.

    ``minimum`` is that of an open round; without one, the session's.
    """
    bands = {level: band.id for band in context.method.bands for level in band.levels}
    sizes = group_sizes(read_people(context.file), attribute, bands)
    if not sizes:
        names = [band.id for band in context.method.bands] if attribute == "band" else []
        return Comparison(attribute, groups_in_order(context, names), "unknown")
    merge = merge_groups(sizes, minimum or context.info.minimum_group)
    if not merge.comparable:
        return Comparison(attribute, (), "ruled_out")
    return Comparison(attribute, groups_in_order(context, [*merge.groups]), "possible")


def strays(context: Context) -> int:
    """How many more or fewer people are present than voted last, where they are too few to hide.

    If everybody else keeps to their answers, they are the difference between the two votes.
    0 where there is nothing to say: nobody has voted, the list is empty, or they are as many
    as a group needs.
    """
    closed = [one for one in tally.rounds(context.file, context.activity.id) if one.state != "open"]
    present = sum(person.present for person in read_people(context.file))
    if not closed or not present:
        return 0
    more = abs(present - closed[-1].returned)
    return more if more < context.info.minimum_group else 0


def open_round(context: Context, questions: Sequence[Question]) -> Round:
    """Open the activity's next round as planned; `UserError` when one is open already."""
    plan = read_plan(context)
    return rounds.open_round(
        context.file,
        context.activity.id,
        questions,
        mode=plan.mode,
        attribute=plan.attribute,
        expected=sum(person.present for person in read_people(context.file)),
        minimum=context.info.minimum_group,
    )


def _settings(file: SessionFile) -> dict[str, Any]:
    row = file.row("SELECT settings FROM session")
    settings: dict[str, Any] = json.loads(row[0]) if row else {}
    return settings
