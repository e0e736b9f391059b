"""A session with an empty activity in it, and a mail server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desk import session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.mail.servers import Mailbox
    from workshop_app.storage import SessionFile


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SessionFile]:
    """The file of a small session, closed afterwards."""
    workshop = session(tmp_path)
    yield workshop.file
    workshop.file.close()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """What a real server takes, and how it answers."""
    from tests.mail.servers import Mailbox, serving

    made = Mailbox()
    with serving(made):
        yield made
