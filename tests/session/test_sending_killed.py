"""Killed while it sends: after the next start no mail was sent twice, and none is lost.

What is counted is what the server took, by Message-ID. `perhaps` may stand only where the end of a
mail had been announced and no answer was noted.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.crash import killed_everywhere
from tests.desk import session
from tests.mail.servers import Mailbox, serving
from tests.session.sending import PORT, filled, send_all, send_carelessly
from workshop_app.session.outbox import read_outbox
from workshop_app.storage import SessionFile

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9")


def outbox_of(folder: Path, *names: str, sponsor: str = "") -> Path:
    workshop = session(folder)
    filled(workshop, names, sponsor)
    workshop.file.close()
    return workshop.file.path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return outbox_of(tmp_path, "Ana", "Bo", sponsor="Sam")


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    made = Mailbox()
    with serving(made):
        monkeypatch.setenv(PORT, str(made.port))
        yield made


def took(mailbox: Mailbox, path: Path) -> Counter[str]:
    """How often the server took each mail of one run, by Message-ID."""
    sender = f"{path.stem}@example.org"
    return Counter(mail.id for mail in mailbox.taken if mail.sender == sender)


def after(path: Path, mailbox: Mailbox) -> list[tuple[str, int]]:
    """Start again, send the rest, and say of each mail how it stands and how often it came."""
    report = send_all(path)
    counted = took(mailbox, path)
    return [(entry.state, counted[entry.message_id]) for entry in report.entries]


@pytest.mark.slow
def test_killed_at_every_write_no_mail_comes_twice_and_none_is_lost(
    tmp_path: Path, mailbox: Mailbox
) -> None:
    """Two mails: before every write to the disk that sending them makes."""
    path = outbox_of(tmp_path, "Ana", sponsor="Sam")
    left = killed_everywhere(send_all, path, tmp_path / "killed")
    assert len(left) > 30
    seen: Counter[tuple[str, int]] = Counter()
    for one in left:
        found = after(one, mailbox)
        assert set(found) <= {("sent", 1), ("perhaps", 0), ("perhaps", 1)}, one
        assert sum(state == "perhaps" for state, _ in found) <= 1, one
        seen.update(found)
    assert {("perhaps", 0), ("perhaps", 1)} <= set(seen), "both happen: nobody could know"
    assert seen["sent", 1] > len(left)


@pytest.mark.slow
def test_without_its_books_mails_come_twice(tmp_path: Path, mailbox: Mailbox) -> None:
    """The control: the same kills find it."""
    path = outbox_of(tmp_path, "Ana")
    left = killed_everywhere(send_carelessly, path, tmp_path / "killed")
    assert any(count > 1 for one in left for _, count in after(one, mailbox))


@pytest.mark.parametrize(
    ("command", "wanted"),
    [("MAIL", ("sent", 1)), ("RCPT", ("sent", 1)), ("END", ("perhaps", 0)),
     ("TAKEN", ("perhaps", 1))],
)  # fmt: skip
@pytest.mark.parametrize("which", [0, 1, 2])
def test_killed_in_the_middle_of_a_talk(
    path: Path, mailbox: Mailbox, command: str, wanted: tuple[str, int], which: int
) -> None:
    children: list[subprocess.Popen[bytes]] = []
    times = iter(range(3))

    def kill(server: object, reader: str) -> str:
        if next(times, None) == which:
            os.kill(children[0].pid, signal.SIGKILL)
            children[0].wait()
            return "421 gone" if command == "END" else ""
        return ""

    mailbox.rules = {command: kill}
    children.append(run("tests.session.sending", path))
    assert children[0].wait() == -signal.SIGKILL
    mailbox.rules = {}
    found = after(path, mailbox)
    assert found[which] == wanted
    assert [one for place, one in enumerate(found) if place != which] == [("sent", 1)] * 2


def run(module: str, path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-P", "-m", module, str(path)], cwd=ROOT,
                            env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip


def test_the_sponsors_mail_stays_the_last_whatever_happens(
    path: Path, mailbox: Mailbox
) -> None:
    def kill(server: object, reader: str) -> str:
        if reader.startswith("bo@"):
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
        return ""

    mailbox.rules = {"RCPT": kill}
    child = run("tests.session.sending", path)
    child.wait()
    with SessionFile.open(path) as file:
        assert [entry.state for entry in read_outbox(file)] == ["sent", "sending", "held"]
    mailbox.rules = {}
    assert after(path, mailbox) == [("sent", 1)] * 3
    assert mailbox.taken[-1].reader == "sam@example.org"
