"""Spectrum: pairs of poles, where we are today and where we want to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds.spectrum import figure, model, tables
from workshop_app.kinds.voted import VotedKind
from workshop_app.session.profile import ProfileResults

if TYPE_CHECKING:
    from workshop_app.session.context import Context


class Spectrum(VotedKind[ProfileResults]):
    """Pairs of poles in two passes; a profile of dumbbells."""

    key = "spectrum"
    shape = model.SHAPE

    def reading(self, results: ProfileResults, view: str, context: Context) -> str:
        """Which mark is today, and which end of a shift is wanted."""
        if view == "groups" and not results.compares:
            return ""
        part = "agreement" if view == "agreement" else "total"
        return context.words(f"spectrum.footer.{part}")


KIND = Spectrum(model, figure, tables)
