"""Rosters: who is in the room, how mixed they are, and whose voice is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.kinds.contract import Footer, Kind, Place
from workshop_app.kinds.roster import figure, model
from workshop_app.kinds.roster.model import RosterResults

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.session.context import Context


class Roster(Kind[RosterResults]):
    """The list of people in numbers; the list itself belongs to the session."""

    key = "roster"
    shape = model.SHAPE
    picture_views = ("collect", "content")

    def places(self, context: Context) -> tuple[Place, ...]:
        """Where missing voices are noted."""
        return (Place(model.MISSING, context.words("roster.missing")),)

    def results(self, context: Context) -> RosterResults:
        """Counts, mix, roles and tables of those who are present."""
        return model.read_results(context)

    def is_empty(self, results: RosterResults) -> bool:
        """Whether nobody is present."""
        return results.people == 0

    def figures(
        self, results: RosterResults, view: str, canvas: Canvas, context: Context
    ) -> tuple[Figure, ...]:
        """Bars, dial and lights."""
        return figure.figures(results, canvas, context)

    def tables(self, results: RosterResults, context: Context) -> tuple[Table, ...]:
        """Counts, rules, roles, tables, missing voices."""
        return figure.tables(results, context)

    def footer(self, results: RosterResults, view: str, context: Context) -> Footer:
        """How many people and departments; how many see customers every week."""
        if not results.people:
            return Footer()
        words = context.words
        parts = [words("roster.count", n=results.people)]
        if results.known_departments:
            parts.append(words("roster.of_departments", n=results.known_departments))
        contacts = results.contact.get(True, 0)
        known = contacts + results.contact.get(False, 0)
        state = words("roster.contacts", n=contacts, people=results.people) if known else ""
        return Footer(" · ".join(parts), state)

    def numbers(self, results: RosterResults, context: Context) -> Mapping[str, Any]:
        """People per department, level and contact, and the mix index."""
        mix = results.mix
        departments = {name: count for name, count in results.departments if name}
        levels = {str(level): count for level, count in results.levels if level is not None}
        contact = {"yes": results.contact.get(True, 0), "no": results.contact.get(False, 0)}
        counts = {"department": departments, "level": levels, "contact": contact}
        return {
            "n": results.people,
            "items": {
                name: {"n": sum(of.values()), "counts": of} for name, of in counts.items()
            },
            "axes": {"mix": {"score": mix.index if mix else None}},
            "light": results.rules.light,
            "rules": dict(results.rules.rules),
        }


KIND = Roster()
