"""Every text in every language: enumerated from the code and the files, not from a list."""

from __future__ import annotations

import ast
import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from workshop_app import paths
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = paths.resources() / "translations"
ROOT = FOLDER.parent.parent / "workshop_app"
FIELD = re.compile(r"\{(\w*)")


def _texts(language: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in sorted((FOLDER / language).glob("*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))
        assert not set(found) & set(texts), f"{path.name} repeats keys of another file"
        texts |= found
    return texts


def _stems(known: dict[str, str]) -> set[str]:
    """The keys as the code says them: singular and plural are one."""
    plurals = {key.removesuffix(".one") for key in known if key.endswith(".one")}
    return plurals | {key for key in known if key.rpartition(".")[0] not in plurals}


@lru_cache(maxsize=1)
def _trees() -> tuple[tuple[Path, ast.Module], ...]:
    return tuple(
        (path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(ROOT.rglob("*.py"))
    )


def _named(call: ast.Call) -> str:
    func = call.func
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")


def _raised(tree: ast.Module) -> Iterator[ast.Call]:
    """Every call that makes an error, also from the constructor of a kind of error."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _named(node) in _ERRORS:
            yield node
        elif isinstance(node, ast.ClassDef) and "UserError" in map(ast.unparse, node.bases):
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "super().__init__":
                    yield call


def _templates(part: ast.expr, assigned: dict[str, ast.expr]) -> Iterator[str]:
    """The sentence an argument stands for, or both where a condition chooses."""
    if isinstance(part, ast.IfExp):
        yield from _templates(part.body, assigned)
        yield from _templates(part.orelse, assigned)
    elif isinstance(part, ast.Name) and part.id in assigned:
        yield from _templates(assigned[part.id], {})
    elif isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
        yield part.value


_ERRORS = {"UserError", "DiskFullError", "InUseError", "Fault"}


def _errors() -> Iterator[tuple[str, str]]:
    """Every sentence of every `UserError` in the code, with its place."""
    for path, tree in _trees():
        assigned = {
            node.targets[0].id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        for call in _raised(tree):
            for part in call.args:
                for sentence in _templates(part, assigned):
                    yield sentence, f"{path.name}:{call.lineno}"


def _literals() -> tuple[set[str], set[str], set[str]]:
    """Every text constant in the code; beginnings and endings of texts that are put together."""
    whole: set[str] = set()
    begun: set[str] = set()
    ended: set[str] = set()
    for _, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                first, last = node.values[0], node.values[-1]
                if isinstance(first, ast.Constant):
                    begun.add(str(first.value))
                elif isinstance(last, ast.Constant):
                    ended.add(str(last.value))
    for script in (paths.resources() / "phone").glob("*.js"):
        whole |= set(re.findall(r'"(phone\.[\w.]+)"', script.read_text(encoding="utf-8")))
    return whole, begun, ended


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    english, other = _texts("en"), _texts(language)
    missing = {key for key in english if key not in other}
    assert not missing, f"add to {language}: {sorted(missing)}"
    extra = {key for key in other if key not in english}
    sentences = {sentence for sentence, _ in _errors()}
    # tests/method/test_fault_words.py holds these against the loader's faults.
    sentences |= set(json.loads((FOLDER / "nl" / "errors-faults.json").read_text("utf-8")))
    assert not extra - sentences, f"not in en, nor an error: {sorted(extra - sentences)}"
    for key, text in english.items():
        fields = set(FIELD.findall(text)), set(FIELD.findall(other[key]))
        assert fields[0] == fields[1], f"{key}: other fields in {language}"


def test_every_error_has_its_dutch() -> None:
    dutch = _texts("nl")
    missing = {sentence: place for sentence, place in _errors() if sentence not in dutch}
    assert not missing, "add to nl/errors-*.json: " + json.dumps(missing, indent=1)
    for sentence, place in _errors():
        assert set(FIELD.findall(sentence)) == set(FIELD.findall(dutch[sentence])), place


def test_every_key_in_the_code_has_its_words() -> None:
    stems = _stems(_texts("en"))
    for path, tree in _trees():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and _named(node) == "words" and node.args):
                continue
            key = node.args[0]
            if isinstance(key, ast.Constant):
                assert key.value in stems, f"{path.name}:{node.lineno} says {key.value!r}"
            elif isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
                begin = str(key.values[0].value)
                assert any(stem.startswith(begin) for stem in stems), f"{path.name}: {begin}…"


def test_no_words_are_left_over() -> None:
    whole, begun, ended = _literals()
    begun = {begin for begin in begun if "." in begin}
    known = _stems(_texts("en"))
    lengthened = {stem + ending for stem in known & whole for ending in ended}
    named = {f"{kind}.kind" for kind in registry.shapes()}
    left = {
        stem
        for stem in known - whole - lengthened - named
        if not any(stem.startswith(begin) for begin in begun)
    }
    assert not left, f"said nowhere, delete them in every language: {sorted(left)}"


def test_every_plural_has_both_its_forms() -> None:
    for language in LANGUAGES:
        known = _texts(language)
        for key, text in known.items():
            stem, _, form = key.rpartition(".")
            if form == "one" or (form == "other" and "{n}" in text):
                assert {f"{stem}.one", f"{stem}.other"} <= set(known), f"{language}: {key} alone"
                assert stem not in known, f"{language}: {stem} hides its plural"


def test_the_house_style() -> None:
    forbidden = re.compile(
        r"\b(please|sorry|oops|invalid|alsjeblieft|helaas|ongeldig)\b|[\"']", re.IGNORECASE
    )
    for language in LANGUAGES:
        for key, text in _texts(language).items():
            found = forbidden.search(text)
            assert found is None, f"{language} {key}: {found.group() if found else ''}"
    for sentence, place in _errors():
        assert not forbidden.search(sentence), f"{place}: {sentence}"


def test_numbers_dates_and_lists_are_written_as_people_do() -> None:
    from datetime import date

    english, dutch = Words.load("en"), Words.load("nl")
    assert english.number(-12.345, 1) == "−12.3"
    assert dutch.number(1234.5, 1) == "1234,5"
    assert english.number(-0.04, 1) == "0.0"
    assert [english.number(n, 1) for n in (3.25, -3.25, 2.675)] == ["3.3", "−3.3", "2.7"]
    assert [english.number(n) for n in (62.5, 0.5, -0.5)] == ["63", "1", "−1"]
    assert english.number(None) == "–"
    assert english.signed(3) == "+3"
    assert english.signed(-3) == "−3"
    assert english.signed(0) == "0"
    assert english.signed(0.04, 1) == "0.0"
    assert dutch.date(date(2026, 3, 3)) == "3 maart 2026"
    spans = {
        (date(2026, 12, 1), 1): ("1 December 2026", "1 december 2026"),
        (date(2026, 12, 1), 2): ("1–2 December 2026", "1–2 december 2026"),
        (date(2026, 11, 30), 2): (
            "30 November – 1 December 2026", "30 november – 1 december 2026"
        ),
        (date(2026, 12, 31), 3): (
            "31 December 2026 – 2 January 2027", "31 december 2026 – 2 januari 2027"
        ),
    }  # fmt: skip
    for (first, days), said in spans.items():
        assert (english.dates(first, days), dutch.dates(first, days)) == said
    assert dutch.listing(["a", "b", "c"]) == "a, b en c"
    assert english("scene.turnout", n=1, total=2) == "1 of 2 has voted"
    assert dutch("scene.turnout", n=2, total=2) == "2 van de 2 hebben gestemd"


def test_an_error_is_said_in_the_language_of_the_session() -> None:
    error = UserError("{name} already exists.", "It was not touched.", name="a.workshop")
    assert str(error) == "a.workshop already exists. It was not touched."
    assert Words.load("nl").sentence(error) == "a.workshop bestaat al. Er is niets mee gebeurd."


def test_an_unknown_language_gets_a_sentence() -> None:
    with pytest.raises(UserError, match="“fr”"):
        Words.load("fr")
