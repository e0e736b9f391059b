"""The one place where a bug ends up: logged, kept as a report, and the session stays open."""

from __future__ import annotations

import logging
import sys
import traceback
from datetime import datetime
from typing import TYPE_CHECKING

from workshop_app import __version__, paths
from workshop_app.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

_LOG = logging.getLogger("workshop_app")


def install(tell: Callable[[UserError], None]) -> None:
    """Send every uncaught exception to ``tell`` as a sentence; bugs leave a report file."""
    reported: dict[str, UserError] = {}

    def hook(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        elif isinstance(error, UserError):
            tell(error)
        else:
            # A bug in painting or in a timer comes back many times a second: one report.
            where = "\n".join([kind.__name__, *traceback.format_tb(trace)])
            if where not in reported:
                _LOG.error("Uncaught", exc_info=(kind, error, trace))
                reported[where] = _reported(where)
            tell(reported[where])

    sys.excepthook = hook


def _reported(where: str) -> UserError:
    """Write a report without anything people said, and the sentence that names it."""
    import platform

    name = f"report {datetime.now().astimezone():%Y-%m-%d %H%M%S %f}.txt"
    system = f"workshop-app {__version__}, Python {platform.python_version()}, "
    try:
        path = paths.reports_folder() / name
        path.write_text(f"{system}{platform.platform()}\n{where}", encoding="utf-8")
    except OSError:
        return UserError(
            "Something in the app went wrong.",
            "The session is safe and stays open.",
            "Go on; if it happens again, restart the app.",
        )
    return UserError(
        "Something in the app went wrong.",
        "The session is safe and stays open.",
        "Go on; the report {path} helps whoever mends it.",
        path=path,
    )
