"""Prints booklets one after the other: any edition, for any readers, with word of how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.assembly.booklet import make_booklet
from workshop_app.assembly.personal import PersonalBooklets
from workshop_app.assembly.sponsor import make_sponsor
from workshop_app.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from workshop_app.assembly.orders import Order
    from workshop_app.booklet.build import Made
    from workshop_app.session.workshop import Workshop

def press(workshop: Workshop, orders: Sequence[Order]) -> Iterator[Made]:
    """Print them in their order; who stops asking for the next one stops it.

    What the readers of one language share is read once. Every file is whole or not there. Raises
    `UserError` as the editions do; what was printed before stays.
    """
    shelves: dict[tuple[str, str | None], PersonalBooklets] = {}
    for order in orders:
        if order.edition == "personal":
            yield _personal(workshop, order, shelves)
        elif order.edition == "sponsor":
            yield make_sponsor(workshop, order.path, order.paper, order.language)
        else:
            yield make_booklet(
                workshop, order.path, order.paper, order.language, unreached=order.unreached
            )


def _personal(
    workshop: Workshop,
    order: Order,
    shelves: dict[tuple[str, str | None], PersonalBooklets],
) -> Made:
    if order.person is None:
        raise UserError(
            "A personal booklet belongs to somebody.",
            "Nothing was printed.",
            "Choose whose it is.",
        )
    key = order.paper, order.language
    if key not in shelves:
        shelves[key] = PersonalBooklets(workshop, *key)
    return shelves[key].make(order.person, order.path)


def print_all(
    workshop: Workshop, orders: Sequence[Order], told: Callable[[float], None]
) -> list[Path]:
    """Print them all and tell after each how much is done, from 0 to 1.

    Whatever ``told`` raises ends it between two booklets.
    """
    paths: list[Path] = []
    told(0.0)
    for made in press(workshop, orders):
        paths.append(made.path)
        told(len(paths) / len(orders))
    return paths
