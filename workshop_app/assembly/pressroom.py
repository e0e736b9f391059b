"""Booklets printed by a process of its own; it never opens the session's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.beside import beside
from workshop_app.storage.snapshot import packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from workshop_app.assembly.orders import Order
    from workshop_app.storage import SessionFile


def print_orders(
    orders: Sequence[Order], file: SessionFile, told: Callable[[float], None]
) -> list[Path]:
    """Print them all from a snapshot; tells how much is done, from 0 to 1, again and again.

    Whatever ``told`` raises ends it between two booklets. Raises `UserError`.
    """
    return beside(_print, tuple(orders), packed(file), file.path, told=told)


def _print(
    orders: Sequence[Order], data: bytes, path: Path, told: Callable[[float], None]
) -> list[Path]:
    from workshop_app.assembly.press import print_all
    from workshop_app.session.workshop import Workshop

    with unpacked(data, path) as file:
        return print_all(Workshop(file), orders, told)
