"""What phones see at this moment, and who waits to hear of a change."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

from workshop_app.lan.asking import NOTHING, Asked

if TYPE_CHECKING:
    from workshop_app.lan.room import Room

TURNOUT_EVERY: Final = 0.5
"""Seconds between two messages of turnout: one for each ballot to each phone would be n²."""


class Stream:
    """One phone that listens. Only the newest state is ever sent, so nothing piles up."""

    __slots__ = ("ended", "turnout", "version", "waked")

    def __init__(self) -> None:
        """It has heard nothing yet."""
        self.version = 0
        self.turnout: tuple[int, int] | None = None
        self.waked = asyncio.Event()
        self.ended = False


class Showing:
    """Changed and read in the server's thread only."""

    def __init__(self, room: Room) -> None:
        """The time begins the version, so that it is higher after a restart too."""
        self._room = room
        self.version = int(time.time())
        self.asked: Asked = NOTHING
        self.turnout = (0, 0)
        self._turnout_due: asyncio.TimerHandle | None = None
        self._of_device: dict[str, list[Stream]] = {}

    # -- what is shown -------------------------------------------------------------------

    def show(self, asked: Asked) -> None:
        """Show something else and tell every phone at once."""
        self._room.begin_round(asked.round)
        self.asked = asked
        self.version += 1
        self._wake()

    def show_turnout(self, voted: int, present: int) -> None:
        """Tell how many have voted, twice a second at most."""
        if (voted, present) == self.turnout:
            return
        self.turnout = (voted, present)
        if self._turnout_due is None:
            loop = asyncio.get_running_loop()
            self._turnout_due = loop.call_later(TURNOUT_EVERY, self._on_turnout_due)

    def _on_turnout_due(self) -> None:
        self._turnout_due = None
        self._wake()

    def state(self, device: str) -> bytes:
        """The whole state for one device, as JSON. Nothing in it depends on a choice."""
        voted, present = self.turnout
        saved = "true" if self._room.has_saved(self._room.seat(device)) else "false"
        return (
            f'{self.asked.json}, "version": {self.version}, "mine": {{"saved": {saved}}}, '
            f'"turnout": {{"voted": {voted}, "present": {present}}}}}'
        ).encode(errors="replace")

    # -- who listens ---------------------------------------------------------------------

    def listen(self, device: str, most: int) -> Stream:
        """A new stream for a device; its oldest ends when there are more than ``most``."""
        stream = Stream()
        streams = self._of_device.setdefault(device, [])
        streams.append(stream)
        if len(streams) > most:
            self._end(streams[0])
        return stream

    def leave(self, device: str, stream: Stream) -> None:
        """The stream is over."""
        streams = self._of_device.get(device, [])
        if stream in streams:
            streams.remove(stream)
        if not streams:
            self._of_device.pop(device, None)

    def close(self) -> None:
        """End every stream."""
        if self._turnout_due is not None:
            self._turnout_due.cancel()
        for stream in self._all():
            self._end(stream)

    def _end(self, stream: Stream) -> None:
        stream.ended = True
        stream.waked.set()

    def _wake(self) -> None:
        for stream in self._all():
            stream.waked.set()

    def _all(self) -> list[Stream]:
        return [stream for streams in self._of_device.values() for stream in streams]
