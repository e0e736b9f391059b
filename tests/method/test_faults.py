"""Whatever is wrong with a method is reported, all of it at once, with its file and line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.method.shapes import SHAPES
from workshop_app.errors import UserError
from workshop_app.method.faults import MethodError
from workshop_app.method.loader import load_method
from workshop_app.method.model import KindShape

Change = Callable[[str, str, str], int]

SEE = "activities/see.toml"
THINK = "activities/think.toml"
ACT = "activities/act.toml"
BE = "activities/be.toml"
EN = "words/en/see.toml"
NL = "words/nl/see.toml"


def report_of(folder: Path, shapes: dict[str, KindShape] = SHAPES) -> list[str]:
    with pytest.raises(MethodError) as caught:
        load_method(folder, shapes)
    return caught.value.report.sentence.splitlines()[:-1]


# file, what stands there, what is put in its place, message, lines below that place
ONE_BY_ONE = {
    "unknown key": (
        SEE,
        "minutes = [20, 30]",
        "minuts = [20, 30]\nminutes = [20, 30]",
        "unknown key “minuts”",
        0,
    ),
    "unknown key near a missing one": (
        SEE,
        "minutes = [20, 30]",
        "minuts = [20, 30]",
        "unknown key “minuts”. Did you mean “minutes”?",
        0,
    ),
    "unknown key at the top": (
        "method.toml",
        "version = 1",
        "version = 1\nauthor = 'me'",
        "unknown key “author”",
        1,
    ),
    "unknown attribute": (
        THINK,
        '{ id = "mw2", form = "choice" }',
        '{ id = "mw2", form = "choice", size = 2 }',
        "unknown key “size”",
        0,
    ),
    "missing key": (
        "method.toml",
        "version = 1\n",
        "",
        "“version” is missing",
        -4,
    ),
    "wrong type": (
        "method.toml",
        "version = 1",
        "version = 'one'",
        "“version” must be a whole number",
        0,
    ),
    "wrong type in a list": (
        SEE,
        "minutes = [20, 30]",
        'minutes = [20, "30"]',
        "“minutes” must be a list of whole numbers",
        0,
    ),
    "truth as number": (
        SEE,
        "minutes = [20, 30]",
        "minutes = [true, 30]",
        "“minutes” must be a list of whole numbers",
        0,
    ),
    "unknown mode": (
        SEE,
        'mode = "booth"',
        'mode = "boot"',
        "“mode” cannot be “boot”, only one of",
        0,
    ),
    "unknown kind": (
        SEE,
        'kind = "journey"',
        'kind = "jorney"',
        "Did you mean “journey”?",
        0,
    ),
    "unknown scale": (
        SEE,
        'comparable = true\nscale = "agree5"\naxes = ["care"',
        'comparable = true\nscale = "agree6"\naxes = ["care"',
        "“scale” names “agree6”, which is not among the scales. Did you mean “agree5”?",
        1,
    ),
    "unknown axis": (
        SEE,
        '{ id = "ck05", axis = "advocacy" }',
        '{ id = "ck05", axis = "advocasy" }',
        "which is not among the axes. Did you mean “advocacy”?",
        0,
    ),
    "unknown source": (
        SEE,
        'source = ["Willemse", "Travis"]',
        'source = ["Willemse", "Trevis"]',
        "which is not among the sources. Did you mean “Travis”?",
        0,
    ),
    "unknown form": (
        SEE,
        'form = ["alone", "plenary"]',
        'form = ["alone", "planetary"]',
        "which is not among the forms. Did you mean “plenary”?",
        0,
    ),
    "unknown role": (
        SEE,
        'roles = ["facilitator",',
        'roles = ["facilitater",',
        "Did you mean “facilitator”?",
        0,
    ),
    "unknown view": (
        SEE,
        '{ view = "agreement" }',
        '{ view = "agrement" }',
        "“view” cannot be “agrement”",
        0,
    ),
    "view the kind cannot show": (
        BE,
        '    { view = "title" },\n    { view = "question" },\n    { view = "question" }',
        '    { view = "total" },\n    { view = "question" },\n    { view = "question" }',
        "this kind cannot show the view “total”",
        0,
    ),
    "groups without comparison": (
        THINK,
        '    { view = "question" },\n    { view = "collect" },\n    { view = "total" },\n    '
        '{ view = "total" },',
        '    { view = "question" },\n    { view = "collect" },\n    '
        '{ view = "total" },\n    { view = "groups" },',
        "there are no groups to show",
        3,
    ),
    "unknown routine": (
        SEE,
        '{ routine = "vote" }',
        '{ routine = "wote" }',
        "which is not among the routines. Did you mean “vote”",
        0,
    ),
    "minutes for a long routine": (
        SEE,
        '{ routine = "vote" }',
        '{ routine = "vote", minutes = 3 }',
        "the routine “vote” has several steps of its own",
        0,
    ),
    "routine the kind cannot show": (
        "activities/general.toml",
        '{ view = "title" }',
        '{ routine = "vote" }',
        "this kind can show nothing of the routine “vote”",
        0,
    ),
    "neither view nor routine": (
        SEE,
        '{ routine = "vote" }',
        "{ minutes = 3 }",
        "needs a “view” or a “routine”",
        0,
    ),
    "unknown phase": (
        ACT,
        "[act-rituals]",
        "[akt-rituals]",
        "should begin with a phase: “see”, “think”",
        0,
    ),
    "unknown view in a routine": (
        "method.toml",
        '{ view = "guess" }',
        '{ view = "gess" }',
        "Did you mean “guess”?",
        0,
    ),
    "item used twice": (
        SEE,
        '{ id = "ck05", axis = "advocacy" }',
        '{ id = "ck04", axis = "advocacy" }',
        "“ck04” is used twice in “see-checklist.items”",
        0,
    ),
    "item used in two activities": (
        SEE,
        '{ id = "ck05", axis = "advocacy" }',
        '{ id = "fa1", axis = "advocacy" }',
        "“fa1” is used twice, also in “see-five-answers.items”",
        0,
    ),
    "activity used twice": (
        THINK,
        "[think-moral-wisdom]",
        "[see-journey]\n[think-moral-wisdom]",
        "“see-journey” is used twice, also in activities/see.toml",
        0,
    ),
    "activity called like the words' tables": (
        THINK,
        "[think-moral-wisdom]",
        "[roles]\n[think-moral-wisdom]",
        "“roles” is a table of the method's own words",
        0,
    ),
    "odd id": (
        SEE,
        '{ id = "ck05", axis = "advocacy" }',
        '{ id = "ck.05", axis = "advocacy" }',
        "“ck.05” may hold only a–z",
        0,
    ),
    "minimum above standard": (
        SEE,
        "minutes = [20, 30]",
        "minutes = [40, 30]",
        "the minimum of 40 minutes is above the standard of 30",
        0,
    ),
    "agenda's total": (
        "method.toml",
        "total = 90",
        "total = 95",
        "the slots add up to 90 minutes, not 95",
        0,
    ),
    "agenda's net": (
        "method.toml",
        '{ activity = "be-heartbeat", minutes = 5 }',
        '{ activity = "break", minutes = 5 }',
        "the slots without pauses add up to 85 minutes, not 90",
        -10,
    ),
    "slot too short": (
        "method.toml",
        '{ activity = "be-pledge", minutes = 10 }',
        '{ activity = "be-pledge", minutes = 9 }',
        "“be-pledge” needs at least 10 minutes, not 9",
        0,
    ),
    "slot of no activity": (
        "method.toml",
        '{ activity = "be-pledge"',
        '{ activity = "be-pledges"',
        "there is no activity “be-pledges”. Did you mean “be-pledge”?",
        0,
    ),
    "level in two bands": (
        "method.toml",
        "middle = [3]",
        "middle = [2, 3]",
        "level 2 is in two bands",
        0,
    ),
    "what only the kind knows": (
        ACT,
        "places = 3",
        "places = 12",
        "“places” must be from 1 to the number of options",
        0,
    ),
    "script too short": (
        NL,
        '    "Loop samen de lijst na.",\n',
        "",
        "“see-roster.script” has 5 lines, but its steps are 6",
        -3,
    ),
    "script line empty": (
        NL,
        '"Loop samen de lijst na."',
        '""',
        "line 3 of “see-roster.script” must be a text",
        0,
    ),
    "routine line empty in one language": (
        NL,
        '"Een les in één zin."',
        '""',
        "“see-customer-story.script.6” is empty, but not in “en”",
        0,
    ),
    "words for an item missing": (
        NL,
        'ck05 = "Aanbevelingen verdien je hier; we kopen ze niet en dringen er niet op aan."\n',
        "",
        "there are no words for “see-checklist.items.ck05”",
        -5,
    ),
    "words for an item that is not there": (
        EN,
        'ck05 = "Rec',
        'ck99 = "None."\nck05 = "Rec',
        "words for “see-checklist.items.ck99”, which does not exist",
        0,
    ),
    "words for an activity missing": (
        "words/nl/act.toml",
        "[act-rituals]\n",
        "[act-ritual]\n",
        "words for “act-ritual”, which does not exist. Did you mean “act-rituals”?",
        0,
    ),
    "words of the wrong type": (
        EN,
        'fa2 = "Customers would understand the answers."',
        "fa2 = 2",
        "“see-five-answers.items.fa2” must be a text in quotes",
        0,
    ),
    "words for a scale's point missing": (
        "words/nl/method.toml",
        '10 = "Zeer waarschijnlijk"\n',
        "",
        "there are no words for “scales.nps11.10”",
        -2,
    ),
    "fewer tips in one language": (
        NL,
        '    "Twijfel = vraagteken.",\n',
        "",
        "“see-journey.tips” has 3 lines, but 4 in “en”",
        -2,
    ),
    "optional words in one language only": (
        NL,
        'booklet = "Verhaal, les."\n',
        "",
        "there are no words for “see-customer-story.booklet”, as there are in “en”",
        -18,
    ),
    "invalid TOML": (
        NL,
        'fa2 = "Klanten',
        "fa2 = Klanten",
        "this is not valid TOML",
        0,
    ),
}


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ('stages = ["awareness"', 'stages = ["outcome"', "outcome"),
        ('    "happened",\n', '    "insight",\n', "insight"),
    ],
)
def test_a_place_cannot_be_called_as_what_an_activity_ends_in(
    old: str, new: str, name: str, folder: Path, change: Change
) -> None:
    change(SEE, old, new)
    said = f"“{name}” cannot be an id in “{'stages' if name == 'outcome' else 'columns'}”"
    assert [line for line in report_of(folder) if said in line]


@pytest.mark.parametrize("name", ONE_BY_ONE)
def test_a_fault_is_found_with_its_file_and_line(name: str, folder: Path, change: Change) -> None:
    file, old, new, message, below = ONE_BY_ONE[name]
    line = change(file, old, new) + below
    report = report_of(folder)
    assert any(entry.startswith(f"{file}:{line}: ") and message in entry for entry in report), (
        f"{file}:{line}\n" + "\n".join(report)
    )


ALONE = sorted(
    set(ONE_BY_ONE)
    # these are two faults: what is there instead, and what is missing or no longer fits
    - {"unknown key near a missing one", "unknown phase", "activity called like the words' tables"}
    - {"item used twice", "item used in two activities", "odd id", "unknown attribute"}
    - {"slot of no activity", "slot too short", "words for an activity missing", "agenda's net"}
    - {"unknown kind"}
)


@pytest.mark.parametrize("name", ALONE)
def test_one_mistake_is_one_fault(name: str, folder: Path, change: Change) -> None:
    file, old, new, _, _ = ONE_BY_ONE[name]
    change(file, old, new)
    assert len(report_of(folder)) == 1


def test_many_faults_are_reported_at_once(folder: Path, change: Change) -> None:
    names = [
        "unknown key at the top",
        "unknown view in a routine",
        "agenda's total",
        "level in two bands",
        "unknown mode",
        "unknown axis",
        "unknown source",
        "unknown role",
        "minimum above standard",
        "unknown routine",
        "what only the kind knows",
        "groups without comparison",
        "view the kind cannot show",
        "script too short",
        "words for an item missing",
        "words for an item that is not there",
        "words of the wrong type",
        "words for a scale's point missing",
        "fewer tips in one language",
        "optional words in one language only",
    ]
    expected = []
    for name in names:
        file, old, new, message, _ = ONE_BY_ONE[name]
        change(file, old, new)
        expected.append((file, message))
    (folder / "words" / "en" / "be.toml").write_bytes(b'[be-pledge]\ntitle = "caf\xe9"\n')
    expected.append(("words/en/be.toml", "the file is not saved as UTF-8"))
    report = report_of(folder)
    assert len(report) == len(expected)
    for file, message in expected:
        assert any(entry.startswith(f"{file}:") and message in entry for entry in report), message


def test_a_file_that_is_not_utf8_names_the_line(folder: Path) -> None:
    (folder / NL).write_bytes(b'# fine\n[see-roster]\ntitle = "caf\xe9"\n')
    assert report_of(folder) == [
        f"{NL}:3: the file is not saved as UTF-8; choose that in your editor"
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_fine(folder: Path) -> None:
    for file in folder.rglob("*.toml"):
        text = file.read_text(encoding="utf-8")
        file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    load_method(folder, SHAPES)


def test_an_unfinished_file_names_its_end(folder: Path) -> None:
    (folder / THINK).write_text('[a]\nkind = """\nnever closed\n', encoding="utf-8")
    assert report_of(folder)[0].startswith(f"{THINK}:3: this is not valid TOML")


