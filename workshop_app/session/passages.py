"""What an activity gives to a reader's own booklet, and what in it a sponsor should know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table

Facts = tuple[tuple[str, str], ...]
"""Words with what they say about one thing: “Owner”, “Ines”."""

PERSONAL: Final = ("dream", "shift", "promise", "deed", "habit", "question")
"""What a personal booklet is made of: the room's dream and shifts, the reader's own promises and
deeds, habits and a question to carry along."""

OF_SPONSOR: Final = ("profile", "money", "scores", "deeds")
"""What a sponsor's pages are made of, besides findings and sentences."""

MEASURES: Final = ("weakest", "gap", "divided")
"""What a finding is about: the weakest axis, the widest gap that may show, the item that divides
most."""

DECISION: Final = "decision"
"""The measure of what is asked of the sponsor."""


class Passage(NamedTuple):
    """A piece of an edition; ``part`` says where it belongs, `PERSONAL` or `OF_SPONSOR`.

    Of pieces of which there can be one only the heaviest is taken; of equal ones the first.
    """

    part: str
    title: str = ""
    texts: tuple[str, ...] = ()
    facts: Facts = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    weight: float = 0.0
    box: bool | None = False
    """Whether it is done; ``None`` where it is not to be done any more."""


class Finding(NamedTuple):
    """Something that stands out; of each measure the heaviest of all activities is proposed."""

    measure: str
    weight: float
    text: str
