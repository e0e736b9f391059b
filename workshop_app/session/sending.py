"""Sends what waits in the outbox, and keeps the books so that no mail leaves twice.

Before a mail is begun its entry says ``sending``; just before its end leaves, ``gone`` is on disk;
after the server's answer, what became of it. So whatever breaks, also this app: what is found
``sending`` and not gone has not left, and what is gone may have.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from workshop_app import storage
from workshop_app.errors import UserError
from workshop_app.session import outbox
from workshop_app.session.outbox import Entry, hold_or_free, stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.storage import SessionFile
    from workshop_app.words import Words

PAUSES: Final = (60.0, 300.0, 900.0, 1800.0, 3600.0, 7200.0)
"""Seconds until a mail that a server did not take yet is tried again; after the last one it failed.

Servers that do not know a sender ask for one to fifteen minutes (greylisting)."""

NETWORK_PAUSES: Final = (5.0, 15.0, 60.0, 300.0)
"""Seconds until a server that could not be talked to is tried again; the last one for good."""

_LONGEST_REST: Final = 30.0
"""Seconds to wait at once: a laptop that slept must notice that it is later than it thought."""


class Outcome(Protocol):
    """What became of a mail: `workshop_app.mail.outcome.Outcome`."""

    @property
    def kind(self) -> str:
        """``sent``, ``refused``, ``later`` or ``perhaps``."""

    @property
    def why(self) -> UserError | None:
        """What the facilitator reads about it."""

    @property
    def for_all(self) -> bool:
        """Whether it is about the server or the settings, and so about every mail."""


class Post(Protocol):
    """Where mails are handed in."""

    def send(self, entry: Entry, before_end: Callable[[], None]) -> Outcome:
        """Send the mail of an entry; ``before_end`` is called just before its end leaves."""

    def interrupt(self) -> None:
        """Break off, called from another thread; but not what may be with the server."""

    def close(self) -> None:
        """End the connection."""


class Report(NamedTuple):
    """How the outbox stands after sending; ``stopped`` says why it ended before its time."""

    entries: Sequence[Entry]
    stopped: UserError | None = None

    def of(self, *states: str) -> list[Entry]:
        """The entries in these states."""
        return [entry for entry in self.entries if entry.state in states]


def recover(file: SessionFile) -> None:
    """Settle what an app that was killed left behind; only while nothing is being sent.

    What had left without an answer may have been sent; everything else waits.
    """
    row = storage.tables.OutboxRow
    why = UserError(
        "The app ended before the server had said whether it took the mail.",
        "It may have been sent.",
        "Ask the reader, or send it again: most mail programs show it once.",
    )
    left = {"state": outbox.PERHAPS, "gone": False, "why": outbox.reason_to_keep(why)}
    with file.edit("", undoable=False) as edit:
        in_between = row.state == outbox.SENDING
        edit.run(row.update(**left).where(in_between & row.gone))
        edit.run(row.update(state=outbox.WAITING).where(in_between))
        hold_or_free(file, edit)


class Sender:
    """Sends one mail after the other, in a thread of its own, until none waits or it is stopped.

    A mail that a server did not take yet is tried again after ``pauses``, the server itself after
    ``network``. ``finished`` is called in that thread at the end.
    """

    def __init__(
        self,
        file: SessionFile,
        post: Post,
        *,
        pauses: Sequence[float] = PAUSES,
        network: Sequence[float] = NETWORK_PAUSES,
        finished: Callable[[Report], None] | None = None,
    ) -> None:
        """Send nothing yet."""
        self._file = file
        self._post = post
        self._pauses = pauses
        self._network = network
        self._finished = finished
        self._is_over = False
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._failures = 0
        self._unsaved: tuple[Entry, Outcome] | None = None

    @property
    def is_running(self) -> bool:
        """Whether mails are being sent, or waited for."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Send in a thread of its own. Nothing leaves this laptop before."""
        if self.is_running:
            raise RuntimeError("it sends already: stop it first")
        self._thread = threading.Thread(target=self.run, name="outbox", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ask it to end: at once, or when the server has answered to the mail that it has.

        That is for good; who wants to go on makes another one, with another post.
        """
        self._is_over = True
        self._wake.set()
        self._post.interrupt()

    def hurry(self) -> None:
        """Do not rest any longer: something may be due now, or the network is back."""
        self._wake.set()

    def join(self, seconds: float | None = None) -> bool:
        """Wait for its end, and say whether it has come."""
        if self._thread is not None:
            self._thread.join(seconds)
        return not self.is_running

    def run(self) -> Report:
        """Send everything in this thread, and return how the outbox stands then.

        Raises `UserError` only when the file cannot even be read.
        """
        stopped: UserError | None = None
        try:
            self._save_left()
            recover(self._file)
            while stopped is None and not self._is_over:
                entry = claim(self._file, datetime.now(UTC))
                if entry is not None:
                    stopped = self._sent(entry)
                elif not self._rested_for_next():
                    break
        except UserError as error:  # the disk is full: nothing may be sent that cannot be noted
            stopped = error
        finally:
            self._post.close()
        report = Report(outbox.read_outbox(self._file), stopped)
        if self._finished is not None:
            self._finished(report)
        return report

    def _sent(self, entry: Entry) -> UserError | None:
        """Send one and note what became of it; returns why no other may be tried."""
        try:
            outcome = self._post.send(entry, lambda: note_gone(self._file, entry.key))
        except UserError:
            # Its end has not left: it could not be noted that it was about to.
            self._unsaved = entry, _Untouched()
            raise
        self._unsaved = entry, outcome
        self._save_left()
        if not outcome.for_all:
            self._failures = 0
            return None
        if outcome.kind == "refused":
            return outcome.why
        self._failures += 1
        self._rest(self._network[min(self._failures, len(self._network)) - 1])
        return None

    def _save_left(self) -> None:
        """Note what became of the last mail, also when there is room on the disk again."""
        if self._unsaved is not None:
            settle(self._file, *self._unsaved, self._pauses)
            self._unsaved = None

    def _rested_for_next(self) -> bool:
        """Wait until a mail is due again; false when none waits any more."""
        due = next_due(self._file)
        if due is None:
            return False
        self._rest((due - datetime.now(UTC)).total_seconds())
        return True

    def _rest(self, seconds: float) -> None:
        until = datetime.now(UTC) + timedelta(seconds=seconds)
        while not self._is_over:
            left = (until - datetime.now(UTC)).total_seconds()
            if left <= 0 or self._wake.wait(min(left, _LONGEST_REST)):
                self._wake.clear()
                return


class _Untouched(NamedTuple):
    """As if it had not been tried."""

    kind: str = "later"
    why: UserError | None = None
    for_all: bool = True


# -- the books ---------------------------------------------------------------------------


def claim(file: SessionFile, moment: datetime) -> Entry | None:
    """Take the next mail that may leave: from now on it is being sent."""
    row = storage.tables.OutboxRow
    with file.edit("", undoable=False) as edit:
        hold_or_free(file, edit)
        due = stamp(moment)
        entry = next(
            (e for e in outbox.read_outbox(file)
             if e.state == outbox.WAITING and e.next_try_at <= due), None
        )  # fmt: skip
        if entry is None:
            return None
        edit.run(
            row.update(
                state=outbox.SENDING, gone=False, attempts=row.attempts + 1, changed_at=due
            ).where(row.key == entry.key)
        )
    return entry._replace(state=outbox.SENDING, attempts=entry.attempts + 1)


def next_due(file: SessionFile) -> datetime | None:
    """When the next waiting mail is tried; ``None`` when none waits."""
    found = [e.next_try_at for e in outbox.read_outbox(file) if e.state == outbox.WAITING]
    if not found:
        return None
    first = min(found)
    return datetime.fromisoformat(first) if first else datetime.now(UTC)


def note_gone(file: SessionFile, key: str) -> None:
    """Put on disk that the mail is about to leave; raises `UserError`, and then it must not."""
    row = storage.tables.OutboxRow
    with file.edit("", undoable=False) as edit:
        edit.run(row.update(gone=True).where(row.key == key))


def settle(file: SessionFile, entry: Entry, outcome: Outcome, pauses: Sequence[float]) -> None:
    """Note what became of a mail that was being sent."""
    row = storage.tables.OutboxRow
    moment = datetime.now(UTC)
    state, attempts, next_try = _judged(entry, outcome, moment, pauses)
    with file.edit("", undoable=False) as edit:
        edit.run(
            row.update(
                state=state,
                gone=False,
                attempts=attempts,
                next_try_at=next_try,
                why=outbox.reason_to_keep(outcome.why),
                changed_at=stamp(moment),
            ).where((row.key == entry.key) & (row.state == outbox.SENDING))
        )
        hold_or_free(file, edit)


def _judged(
    entry: Entry, outcome: Outcome, moment: datetime, pauses: Sequence[float]
) -> tuple[str, int, str]:
    """The state, the number of attempts, and when it is tried again."""
    if outcome.kind in (outbox.SENT, outbox.PERHAPS):
        return outcome.kind, entry.attempts, ""
    if outcome.for_all:  # nothing of this mail's own
        return outbox.WAITING, entry.attempts - 1, ""
    if outcome.kind == "later" and entry.attempts <= len(pauses):
        pause = timedelta(seconds=pauses[entry.attempts - 1])
        return outbox.WAITING, entry.attempts, stamp(moment + pause)
    return outbox.FAILED, entry.attempts, ""


def report_lines(report: Report, words: Words) -> list[str]:
    """The report in words: how many got their mail, then everybody who did not, and why."""
    total = len(report.entries)
    lines = [words("outbox.report.sent", n=len(report.of(outbox.SENT)), total=total)]
    if report.stopped is not None:
        lines.append(words.sentence(report.stopped))
    for state in (outbox.PERHAPS, outbox.FAILED, outbox.WAITING, outbox.HELD):
        for entry in report.of(state):
            name = entry.name or entry.address
            said = words.sentence(entry.why) if entry.why else words(f"outbox.why.{state}")
            lines.append(words(f"outbox.report.{state}", name=name, why=said))
    return lines
