"""One sheet of paper as it is keyed in, and why a key did nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.storage.rounds import new_ballot_key

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUP: Final = ""
"""The id of the column that holds the group printed on the sheet."""


class Refusal(NamedTuple):
    """Why a key did nothing: the end of a word key, and its fields."""

    reason: str
    fields: Mapping[str, object]


@dataclass
class KeyedBallot:
    """One row; ``group`` is a group's key, ``done`` the columns that were keyed or left blank.

    ``number`` is the sheet's. ``replaces`` is the person whose other ballot goes when this one is
    saved; ``refused``, that the round did not take it, because its seat has voted.
    """

    number: int
    group: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    finished: bool = False
    saved: bool = False
    removed: bool = False
    refused: bool = False
    replaces: str = ""
    key: str = field(default_factory=new_ballot_key)
