"""How a round is held: its ways to vote, whether it is named, and what the room is told of it.

The console starts with this. What chooses and opens stands in `voting`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app import storage
from workshop_app.method.ways import OPEN_WAYS, mode_of, ways_of
from workshop_app.storage import tally

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.method.model import Activity
    from workshop_app.session.context import Context
    from workshop_app.storage import SessionFile
    from workshop_app.storage.tally import Round

SECRET_MODES: Final = ("paper", "booth", "phones")
"""Ways to vote in which nobody sees what another one chose."""

OPEN_MODES: Final = OPEN_WAYS
"""Ways in which everybody sees it: for harmless topics, or where the facilitator says so."""

_OF_SECRETS: Final = ("paper", "booth")
"""What the method's own way is where a topic is sensitive (METHOD §2, input modes)."""

ROUNDS, OPENLY, YES = "rounds", "openly", "yes"
"""The session's settings in which all this is kept, and what stands there for a yes."""


class RoundPlan(NamedTuple):
    """The ways to vote, as `method.ways` writes them, and the attribute whose groups are compared.

    An empty attribute compares nobody. ``named`` keeps who answered what. ``live`` draws totals
    while the round is open, in batches.
    """

    mode: str
    attribute: str = ""
    named: bool = False
    live: bool = False

    @property
    def ways(self) -> tuple[str, ...]:
        """Each way to vote."""
        return ways_of(self.mode)


# -- what may be --------------------------------------------------------------------------


def is_sensitive(activity: Activity) -> bool:
    """Whether the method has people vote on it in secret."""
    return activity.mode in _OF_SECRETS


def modes(activity: Activity, *, openly: bool = False) -> tuple[str, ...]:
    """The ways a round may be held, the usual one first (METHOD §2, input modes).

    What is sensitive is voted on in secret only, unless the facilitator has it ``openly``; what
    is harmless may also be made secret.
    """
    usual = activity.mode if activity.mode in (*_OF_SECRETS, *OPEN_MODES) else _OF_SECRETS[0]
    secretly = is_sensitive(activity) and not openly
    may = SECRET_MODES if secretly else (*SECRET_MODES, *OPEN_MODES)
    return (usual, *(mode for mode in may if mode != usual))


def may_name(activity: Activity, *, openly: bool) -> bool:
    """Whether who answered what may be kept."""
    return openly or not is_sensitive(activity)


def is_openly(file: SessionFile) -> bool:
    """Whether the facilitator lets this session vote openly on what the method keeps secret."""
    return settings_of(file).get(OPENLY) == YES


def is_override(activity: Activity, held: RoundPlan | Round) -> bool:
    """Whether a round shows openly, or with names, what the method keeps secret."""
    exposed = held.named or not set(ways_of(held.mode)).isdisjoint(OPEN_MODES)
    return is_sensitive(activity) and exposed


# -- what was chosen ----------------------------------------------------------------------


def read_plan(context: Context) -> RoundPlan:
    """What was chosen for the activity; where nothing was, the method's own way."""
    activity, settings = context.activity, settings_of(context.file)
    chosen = settings.get(ROUNDS, {}).get(activity.id, {})
    openly = settings.get(OPENLY) == YES
    named = chosen.get("named") == YES and may_name(activity, openly=openly)
    may = [
        mode for mode in modes(activity, openly=openly) if not named or mode not in OPEN_MODES
    ]
    ways = [way for way in ways_of(chosen.get("mode", "")) if way in may]
    attribute = chosen.get("attribute")
    usual = activity.compare[0] if activity.compare else ""
    return RoundPlan(
        mode_of(ways or may[:1]),
        attribute if attribute in ("", *activity.compare) else usual,
        named,
        chosen.get("live") == YES,
    )


def held_as(context: Context) -> RoundPlan:
    """How the open round is held, else how the next one will be: what ballots and stage say."""
    found = tally.latest(context.file, context.activity.id)
    if found is None or found.state != "open":
        return read_plan(context)
    return RoundPlan(found.mode, found.attribute, found.named, found.live)


def with_way(plan: RoundPlan, way: str, *, taken: bool) -> RoundPlan:
    """The plan with one way more or less; one at least is left."""
    ways = {*plan.ways, way} if taken else {*plan.ways} - {way}
    return plan._replace(mode=mode_of(ways) or plan.mode)


def promise(context: Context, *, named: bool) -> tuple[str, ...]:
    """What happens to a ballot, in the same words on the stage and on every ballot."""
    if named:
        return (context.words("votes.named"),)
    return context.method.texts("card", context.words.language)


def notice(context: Context, held: RoundPlan | Round) -> str:
    """What the stage says above every card of a round that overrides the method; else nothing."""
    return context.words("votes.override") if is_override(context.activity, held) else ""


def settings_of(file: SessionFile) -> dict[str, Any]:
    """What was chosen in this session, as JSON keeps it."""
    row = file.row("SELECT settings FROM session")
    settings: dict[str, Any] = json.loads(row[0]) if row else {}
    return settings


def save_settings(file: SessionFile, settings: Mapping[str, Any]) -> None:
    """Keep what was chosen; no step of the undo history."""
    with file.edit("", undoable=False) as edit:
        edit.run(storage.tables.SessionRow.update(settings=json.dumps(settings)))
