"""A session file that is asked every question once: for long reading, such as of a booklet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.storage.session_file import SessionFile

if TYPE_CHECKING:
    from collections.abc import Sequence


class ReadOnce(SessionFile):
    """The same file, connection and lock; what it answered once it answers again from memory.

    So a reader sees one moment of it however long it takes. Make a new one for every reading.
    """

    def __init__(self, file: SessionFile) -> None:
        """Nothing was asked yet. The file itself is closed by whoever opened it."""
        self.__dict__.update(file.__dict__)
        self._answers: dict[tuple[str, tuple[str | int, ...]], list[tuple[Any, ...]]] = {}

    def rows(self, sql: str, *values: str | int) -> list[tuple[Any, ...]]:
        """Every row of a ``SELECT``."""
        asked = sql, values
        found = self._answers.get(asked)
        if found is None:
            found = self._answers[asked] = super().rows(sql, *values)
        return list(found)

    def row(self, sql: str, *values: str | int) -> tuple[Any, ...] | None:
        """The first row of a ``SELECT``, or ``None``."""
        return next(iter(self.rows(sql, *values)), None)

    def rows_each(self, sql: str, values: Sequence[tuple[str, ...]]) -> list[tuple[Any, ...]]:
        """The rows of a ``SELECT`` that is made once for each of ``values``."""
        return [row for one in values for row in self.rows(sql, *one)]
