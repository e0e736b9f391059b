"""Drafts and files: whole, safely named, and never over what lies there."""

from __future__ import annotations

import unicodedata
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mail.test_message import FIELDS, HOSTILE, LETTER, WHEN
from workshop_app.errors import UserError
from workshop_app.mail.drafts import save_drafts
from workshop_app.mail.folder import save_each
from workshop_app.mail.naming import alike, file_name

WINDOWS = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}


def test_a_draft_opens_as_not_sent_and_says_the_same(tmp_path: Path) -> None:
    letters = [LETTER, LETTER._replace(sender="", reader_name="")]
    one, two = save_drafts(tmp_path / "drafts", letters, WHEN)
    assert (one.name, two.name) == ("Åsa Ünlü.eml", "you@example.org.eml")
    mail = message_from_bytes(one.read_bytes(), policy=policy.default)
    assert mail["X-Unsent"] == "1"
    assert mail["Message-ID"] == LETTER.message_id
    assert mail.keys() == [*FIELDS, "X-Unsent", "X-Uniform-Type-Identifier"]
    other = message_from_bytes(two.read_bytes(), policy=policy.default)
    assert other["From"] is None, "the mail program fills in its own"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_drafts_name_is_safe_whatever_its_reader_is_called(tmp_path: Path, text: str) -> None:
    (path,) = save_drafts(tmp_path, [LETTER._replace(reader_name=text)], WHEN)
    assert path.parent == tmp_path
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    there = tmp_path / "Ana.pdf"
    there.write_bytes(b"mine")
    paths = save_each(tmp_path, [("ana.pdf", b"1"), ("Ana.PDF", b"2"), ("Ana 2.pdf", b"3")])
    assert there.read_bytes() == b"mine"
    assert [path.read_bytes() for path in paths] == [b"1", b"2", b"3"]
    assert len({alike(path.name) for path in tmp_path.iterdir()}) == 4
    spellings = [(unicodedata.normalize(form, "Åsa.pdf"), b"") for form in ("NFC", "NFD")]
    assert len({path.name for path in save_each(tmp_path / "new", spellings)}) == 2


@pytest.mark.parametrize(
    ("about", "name"),
    [("Closer to Maria – Åsa.pdf", "Closer to Maria – Åsa.pdf"), ("../../etc/passwd", "etc passwd"),
     ("C:\\Users\\me\\x.pdf", "C Users me x.pdf"), ("con.pdf", "_con.pdf"), ("NUL", "_NUL"),
     ("Com1.tar.pdf", "_Com1.tar.pdf"), ("a. .pdf", "a.pdf"), (".pdf", "pdf"), ("", "file"),
     ("...", "file"), ("a/b.eml", "a b.eml"), ("a\u202efdp.exe", "afdp.exe"),
     ("lpt¹.pdf", "_lpt¹.pdf")],
)  # fmt: skip
def test_names_are_what_every_system_takes(about: str, name: str) -> None:
    assert file_name(about) == name


@given(st.text(), st.sampled_from([".pdf", ".eml", ""]))
def test_any_name_is_safe(about: str, suffix: str) -> None:
    name = file_name(about + suffix)
    assert name
    assert name.isprintable()
    assert not set(name) & set('<>:"/\\|?*')
    assert name == name.strip(". ")
    assert name.partition(".")[0].strip().casefold() not in WINDOWS
    assert len(name.encode()) <= 140
    assert Path(name).name == name
    assert not suffix or name.endswith(suffix) or name == suffix[1:]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError, match="cannot be used"):
        save_each(tmp_path / "file", [("a.pdf", b"")])
