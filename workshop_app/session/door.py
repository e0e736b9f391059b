"""How phones come in while their room is open; nothing of it is in the session file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from workshop_app.session.live import Moment

JOIN = "join"
"""The surface of the stage that shows the way in; it lasts no longer than the room is open."""


class Door(NamedTuple):
    """The way into the phones' room.

    ``url`` is what the square code says: in its fragment is the secret, which is never written
    out. ``address`` and ``code`` are for people to type. ``shown_at`` is the moment at which the
    stage shows all this instead of the step; ``None`` where it does not.
    """

    url: str
    address: str
    code: str
    shown_at: Moment | None = None
