"""Short turns: while threads work beside the windows, the windows need not wait long for theirs.

Python lets one thread run at a time, and a thread keeps its turn for 5 ms where another one wants
it. A picture is drawn in thousands of calls, after each of which the windows may have to wait.
"""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_USUAL: Final = sys.getswitchinterval()
_SHORT: Final = 0.001
"""Seconds."""

_lock = threading.Lock()
_working = 0


@contextmanager
def short_turns() -> Iterator[None]:
    """Let turns be short as long as any thread works in here."""
    _change(1)
    try:
        yield
    finally:
        _change(-1)


def _change(by: int) -> None:
    global _working
    with _lock:
        _working += by
        sys.setswitchinterval(_SHORT if _working else _USUAL)
