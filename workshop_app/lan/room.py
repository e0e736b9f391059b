"""Who may come in: the secret in the QR code, the short code, devices and their limits.

Pure logic with a clock that is given, so that eight hours of guessing take no time in a test.
"""

from __future__ import annotations

import hmac
import math
import secrets
import threading
import time
from collections import OrderedDict
from functools import partial
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0 and O, no 1, I and L: they are read aloud and typed from afar."""

CODE_LENGTH: Final = 6

WRONG_AT_ONCE: Final = 60
WRONG_A_SECOND: Final = 1.0
"""Of all devices together: 28,860 guesses in eight hours, of 31⁶ = 887,503,681 codes."""

WRONG_AT_ONCE_EACH: Final = 10
WRONG_A_SECOND_EACH: Final = 0.1
"""Of one address, so that a single one cannot use up what all may."""

JOINED_AT_ONCE_EACH: Final = 600
JOINED_A_SECOND_EACH: Final = 0.2
"""Of one address: a whole room behind one is let in, and nobody fills the room with devices."""

MOST_ADDRESSES: Final = 1_000
MOST_DEVICES: Final = 5_000
FULL_FOR: Final = 60

SILENT_AFTER_JOINING: Final = 60.0
"""Seconds in which a device that joins is heard of again: the page asks for the state at once."""

SILENT: Final = 300.0
"""Seconds after which a device that never voted gives its place to another in a full room."""

BALLOTS_AT_ONCE: Final = 20
BALLOTS_A_SECOND: Final = 1.0
"""Of one device: more than fingers do."""


class Bucket:
    """So many at once, then so many a second."""

    __slots__ = ("_clock", "_left", "_per_second", "_seen", "_size")

    def __init__(self, size: int, per_second: float, clock: Callable[[], float]) -> None:
        """Begin full."""
        self._size = size
        self._per_second = per_second
        self._clock = clock
        self._left = float(size)
        self._seen = clock()

    def wait(self) -> int:
        """Take one and return 0, or return in how many seconds there is one."""
        now = self._clock()
        self._left = min(self._size, self._left + (now - self._seen) * self._per_second)
        self._seen = now
        if self._left < 1:
            return max(1, math.ceil((1 - self._left) / self._per_second))
        self._left -= 1
        return 0

    def give_back(self) -> None:
        """What was taken does not count."""
        self._left = min(self._size, self._left + 1)


class _Buckets:
    """One for each address; the one that was not asked for longest is forgotten."""

    def __init__(self, size: int, per_second: float, clock: Callable[[], float]) -> None:
        """Each begins full."""
        self._new = partial(Bucket, size, per_second, clock)
        self._of: OrderedDict[str, Bucket] = OrderedDict()

    def __getitem__(self, address: str) -> Bucket:
        bucket = self._of.pop(address) if address in self._of else self._new()
        self._of[address] = bucket
        if len(self._of) > MOST_ADDRESSES:
            self._of.popitem(last=False)
        return bucket


class Entry(NamedTuple):
    """What came of joining: a cookie; or how long to wait; or neither, for what was wrong."""

    cookie: str = ""
    wait: int = 0


class Room:
    """The room of one session. Devices stay in it when the server is stopped and started again.

    `kept` is what a restart of the app needs for that, if the session wants it.
    """

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, kept: Mapping[str, Any] | None = None
    ) -> None:
        """A new room with a secret and a code of its own, or the one that was `kept`."""
        self._clock = clock
        self.secret: str
        """128 bits, for the fragment of the address in the QR code."""
        self.code: str
        self.secret, self.code = secrets.token_hex(16), new_code()
        if kept:
            self.secret, self.code = kept["secret"], kept["code"]
        self._lock = threading.Lock()
        self._new: dict[str, float] = {}
        """Devices that joined and were never heard of since → when; the longest silent first."""
        self._devices: dict[str, float] = dict.fromkeys(kept["devices"] if kept else (), clock())
        """All others → when they last asked for anything; the longest silent first."""
        self._voters: set[str] = set()
        self._wrong = Bucket(WRONG_AT_ONCE, WRONG_A_SECOND, clock)
        self._wrong_of = _Buckets(WRONG_AT_ONCE_EACH, WRONG_A_SECOND_EACH, clock)
        self._joined_of = _Buckets(JOINED_AT_ONCE_EACH, JOINED_A_SECOND_EACH, clock)
        self._ballots_of: dict[str, Bucket] = {}
        self._round = ""
        self._saved: set[str] = set()

    @property
    def joined(self) -> int:
        """How many devices have come in."""
        return len(self._devices) + len(self._new)

    def kept(self) -> dict[str, Any]:
        """What brings the same room back; nobody can make a device's cookie from it.

        Devices that were never heard of after they joined are no phones, and soon not in it.
        """
        with self._lock:
            devices = sorted((*self._devices, *self._still_new()))
        return {"secret": self.secret, "code": self.code, "devices": devices}

    def renew(self) -> None:
        """Another secret and another code from now on; whoever is in stays in.

        Somebody who filled the room with devices is out of it: what was not heard of after joining
        goes, and where the room is still full, what is silent and never voted.
        """
        self.secret, self.code = secrets.token_hex(16), new_code()
        with self._lock:
            self._new = self._still_new()
            if self._is_full():
                for device in self._silent():
                    del self._devices[device]

    # -- coming in -----------------------------------------------------------------------

    def join_by_secret(self, secret: str, address: str) -> Entry:
        """Let in whoever has read the QR code; so many devices of each address."""
        return self._let_in(address) if _same(secret, self.secret) else Entry()

    def join_by_code(self, code: str, address: str) -> Entry:
        """Let in whoever knows the code; wrong ones are limited, of all and of each address."""
        mine = self._wrong_of[address]
        wait = mine.wait()
        if wait:
            return Entry(wait=wait)
        wait = self._wrong.wait()
        if wait:
            mine.give_back()
            return Entry(wait=wait)
        if not _same("".join(code.split()).replace("-", "").upper(), self.code):
            return Entry()
        mine.give_back()
        self._wrong.give_back()
        return self._let_in(address)

    def _let_in(self, address: str) -> Entry:
        wait = self._joined_of[address].wait()
        if not wait and not self._has_place():
            self._joined_of[address].give_back()
            wait = FULL_FOR
        return Entry(wait=wait) if wait else Entry(self.admit())

    def _is_full(self) -> bool:
        return self.joined >= MOST_DEVICES

    def _has_place(self) -> bool:
        """Whether one more may come in; in a full room one that is silent makes place."""
        with self._lock:
            if not self._is_full():
                return True
            device, joined = next(iter(self._new.items()), ("", math.inf))
            if self._is_gone(joined):
                del self._new[device]
                return True
            silent = next(self._silent(), "")
            self._devices.pop(silent, None)
            return bool(silent)

    def _still_new(self) -> dict[str, float]:
        return {device: at for device, at in self._new.items() if not self._is_gone(at)}

    def _is_gone(self, joined: float) -> bool:
        return self._clock() - joined > SILENT_AFTER_JOINING

    def _silent(self) -> Iterator[str]:
        """Devices that never voted nor asked for anything for some minutes, the longest first."""
        now = self._clock()
        for device, heard in self._devices.copy().items():
            if now - heard <= SILENT:
                return
            if device not in self._voters:
                yield device

    def admit(self) -> str:
        """Let a device in, whatever it knows; returns its cookie."""
        cookie = secrets.token_hex(16)
        with self._lock:
            self._new[_device(cookie)] = self._clock()
        return cookie

    # -- being in ------------------------------------------------------------------------

    def device(self, cookie: str) -> str:
        """The device that has this cookie; empty for a stranger."""
        device = _device(cookie)
        with self._lock:
            if device not in self._new and device not in self._devices:
                return ""
            self._new.pop(device, None)
            self._devices.pop(device, None)
            self._devices[device] = self._clock()
        return device

    def wait_for_ballot(self, device: str) -> int:
        """0 where the device may send a ballot now, or in how many seconds."""
        bucket = self._ballots_of.get(device)
        if bucket is None:
            bucket = self._ballots_of[device] = Bucket(
                BALLOTS_AT_ONCE, BALLOTS_A_SECOND, self._clock
            )
        return bucket.wait()

    def begin_round(self, round_: str) -> None:
        """Devices have other seats from now on; in a round that comes back, those they had."""
        if round_ != self._round:
            self._round = round_
            self._ballots_of.clear()

    def seat(self, device: str, round_: str | None = None) -> str:
        """Who a device is in a round, the one that is shown unless another is meant.

        Nobody can tell that two rounds had the same device.
        """
        key = (self._round if round_ is None else round_).encode(errors="replace")[:64]
        return blake2b(device.encode(), key=key, digest_size=16).hexdigest()

    def mark_saved(self, *seats: str) -> None:
        """These seats have a ballot on disk in their round; after a restart, those of the file."""
        self._saved.update(seats)

    def mark_voter(self, device: str) -> None:
        """It stays in, however full the room is and however long it is silent."""
        self._voters.add(device)

    def has_saved(self, seat: str) -> bool:
        """Whether the seat has a ballot on disk in its round."""
        return seat in self._saved

    def has_voted(self, device: str, round_: str) -> bool:
        """The same of a device, in any round since the app was started."""
        return self.has_saved(self.seat(device, round_))


def new_code() -> str:
    """Six characters, each of 31."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def _device(cookie: str) -> str:
    return sha256(cookie.encode(errors="replace")).hexdigest()


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(errors="replace"), right.encode())
