"""No looking for garbage while a booklet is made: all that is made stays until it is written."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def undisturbed() -> Iterator[None]:
    """Turn the garbage collector off for the length of one booklet, unless it is off already.

    It would go through a hundred thousand shapes time and again, with every thread waiting.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
