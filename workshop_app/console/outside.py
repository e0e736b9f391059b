"""What the console needs from the rest of the app; `desktop` hands it over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent


class Screen(NamedTuple):
    """A screen the stage could be on."""

    key: str
    name: str
    chosen: bool


class StageState(NamedTuple):
    """``kind`` is ``off``, ``on``, ``practice`` (an ordinary window) or ``lost``."""

    kind: str
    screen: str = ""


class StageControl(Protocol):
    """The stage window and the booth, as the console sees them."""

    def state(self) -> StageState:
        """Where the stage is now."""

    def screens(self) -> Sequence[Screen]:
        """Every screen that is connected."""

    def turn_on(self) -> None:
        """Show the stage on the chosen screen."""

    def turn_off(self) -> None:
        """Hide the stage."""

    def choose_screen(self, key: str) -> None:
        """Put the stage on another screen and remember it."""

    def swap_screens(self) -> None:
        """Let console and stage change places."""

    def explore(self) -> bool:
        """Open the explore view of what is on stage, or close it; whether it is open now."""

    def explore_key(self, event: QKeyEvent) -> bool:
        """Let the explore view use a key; ``False`` where it is closed or has no use for it."""

    def open_booth(self, activity: str) -> None:
        """Ask where, then cover a screen with the booth for the activity's open round."""

    def listen(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` whenever `state` or `screens` changed."""


class NetworkChoice(NamedTuple):
    """An address that the phones' room could be opened on, and what it is in plain words."""

    address: str
    said: str


class RoomState(NamedTuple):
    """The phones' room.

    ``kind`` is ``closed``, ``opening``, ``open`` or ``lost`` (its network is gone); ``joined`` is
    how many devices have come in. ``is_on_stage``: the way in stands there instead of the step.
    """

    kind: str
    address: str = ""
    code: str = ""
    joined: int = 0
    is_on_stage: bool = False


class PhoneControl(Protocol):
    """The phones' room, as the console sees it."""

    def state(self) -> RoomState:
        """Whether the room is open, where, and for how many."""

    def networks(self) -> Sequence[NetworkChoice]:
        """Every network that phones could be on, the likeliest first."""

    def open(self, address: str) -> None:
        """Let phones in on one address; `state` says when it is done."""

    def close(self) -> None:
        """Let nobody in any more."""

    def renew_code(self) -> None:
        """Let phones in by another code and another square from now on; who is in stays in."""

    def show_way_in(self) -> None:
        """Show the stage how to get in, or the step again."""

    def listen(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` whenever `state` changed."""


class Preferences(Protocol):
    """This user's settings, by the names in `workshop_app.console.settings`."""

    def read(self, name: str) -> str:
        """The value; empty when nothing was chosen."""

    def write(self, name: str, value: str) -> None:
        """Keep a value; whoever depends on it follows."""


class ForgetfulPreferences:
    """Preferences that last as long as the window: for tests and pictures."""

    def __init__(self, **values: str) -> None:
        """Start with some values."""
        self._values = values

    def read(self, name: str) -> str:
        """The value; empty when nothing was chosen."""
        return self._values.get(name, "")

    def write(self, name: str, value: str) -> None:
        """Keep a value for now."""
        self._values[name] = value
