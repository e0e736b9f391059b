"""What a facilitator may want to say about an action; never a reason not to save it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app.kinds.plan.model import FEW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.kinds.plan.model import Planned, PlanResults
    from workshop_app.session.people import Person


class Hint(NamedTuple):
    """``field`` is where it shows, empty for the whole plan; ``says`` the end of a word key."""

    field: str
    says: str
    amount: int = 0


def hints_of(
    action: Planned, results: PlanResults, people: Mapping[str, Person]
) -> tuple[Hint, ...]:
    """What is missing or unusual in one action. ``people`` are those on the list, by key."""
    ends = {one.id: one.end for one in results.horizons}
    found = [*_carried(action, people)]
    if action.due and action.start and action.due < action.start:
        found.append(Hint("due", "before_start"))
    if action.due and action.horizon in ends and action.due > ends[action.horizon]:
        found.append(Hint("due", "beyond"))
    if action.due and action.due < results.begin and action.status in ("open", "busy"):
        found.append(Hint("due", "new_date" if action.review else "past"))
    if not action.horizon:
        found.append(Hint("horizon", "no_horizon"))
    if action.help and not action.answer:
        found.append(Hint("answer", "no_answer"))
    return tuple(found)


def _carried(action: Planned, people: Mapping[str, Person]) -> list[Hint]:
    """Owner and partner: there, on the list, from two departments."""
    owner, partner = action.owner, action.partner
    found: list[Hint] = []
    if owner is None:
        found.append(Hint("owner", "no_owner"))
    elif not owner.listed:
        found.append(Hint("owner", "unlisted"))
    elif owner.key and not people[owner.key].present:
        found.append(Hint("owner", "absent"))
    elif owner.key and not people[owner.key].named:
        found.append(Hint("owner", "unnamed"))
    if partner is not None and not partner.listed:
        found.append(Hint("partner", "unlisted"))
    elif partner and owner and partner.department and partner.department == owner.department:
        found.append(Hint("partner", "same_department"))
    elif partner is None and owner is not None:
        found.append(Hint("partner", "no_partner"))
    return found


def plan_hints(results: PlanResults) -> Sequence[Hint]:
    """What holds for the whole plan."""
    count = len(results.actions)
    return (Hint("", "many", count),) if count >= FEW else ()