def test_a_folder_that_is_not_there() -> None:
    nowhere = Path("nowhere") / "at-all"
    assert report_of(nowhere) == [
        "method.toml:1: there is no readable file of this name; every method has one"
    ]


def test_a_language_that_is_not_there(folder: Path) -> None:
    (folder / "words" / "nl").rename(folder / "words" / "fr")
    assert report_of(folder) == [
        "words/fr:1: “languages” in method.toml does not name “fr”",
        "words/nl:1: there is no folder with the words in “nl”",
    ]


def test_activities_that_are_not_there(folder: Path) -> None:
    (folder / "activities").rename(folder / "other")
    (fault,) = report_of(folder)
    assert fault.startswith("activities:1: the folder cannot be read: ")


def test_words_in_a_missing_file_are_missed_in_their_folder(folder: Path) -> None:
    (folder / "words" / "nl" / "act.toml").unlink()
    assert report_of(folder) == ["words/nl:1: there are no words for “act-rituals”"]


def test_words_may_stand_in_any_file_but_only_once(folder: Path) -> None:
    extra = folder / "words" / "nl" / "extra.toml"
    act = folder / "words" / "nl" / "act.toml"
    extra.write_text(act.read_text(encoding="utf-8"), encoding="utf-8")
    assert report_of(folder) == [
        "words/nl/extra.toml:1: words for “act-rituals” are also in words/nl/act.toml"
    ]
    act.unlink()
    load_method(folder, SHAPES)


