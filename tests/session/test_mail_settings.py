"""How this facilitator sends mail: kept with the preferences, checked before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop_app.errors import UserError
from workshop_app.session.mail_settings import (
    MailSettings,
    check_mail_settings,
    read_mail_settings,
    write_mail_settings,
)
from workshop_app.session.preferences import Preferences

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = MailSettings(
    "smtp.example.org", 465, "tls", "me", "Mia Berg", "me@example.org", "answers@example.org"
)


def test_they_outlive_the_app_and_hold_no_password(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    write_mail_settings(Preferences(path), WHOLE)
    assert read_mail_settings(Preferences(path)) == WHOLE
    assert "password" not in path.read_text(encoding="utf-8")
    assert not any("password" in field for field in MailSettings._fields)


@pytest.mark.parametrize(
    ("name", "value", "port", "security"),
    [("mail.port", "many", 587, "starttls"), ("mail.port", "0", 587, "starttls"),
     ("mail.port", "99999999999", 587, "starttls"), ("mail.port", "²", 587, "starttls"),
     ("mail.port", "2525", 2525, "starttls"), ("mail.security", "nothing", 587, "starttls"),
     ("mail.security", "", 587, "starttls"), ("mail.security", "none", 25, "none"),
     ("mail.security", "tls", 465, "tls")],
)  # fmt: skip
def test_encryption_is_left_out_only_where_that_was_chosen(
    tmp_path: Path, name: str, value: str, port: int, security: str
) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    preferences.write(name, value)
    found = read_mail_settings(preferences)
    assert (found.port, found.security) == (port, security)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [({"host": ""}, "no mail server yet"), ({"host": "smtp example"}, "no mail server yet"),
     ({"host": "https://mail"}, "no mail server yet"), ({"host": "a\r\nb"}, "no mail server yet"),
     ({"port": 0}, "no port 0"), ({"port": 70_000}, "no port 70000"),
     ({"from_address": ""}, "have no sender yet"),
     ({"from_address": "me"}, "“me” is not an address that mail can come from"),
     ({"reply_to": "a@b.org\nBcc: c@d.org"}, "is not an address that mail can come from")],
)  # fmt: skip
def test_what_is_missing_is_said(wrong: dict[str, str], why: str) -> None:
    check_mail_settings(WHOLE)
    with pytest.raises(UserError, match=why):
        check_mail_settings(WHOLE._replace(**wrong))  # type: ignore[arg-type]
