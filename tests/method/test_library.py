"""The library of methods: duplicate, delete, export, import, and archives that mean harm."""

from __future__ import annotations

import stat
import tomllib
import zipfile
from typing import TYPE_CHECKING

import pytest

from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.method.archive import MOST_FILES, SUFFIX
from workshop_app.method.faults import MethodError
from workshop_app.method.folder import texts_of
from workshop_app.method.library import Library
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Library:
    """A small method as the built-in one, and no own ones yet."""
    home = tmp_path / "built-in"
    home.mkdir()
    folder.rename(home / "see-think-act-be")
    return Library(registry.shapes(), tmp_path / "own", home)


def _own(library: Library) -> list[str]:
    return [entry.id for entry in library.entries() if not entry.built_in]


def test_a_duplicate_is_the_same_method_under_its_own_id_and_title(library: Library) -> None:
    made = library.duplicate("see-think-act-be", {"en": "Our way", "nl": "Onze weg"})
    assert (made.id, made.title("nl"), made.built_in) == ("our-way", "Onze weg", False)
    before, after = library.load("see-think-act-be"), library.load("our-way")
    words = {
        language: {**said, "title": made.titles[language]}
        for language, said in before.words.items()
    }
    assert after == before._replace(id="our-way", words=words)


def test_a_duplicate_keeps_remarks_and_order(library: Library) -> None:
    source = library.entry("see-think-act-be").folder
    made = library.duplicate("see-think-act-be", "Ours")
    for name in ("activities/see.toml", "words/nl/see.toml"):
        assert (made.folder / name).read_bytes() == (source / name).read_bytes()
    head = (source / "method.toml").read_text(encoding="utf-8")
    assert (made.folder / "method.toml").read_text(encoding="utf-8") == head.replace(
        'id = "see-think-act-be"', 'id = "ours"'
    )


def test_ids_and_titles_of_new_methods_are_free(library: Library) -> None:
    for _ in range(2):
        library.duplicate("see-think-act-be", "Ours")
    assert _own(library) == ["ours", "ours-2"]
    with pytest.raises(UserError, match="cannot be the id"):
        library.duplicate("ours", "Other", "ours-2")
    with pytest.raises(UserError, match="no title"):
        library.duplicate("ours", "  ")
    with pytest.raises(UserError, match="no method “our”"):
        library.duplicate("our", "x")
    assert _own(library) == ["ours", "ours-2"]


def test_an_own_method_is_deleted_and_brought_back(library: Library) -> None:
    made = library.duplicate("see-think-act-be", "Ours")
    before = texts_of(made.folder)
    library.delete("ours")
    assert _own(library) == []
    restored = library.restore()
    assert restored is not None
    assert texts_of(restored.folder) == before
    assert library.restore() is None
    with pytest.raises(UserError, match="comes with the app"):
        library.delete("see-think-act-be")


def test_export_and_import_give_the_same_method(library: Library, tmp_path: Path) -> None:
    library.duplicate("see-think-act-be", "Ours")
    path = library.export("ours", tmp_path / "for-eva")
    assert path.name == f"for-eva{SUFFIX}"
    assert library.export("ours", tmp_path / "again").read_bytes() == path.read_bytes()
    texts, method = texts_of(library.entry("ours").folder), library.load("ours")
    library.delete("ours")
    assert library.import_file(path).id == "ours"
    assert texts_of(library.entry("ours").folder) == texts
    assert library.load("ours") == method


def test_an_id_that_is_there_gets_a_number_or_is_replaced(
    library: Library, tmp_path: Path
) -> None:
    library.duplicate("see-think-act-be", "Ours")
    path = library.export("ours", tmp_path / "ours")
    words = library.entry("ours").folder / "words" / "en" / "method.toml"
    words.write_text(words.read_text(encoding="utf-8").replace('"Ours"', '"Changed"'), "utf-8")
    assert library.import_file(path).id == "ours-2"
    assert library.entry("ours").title("en") == "Changed"
    assert library.import_file(path, replace=True).id == "ours"
    assert library.entry("ours").title("en") == "Ours"
    assert _own(library) == ["ours", "ours-2"]
    built_in = library.export("see-think-act-be", tmp_path / "built-in.workshop-method")
    assert library.import_file(built_in, replace=True).id == "see-think-act-be-2"