def test_a_broken_structure_does_not_make_the_rest_look_wrong(folder: Path) -> None:
    (folder / "method.toml").write_text("id = \n", encoding="utf-8")
    assert len(report_of(folder)) == 1
    (folder / SEE).write_text("[see-roster\n", encoding="utf-8")
    assert len(report_of(folder)) == 2


def test_a_kind_needs_its_lists(folder: Path, change: Change) -> None:
    change(SEE, 'columns = ["sentences"]', "columns = []")
    change(ACT, 'questions = [\n    { id = "ri", form = "rank", places = 3 },\n]', "")
    assert f"{ACT}:3: a poll needs the list “questions”" in report_of(folder)


def test_a_required_text_of_the_kind_is_missed(folder: Path) -> None:
    board = SHAPES["board"]
    demanding = KindShape(
        "board", lists=board.lists, texts={"case": True, "moral": True}, views=board.views
    )
    assert report_of(folder, {**SHAPES, "board": demanding}) == [
        f"{file}:{line}: there are no words for “see-customer-story.moral”"
        for file, line in ((EN, 29), (NL, 29))
    ]


def test_an_entry_may_need_several_words(folder: Path) -> None:
    rating = SHAPES["rating"]
    lists = {**rating.lists, "axes": rating.lists["axes"]._replace(words=("low", "high"))}
    report = report_of(folder, {**SHAPES, "rating": rating._replace(lists=lists)})
    assert len(report) == 2 * 9, "every axis, in each language"
    assert all("must be a table" in line for line in report)
    for file in (EN, NL):
        text = (folder / file).read_text(encoding="utf-8")
        for axis in ("uniform", "clear", "enthusing", "care", "advocacy", "direction", "together",
                     "steering", "space"):
            text = re.sub(rf"^{axis} = .*$", f'{axis} = {{ low = "a", high = "b" }}', text,
                          flags=re.MULTILINE)
        (folder / file).write_text(text, encoding="utf-8")
    method = load_method(folder, {**SHAPES, "rating": rating._replace(lists=lists)})
    assert method.text("see-checklist.axes.care.high", "nl") == "b"


