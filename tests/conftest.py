"""What every test gets: no screen, no network, no user's folders, no unexpected noise."""

from __future__ import annotations

import gc
import ipaddress
import logging
import os
import re
import socket
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.full_disk import FullDisk


class NetworkUsedError(RuntimeError):
    """No OSError, which the app might handle: it must work without internet."""


def _is_local(host: object) -> bool:
    if host is None or host in ("", b"", "localhost", b"localhost", "localhost.localdomain"):
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        return text == socket.gethostname()


def _block_network(patch: pytest.MonkeyPatch) -> None:
    def check(host: object) -> None:
        if not _is_local(host):
            raise NetworkUsedError(f"A test tried to reach {host!r}. Serve that on 127.0.0.1.")

    def guarded(original: Callable[..., Any]) -> Callable[..., Any]:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6):
                check(address[0])
            return original(self, address)

        return connect

    getaddrinfo = socket.getaddrinfo

    def resolve(host: Any, *arguments: Any, **options: Any) -> Any:
        flags = options.get("flags", arguments[4] if len(arguments) > 4 else 0)
        if not flags & socket.AI_PASSIVE and not flags & socket.AI_NUMERICHOST:
            check(host)
        return getaddrinfo(host, *arguments, **options)

    patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
    patch.setattr(socket, "getaddrinfo", resolve)


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Only this machine's loopback can be reached."""
    with pytest.MonkeyPatch.context() as patch:
        _block_network(patch)
        yield


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, sessions, copies and reports go to a fresh folder, made when first used."""
    from workshop_app import paths

    base = tmp_path_factory.getbasetemp()
    monkeypatch.setenv(paths.HOME_VARIABLE, str(base / f"home-{time.monotonic_ns()}"))


@pytest.fixture
def home() -> Path:
    """The folder that stands for the user's in this test."""
    from pathlib import Path

    from workshop_app import paths

    return Path(os.environ[paths.HOME_VARIABLE])


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.expected: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def unexpected(self) -> list[str]:
        return [
            f"{record.levelname} {record.name}: {record.getMessage()}"
            for record in self.records
            if not any(pattern.search(record.getMessage()) for pattern in self.expected)
        ]

    def missing(self) -> list[str]:
        messages = [record.getMessage() for record in self.records]
        return [
            pattern.pattern
            for pattern in self.expected
            if not any(pattern.search(message) for message in messages)
        ]


@pytest.fixture(autouse=True)
def _quiet_log() -> Iterator[_Collector]:
    """A warning in the log is a failure, unless the test expects it."""
    collector = _Collector()
    root = logging.getLogger()
    root.addHandler(collector)
    yield collector
    root.removeHandler(collector)
    unexpected = collector.unexpected()
    assert not unexpected, f"Logged but not expected (use expected_log): {unexpected}"
    missing = collector.missing()
    assert not missing, f"Expected in the log but never there: {missing}"


@pytest.fixture
def expected_log(_quiet_log: _Collector) -> Callable[[str], None]:
    """Call with a regular expression that some warning in the log must match."""

    def expect(pattern: str) -> None:
        _quiet_log.expected.append(re.compile(pattern))

    return expect


@pytest.fixture(autouse=True)
def _no_leaked_threads() -> Iterator[None]:
    """A thread that outlives its test holds files and sockets of the next."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 2
    for thread in set(threading.enumerate()) - before:
        thread.join(max(0.0, deadline - time.monotonic()))
    leaked = [thread.name for thread in set(threading.enumerate()) - before]
    assert not leaked, f"Threads still running: {leaked}. Stop and join them."


@pytest.fixture(autouse=True)
def _garbage_in_one_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """As in the app (`ui.garbage`): no other thread frees a widget."""
    if "qapp" not in request.fixturenames:
        yield
        return
    from workshop_app.ui.garbage import collect_due

    gc.disable()
    yield
    collect_due()
    gc.enable()


@pytest.fixture
def disk() -> Iterator[FullDisk]:
    """A disk that can be filled while the test runs."""
    from tests.full_disk import FullDisk

    made = FullDisk()
    yield made
    made.free()
    gc.collect()
    made.close()