def _zip(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def _link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("method.toml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


HOSTILE: dict[str, tuple[Callable[[], list[tuple[str | zipfile.ZipInfo, bytes]]], str]] = {
    "parent": (lambda: [("../evil.toml", b"")], "outside"),
    "inside parent": (lambda: [("words/../../evil.toml", b"")], "outside"),
    "absolute": (lambda: [("/etc/evil.toml", b"")], "outside"),
    "drive": (lambda: [("C:evil.toml", b"")], "outside"),
    "backslash": (lambda: [("words\\..\\evil.toml", b"")], "outside"),
    "hidden": (lambda: [(".git/config.toml", b"")], "outside"),
    "deep": (lambda: [("a/b/c/d.toml", b"")], "outside"),
    "link": (lambda: [(_link(), b"/etc/passwd")], "plain file"),
    "program": (lambda: [("method.py", b"import os")], "plain text"),
    "no suffix": (lambda: [("method", b"")], "plain text"),
    "twice": (lambda: [("method.toml", b""), ("METHOD.toml", b"")], "twice"),
    "many": (lambda: [(f"f{n}.toml", b"") for n in range(MOST_FILES + 1)], "more than 500"),
    "bomb": (lambda: [("a.toml", bytes(6 * 1024 * 1024))], "5 MB"),
    "bomb of two": (lambda: [(f"{n}.txt", bytes(3 * 1024 * 1024)) for n in "ab"], "5 MB"),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_hostile_archives_leave_nothing(name: str, library: Library, tmp_path: Path) -> None:
    entries, why = HOSTILE[name]
    path = _zip(tmp_path / "evil.workshop-method", *entries())
    with pytest.raises(UserError, match=why) as caught:
        library.import_file(path)
    assert Words.load("nl").sentence(caught.value) != caught.value.sentence
    assert _own(library) == []
    assert not list(tmp_path.rglob("evil.toml"))
    own = tmp_path / "own"
    assert not own.exists() or not list(own.iterdir())


def test_what_is_no_archive_is_said(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "text.workshop-method"
    path.write_bytes(b"no zip at all")
    with pytest.raises(UserError, match="not a method in one file"):
        library.import_file(path)
    with pytest.raises(UserError, match="could not be read"):
        library.import_file(tmp_path / "gone.workshop-method")


def test_an_archive_with_faults_is_refused_with_all_of_them(
    library: Library, tmp_path: Path
) -> None:
    texts = texts_of(library.entry("see-think-act-be").folder)
    texts["activities/see.toml"] = texts["activities/see.toml"].replace(b'"plenary"', b'"plenry"')
    texts["words/nl/see.toml"] = texts["words/nl/see.toml"].replace(b"aim = ", b"aims = ", 1)
    path = _zip(tmp_path / "faulty.workshop-method", *texts.items())
    with pytest.raises(MethodError) as caught:
        library.import_file(path)
    files = {fault.file for fault in caught.value.faults}
    assert files == {"activities/see.toml", "words/nl/see.toml"}
    assert "“faulty”" in caught.value.sentence
    assert _own(library) == []
    assert not list((tmp_path / "own").iterdir())


def test_a_method_with_faults_is_listed_but_not_exported(
    library: Library, tmp_path: Path
) -> None:
    made = library.duplicate("see-think-act-be", "Ours")
    (made.folder / "method.toml").write_text("id = ", "utf-8")
    assert _own(library) == ["ours"]
    assert library.entry("ours").title("en") == "ours"
    with pytest.raises(MethodError):
        library.export("ours", tmp_path / "ours")
    assert not (tmp_path / f"ours{SUFFIX}").exists()


def test_a_power_cut_between_two_renames_loses_nothing(library: Library) -> None:
    made = library.duplicate("see-think-act-be", "Ours")
    made.folder.rename(made.folder.with_name(".old-ours"))
    assert _own(library) == ["ours"]


def test_the_users_own_folder_is_where_the_data_is(monkeypatch: pytest.MonkeyPatch) -> None:
    from workshop_app import paths

    made = Library(registry.shapes()).duplicate("see-think-act-be", "Ours")
    assert made.folder == paths.own_methods() / "ours"
    top = tomllib.loads((made.folder / "method.toml").read_text(encoding="utf-8"))
    assert top["id"] == "ours"