def test_the_error_is_a_sentence_for_the_user(folder: Path, change: Change) -> None:
    change("method.toml", "version = 1", "")
    with pytest.raises(UserError) as caught:
        load_method(folder, SHAPES)
    assert caught.value.sentence == (
        "The method “mine” cannot be used: places to mend: 1. Nothing was loaded and nothing was "
        "changed. Mend the lines in the report, then load the method again."
    )
    assert isinstance(caught.value, MethodError)
    fault = caught.value.faults[0]
    assert (fault.file, fault.line, fault.template) == ("method.toml", 1, "“{key}” is missing")
    assert fault.fields == {"key": "version"}


HOSTILE = {
    "deep lists": "a = " + "[" * 100_000,
    "deep tables": "a = " + "{a=" * 50_000,
    "long dotted key": ".".join("a" * 100_000) + " = 1",
    "long table name": "[" + ".".join("a" * 100_000) + "]",
    "quoted dotted key": ".".join(["'a'"] * 50_000) + " = 1",
    "huge number": "version = " + "9" * 200_000,
    "huge hexadecimal number": "version = 0x" + "9" * 200_000,
    "infinity": "version = inf",
    "date": "version = 1979-05-27",
    "many keys": "".join(f"k{number} = 1\n" for number in range(20_000)),
    "many tables": "".join(f"[k{number}]\n" for number in range(20_000)),
    "many entries": "languages = [" + '"a",' * 50_000 + "]",
    "long key": "a" * 200_000 + " = 1",
    "too large": "#" * 300_000,
    "control character": 'id = "\x00"',
}


@pytest.mark.parametrize("file", ["method.toml", SEE, EN])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_few_words(name: str, file: str, folder: Path) -> None:
    (folder / file).write_text(HOSTILE[name], encoding="utf-8")
    report = report_of(folder)
    assert report
    assert max(map(len, report)) < 1000


def test_a_hostile_folder_is_refused(folder: Path) -> None:
    for number in range(10):
        (folder / "activities" / f"{number}.toml").write_text("#" * 200_000, encoding="utf-8")
    assert report_of(folder) == ["activities:1: the method is larger than 1048576 bytes"]
    for number in range(61):
        (folder / "activities" / f"{number}.toml").write_text("", encoding="utf-8")
    assert report_of(folder) == ["activities:1: there are more than 60 files"]
