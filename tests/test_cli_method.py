"""The commands about methods, as a person types them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workshop_app import paths
from workshop_app.assembly.methods import BUILT_IN
from workshop_app.cli import main

FOLDER = paths.resources() / "methods" / BUILT_IN


def _run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(["method", *(str(argument) for argument in arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_check_says_what_a_method_holds(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, error = _run(capsys, "check", FOLDER)
    assert (code, error) == (0, "")
    assert out.startswith("see-think-act-be, version 1: no faults.\nsee: activities: ")
    assert "taster-90: 8 activities, 90 minutes\n" in out


def test_check_names_every_fault_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = Path(shutil.copytree(FOLDER, tmp_path / "mine"))
    broken = {
        "method.toml": ("version = 1", "versoin = 1"),
        "activities/see.toml": ('mode = "booth"', 'mode = "boot"'),
        "activities/act.toml": ("minutes = [15, 20]", "minutes = [25, 20]"),
        "words/nl/be.toml": ("aim = ", "goal = "),
    }
    wanted = []
    for name, (old, new) in broken.items():
        text = (mine / name).read_text("utf-8")
        (mine / name).write_text(text.replace(old, new, 1), "utf-8")
        wanted.append(f"{name}:{text.count(chr(10), 0, text.index(old)) + 1}: ")
    code, out, error = _run(capsys, "check", mine)
    assert (code, out) == (1, "")
    assert all(place in error for place in wanted), error
    assert "Places to mend: " in error
    assert "Traceback" not in error


def test_a_method_goes_to_a_colleague_and_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = _run(capsys, "duplicate", BUILT_IN, "--title", "Our way")
    assert (code, out) == (0, f"our-way is in {paths.own_methods() / 'our-way'}.\n")
    path = tmp_path / "ours.workshop-method"
    assert _run(capsys, "export", "our-way", "-o", path)[:2] == (0, f"{path}\n")
    assert _run(capsys, "import", path)[1].startswith("our-way-2 is in ")
    assert _run(capsys, "import", path, "--replace")[1].startswith("our-way is in ")
    code, out, _ = _run(capsys, "list")
    assert "see-think-act-be  version 1  built in\n" in out
    assert "    nl  Our way\n" in out
    assert _run(capsys, "check", paths.own_methods() / "our-way")[0] == 0


def test_what_is_not_there_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (
        ("check", tmp_path / "nowhere"),
        ("export", "nothing", "-o", tmp_path / "x"),
        ("import", tmp_path / "nothing.workshop-method"),
    ):
        code, out, error = _run(capsys, *arguments)
        assert (code, out) == (1, "")
        assert error.strip()
        assert "Traceback" not in error


@pytest.mark.parametrize("command", ["list", "check", "duplicate", "export", "import"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["method", command, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out


def test_check_says_what_is_wrong_in_dutch(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The loader's faults and those of a kind; what may have been meant comes along."""
    code, out, _ = _run(capsys, "check", FOLDER, "--language", "nl")
    assert code == 0
    assert out.startswith("see-think-act-be, versie 1: geen fouten.\nsee: werkvormen: ")
    assert "taster-90: 8 werkvormen, 90 minuten\n" in out
    mine = Path(shutil.copytree(FOLDER, tmp_path / "mine"))
    for name, old, new in (
        ("method.toml", "version = 1", "versoin = 1"),
        ("activities/act.toml", '"number", min = 0, max = 100', '"number", min = 101, max = 100'),
    ):
        text = (mine / name).read_text("utf-8")
        assert old in text, name
        (mine / name).write_text(text.replace(old, new, 1), "utf-8")
    code, out, error = _run(capsys, "check", mine, "--language", "nl")
    assert (code, out) == (1, "")
    assert "onbekende sleutel “versoin”. Bedoelde je “version”?" in error
    assert ": de vorm “number” heeft een “min” onder de “max” nodig\n" in error
    assert "Plekken om te herstellen: " in error
    assert "Er is niets gewijzigd." in error
    code, _, error = _run(capsys, "check", tmp_path / "nowhere", "--language", "nl")
    assert code == 1
    assert "er is geen leesbaar bestand" in error
