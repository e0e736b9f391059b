"""The base of every table's model, and how a query on one becomes SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peewee import Model
from playhouse.apsw_ext import APSWDatabase

if TYPE_CHECKING:
    from peewee import Query

_DIALECT = APSWDatabase(None)
"""Never connected: it only knows how apsw's SQLite wants its SQL."""


def compiled(query: Query) -> tuple[str, list[Any]]:
    """An insert, update or delete as SQL, with the values for its question marks."""
    sql, values = _DIALECT.get_sql_context().parse(query)
    return str(sql), list(values)


def _table_name(model: type[Model]) -> str:
    """``RoundQuestionRow`` → ``round_question``: the model's name says its table."""
    stem = model.__name__.removesuffix("Row")
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in stem).lstrip("_")


class Row(Model):
    """The base of every table's model; kinds derive their own tables from it too."""

    class Meta:
        """Named after the model, without a key peewee would add by itself."""

        table_function = _table_name
