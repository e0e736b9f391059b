"""Errors within errors: a file's faults are said in the reader's language, a line each."""

from __future__ import annotations

from workshop_app.errors import Errors, UserError

DUTCH = {
    "{name} has {n} faults:\n{faults}\n": "{name} heeft {n} fouten:\n{faults}\n",
    "line {line}: {fault}": "regel {line}: {fault}",
    "there is no name": "er staat geen naam",
    "Nothing was imported.": "Er is niets overgenomen.",
}


def _line(number: int) -> UserError:
    fault = Errors((UserError("there is no name"),))
    return UserError("line {line}: {fault}", line=number, fault=fault)


def test_an_error_says_its_three_parts() -> None:
    error = UserError("{name} is gone.", "", "Look for {name}.", name="a.csv")
    assert str(error) == error.sentence == "a.csv is gone. Look for a.csv."


def test_errors_in_a_field_are_said_in_the_same_language() -> None:
    faults = Errors((_line(2), _line(7)))
    error = UserError(
        "{name} has {n} faults:\n{faults}\n", "Nothing was imported.", name="a.csv", n=2,
        faults=faults,
    )
    assert error.sentence == (
        "a.csv has 2 faults:\nline 2: there is no name\nline 7: there is no name\n"
        "Nothing was imported."
    )
    assert error.said(lambda text: DUTCH.get(text, text)) == (
        "a.csv heeft 2 fouten:\nregel 2: er staat geen naam\nregel 7: er staat geen naam\n"
        "Er is niets overgenomen."
    )


def test_braces_in_what_a_person_wrote_are_left_alone() -> None:
    inner = UserError("there is no role “{text}”", text="{name} {0} %s")
    error = UserError("{faults}", faults=Errors((inner,)))
    assert error.sentence == "there is no role “{name} {0} %s”"
