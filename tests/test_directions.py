"""Names that run to the left: isolated where people read them, plain where programs do."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from workshop_app.directions import BEGIN, END, isolated, joined, runs_left, unsigned
from workshop_app.errors import UserError
from workshop_app.export.dates import Day, write_days
from workshop_app.export.safe_text import guarded, writable
from workshop_app.file_names import plain_name
from workshop_app.mail.headers import set_address, set_text
from workshop_app.mail.naming import file_name
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from pathlib import Path

HEBREW, ARABIC = "שרה לוי", "محمد"
KEPT = f"{BEGIN}{HEBREW}{END}"


@pytest.mark.parametrize("text", ["", "Anna", "Đặng Thị Ánh", "Юлия", "山田", "€ 5", "😀"])
def test_what_runs_to_the_right_stays_as_it_is(text: str) -> None:
    assert not runs_left(text)
    assert isolated(text) is text
    assert joined(["Anna", text]) == f"Anna, {text}"


@pytest.mark.parametrize("text", [HEBREW, ARABIC, f"Jan {HEBREW}", "ܫܠܡܐ", "ދިވެހި", "ﷺ", "𐤀"])
def test_what_runs_to_the_left_is_isolated(text: str) -> None:
    assert isolated(text) == f"{BEGIN}{text}{END}"
    assert unsigned(isolated(text)) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_and_a_sentence_keep_their_order(language: str) -> None:
    words = Words.load(language)
    listed = words.listing([HEBREW, "Jan", ARABIC])
    assert listed == f"{KEPT}, Jan {words('list.and')} {BEGIN}{ARABIC}{END}"
    assert words.listing([HEBREW]) == HEBREW, "alone it stands beside nothing"
    assert KEPT in words("plan.with", owner=HEBREW, partner="Jan")
    assert BEGIN not in words("plan.with", owner="Anna", partner="Jan")


def test_what_is_said_again_in_another_language_is_isolated_once() -> None:
    said = Words.load("en")("plan.with", owner=HEBREW, partner="Jan")
    again = Words.load("nl").label(said)
    assert again == Words.load("nl")("plan.with", owner=HEBREW, partner="Jan")
    assert again.count(BEGIN) == 1


def test_an_error_names_somebody_without_turning_round() -> None:
    error = UserError("{name} already exists.", name=HEBREW)
    for language in LANGUAGES:
        assert KEPT in Words.load(language).sentence(error)


def test_no_sign_reaches_another_program(tmp_path: Path) -> None:
    signs = {BEGIN, END}
    said = Words.load("en")("plan.with", owner=HEBREW, partner=ARABIC)
    assert signs <= set(said)
    for text in (plain_name(said), file_name(f"{said}.pdf"), guarded(said), writable(said)):
        assert not signs & set(text)
        assert HEBREW in text
    assert file_name(f"{said}.pdf").endswith(".pdf")
    mail = EmailMessage()
    set_text(mail, "Subject", said)
    set_address(mail, "To", said, "sara@example.org")
    assert HEBREW in mail["Subject"]
    assert not signs & set(f"{mail['Subject']}{mail['To']}")
    place = tmp_path / "days.ics"
    day = Day("1", date(2026, 3, 3), said, said)
    write_days([day], place, said, datetime(2026, 3, 3, tzinfo=UTC), 1)
    assert not signs & set(place.read_text(encoding="utf-8"))
    assert unsigned(json.dumps([said], ensure_ascii=False)) == json.dumps(
        [f"{HEBREW}, with {ARABIC}"], ensure_ascii=False
    )
