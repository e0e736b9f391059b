"""One check says what an address is, wherever it is entered, and how it is sent."""

from __future__ import annotations

import pytest

from workshop_app.addresses import for_mail, is_address, tidy
from workshop_app.errors import UserError


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        (" ana@example.org ", "ana@example.org"),
        ("mailto:four@a.org", "four@a.org"),
        ("MailTo: four@a.org?subject=Hi", "four@a.org"),
        ("seven@exämple.org", "seven@xn--exmple-cua.org"),
    ],
)
def test_what_is_taken_can_be_sent(typed: str, sent: str) -> None:
    assert is_address(typed)
    assert for_mail(typed) == sent
    assert is_address(tidy(typed))


@pytest.mark.parametrize(
    "typed",
    ["", "mailto:", "boss@northlight", "sëven@exämple.org", "sëven@example.org", "a@b@c.org",
     "a b@c.org", "a@" + "ä" * 70 + ".org", "mailto:mailto:a@b.org"],
)  # fmt: skip
def test_what_cannot_be_sent_is_refused(typed: str) -> None:
    assert not is_address(typed)
    with pytest.raises(UserError, match="not an address"):
        for_mail(typed)
