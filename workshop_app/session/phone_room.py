"""What a restart of the app needs so that the phones that joined stay in.

The secret, the code, and the devices as hashes of their cookies: no name and nothing of a vote.
A seat in a round is made from a device and that round, and goes with the round when it closes; no
ballot carries either.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app import storage
from workshop_app.session.holding import settings_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.storage import SessionFile

_SETTING: Final = "phones"
_SECRET: Final = re.compile(r"[0-9a-f]{32}")
_CODE: Final = re.compile(r"[2-9A-HJKMNP-Z]{6}")
_DEVICE: Final = re.compile(r"[0-9a-f]{64}")


class KeptRoom(NamedTuple):
    """A room as the file has it.

    ``room`` is what brings it back, `None` before the first one. It was last on ``address`` and
    ``port``; ``is_open`` where the app ended without closing it.
    """

    room: Mapping[str, Any] | None = None
    address: str = ""
    port: int = 0
    is_open: bool = False


def read_room(file: SessionFile) -> KeptRoom:
    """What was kept; something else than the app writes counts as nothing."""
    found = settings_of(file).get(_SETTING)
    if not isinstance(found, dict) or not _is_room(found.get("room")):
        return KeptRoom()
    port, address = found.get("port"), found.get("address")
    return KeptRoom(
        found["room"],
        address if isinstance(address, str) else "",
        port if isinstance(port, int) and 0 < port < 65_536 else 0,
        found.get("is_open") is True,
    )


def _is_room(room: object) -> bool:
    if not isinstance(room, dict):
        return False
    secret, code, devices = room.get("secret"), room.get("code"), room.get("devices")
    return (
        isinstance(secret, str)
        and isinstance(code, str)
        and isinstance(devices, list)
        and all(isinstance(device, str) and _DEVICE.fullmatch(device) for device in devices)
        and bool(_SECRET.fullmatch(secret) and _CODE.fullmatch(code))
    )


def keep_room(file: SessionFile, kept: KeptRoom) -> None:
    """Keep it, as no step of the undo history; raises `UserError`."""
    settings = settings_of(file)
    settings[_SETTING] = kept._asdict()
    with file.secret_edit(_SETTING) as edit:
        edit.run(storage.tables.SessionRow.update(settings=json.dumps(settings)))
