"""A field of an action as it is typed on the console, and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from workshop_app.kinds.plan.model import STATUSES, VERDICT_AFTER
from workshop_app.session.notes import LONGEST
from workshop_app.session.owners import called, stored_owner, typed_owner
from workshop_app.session.review import OF_ACTION
from workshop_app.session.typed import read_choice, read_day, read_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.kinds.plan.model import Action
    from workshop_app.session.context import Context
    from workshop_app.session.people import Person

COLUMNS: Final = {"action": "title"}
"""Where a field is stored under another name."""

CARRIED: Final = ("owner", "partner")
DATED: Final = ("start", "due")


def column_of(field: str) -> str:
    """The column of the table that a field stands in."""
    return COLUMNS.get(field, field)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads and writes fields in the session's language, with its people."""

    context: Context
    people: Sequence[Person]

    def value(self, field: str, text: str) -> str:
        """What is stored for a text; raises `UserError` if it cannot be."""
        if field in CARRIED:
            return stored_owner(text, self.people)
        if field in DATED:
            day = read_day(text, self.context.info.date)
            return day.isoformat() if day else ""
        if field == "horizon":
            return read_choice(text, self.horizons()) if text.strip() else ""
        if field == "status":
            return read_choice(text, self.statuses()) if text.strip() else "open"
        return read_line(text, LONGEST)

    def text(self, action: Action, field: str) -> str:
        """What a cell says and opens with."""
        stored = str(getattr(action, column_of(field)))
        if field in CARRIED:
            return typed_owner(stored, self.people)
        if field in DATED and stored:
            day = date.fromisoformat(stored)
            return f"{day.day}-{day.month}-{day.year}"
        if field == "horizon":
            return self.horizons().get(stored, stored)
        if field == "status":
            return self.statuses()[stored]
        return stored

    def known(self, field: str) -> list[str]:
        """What a field is most likely to be."""
        if field in CARRIED:
            departments = {one.department for one in self.people if one.department}
            return [*called(self.people).values(), *sorted(departments)]
        if field == "horizon":
            return list(self.horizons().values())
        if field == "status":
            return list(self.statuses().values())
        if field == "review":
            return list(self.verdicts().values())
        return []

    def verdict(self, field: str, text: str) -> str:
        """What became of an action, typed as such or as the status it has now; or nothing."""
        if not text.strip():
            return ""
        if field == "status":
            return VERDICT_AFTER[self.value(field, text)]
        return read_choice(text, self.verdicts())

    def verdicts(self) -> dict[str, str]:
        """Everything that may have become of an action, with its word."""
        return {one: self.context.words(f"review.action.{one}") for one in OF_ACTION}

    def horizons(self) -> dict[str, str]:
        """The method's horizons with their words."""
        parts = self.context.activity.list("horizons")
        return {part.id: self.context.text(f"horizons.{part.id}") for part in parts}

    def statuses(self) -> dict[str, str]:
        """Every status with its word."""
        return {one: self.context.words(f"plan.status.{one}") for one in STATUSES}
