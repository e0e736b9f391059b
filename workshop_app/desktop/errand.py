"""Long work on a copy of the session, beside the windows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workshop_app.storage.snapshot import snapshot
from workshop_app.ui.long_work import LongWork

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import SessionFile

    Work = Callable[[SessionFile, Callable[[float], None]], list[Path]]
    """Does it with a copy of its own; tells how much is done, and what that raises ends it."""


class Errand(LongWork):
    """One piece of work at a time; ``done`` has the paths that were written."""

    _workshop: Workshop | None = None

    def start(self, workshop: Workshop, work: Work) -> None:
        """Begin, with the session as it is now; busy already: nothing."""
        if not self.is_busy:
            self.begin(partial(_on_copy, snapshot(workshop.file), work))
            self._workshop = workshop
            workshop.copies_in_use += 1

    def ended(self) -> None:
        """The copy is gone."""
        super().ended()
        if self._workshop is not None:
            self._workshop.copies_in_use -= 1
            self._workshop = None


def _on_copy(file: SessionFile, work: Work, progress: Callable[[float], None]) -> list[Path]:
    with file:
        return work(file, progress)
