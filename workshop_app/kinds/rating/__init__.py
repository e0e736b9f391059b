"""Rating: items on a scale, gathered on axes, in one to three passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds.rating import figure, model, passes, tables
from workshop_app.kinds.voted import VotedKind
from workshop_app.session.profile import ProfileResults
from workshop_app.session.profile_picture import groups_reading

if TYPE_CHECKING:
    from workshop_app.session.context import Context


class Rating(VotedKind[ProfileResults]):
    """Items × scale; a radar from three axes on, bars below."""

    key = "rating"
    shape = model.SHAPE

    def reading(self, results: ProfileResults, view: str, context: Context) -> str:
        """What a gap between groups or passes says."""
        if view == "agreement":
            return context.words("rating.footer.agreement")
        if view == "total":
            return passes.sentence(results, context)
        return groups_reading(results, context) if view == "groups" else ""


KIND = Rating(model, figure, tables)
