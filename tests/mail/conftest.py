"""Mail servers, and certificates for them."""

from __future__ import annotations

import ssl
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import trustme

from tests.mail.servers import Mailbox, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Certificates(NamedTuple):
    """Contexts for servers by what is wrong with them, and the client's that trusts the good."""

    good: ssl.SSLContext
    expired: ssl.SSLContext
    early: ssl.SSLContext
    other_name: ssl.SSLContext
    own: ssl.SSLContext
    stranger: ssl.SSLContext
    trust: ssl.SSLContext


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    known, stranger = trustme.CA(), trustme.CA()
    now = datetime.now(UTC)

    def of(ca: trustme.CA, name: str = "127.0.0.1", begins: int = -1) -> ssl.SSLContext:
        """A server's certificate for a name; it ``begins`` so many days from now, for two."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        first = now + timedelta(days=begins)
        ca.issue_cert(
            name, not_before=first, not_after=first + timedelta(days=2)
        ).configure_cert(context)
        return context

    trust = ssl.create_default_context()
    known.configure_trust(trust)
    pem = tmp_path_factory.mktemp("own") / "own.pem"
    pem.write_bytes(stranger.private_key_pem.bytes() + stranger.cert_pem.bytes())
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.load_cert_chain(pem)
    return Certificates(
        of(known),
        of(known, begins=-3),
        of(known, begins=1),
        of(known, "mail.example.org"),
        own,
        of(stranger),
        trust,
    )


@pytest.fixture
def serve() -> Iterator[Callable[..., Mailbox]]:
    """Start a mail server; see `serving` for what it takes."""
    with ExitStack() as running:

        def start(**options: Any) -> Mailbox:
            mailbox = Mailbox()
            running.enter_context(serving(mailbox, **options))
            return mailbox

        yield start
