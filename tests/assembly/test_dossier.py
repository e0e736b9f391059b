"""What is held about somebody: all of it for themselves, and nothing that is somebody else's."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests.desk import session
from tests.persons import ADDRESS, NAME, OTHER, everywhere
from workshop_app.assembly.dossier import held_about, text_about, write_dossier
from workshop_app.assembly.erasure import named, told
from workshop_app.errors import UserError
from workshop_app.kinds.pledge.model import Pledge, add_pledge
from workshop_app.session import erasing
from workshop_app.session.mentions import mentions
from workshop_app.session.notes import INSIGHT, NewNote, add_notes
from workshop_app.session.people import Person, add_people
from workshop_app.session.whose import Whose
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from pathlib import Path


def test_every_row_about_somebody_is_in_it_and_nobody_elses(tmp_path: Path) -> None:
    workshop, who = everywhere(tmp_path)
    add_notes(workshop.file, "", "see-customer-story", [NewNote("felt", f"{NAME} called")])
    found = held_about(workshop, named(workshop.people(), "Wilhelmina"), workshop.words)
    rows = found["rows"]
    assert [row["email"] for row in rows["person"]] == [ADDRESS]
    assert [row["start"] for row in rows["pledge"]] == ["Call back on the day itself"]
    assert [row["title"] for row in rows["action"]] == ["Phone back", "Write"]
    assert [row["answer"] for row in rows["named_answer"] if row["question"]] == ["1"]
    assert [row["state"] for row in rows["outbox"]] == ["sent"]
    assert [row["verdict"] for row in rows["review"]] == ["kept"]
    assert found["agreed"] == {"name_printed": True, "mail": True}
    assert [one["text"] for one in found["mentions"]] == [f"{NAME} called"]
    assert json.loads(json.dumps(found)) == found
    told_ = json.dumps(found) + text_about(workshop, who, workshop.words)
    assert "Listen" not in told_, "what somebody else promised"
    assert "bo@example.org" not in told_


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_session_with_people_and_nothing_else_is_told(tmp_path: Path, language: str) -> None:
    workshop = session(tmp_path, language=language, people=(Person("Li"),))
    (li,) = workshop.people()
    rows = held_about(workshop, li, workshop.words)["rows"]
    assert [row["name"] for row in rows.pop("person")] == ["Li"]
    assert not any(rows.values())
    assert workshop.words("people.held.nothing") in text_about(workshop, li, workshop.words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_shipped_method_says_is_about_nobody(tmp_path: Path, language: str) -> None:
    workshop, _ = everywhere(tmp_path, language=language)
    one = named(workshop.people(), "Person 1")
    assert mentions(workshop.file, Whose(workshop.file, [one])) == ()
    add_notes(workshop.file, "", "see-customer-story", [NewNote("felt", "Ask Person 1")])
    (found,) = mentions(workshop.file, Whose(workshop.file, [one]))
    assert found.text == "Ask Person 1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_in_an_insight_is_said_with_its_phase(tmp_path: Path, language: str) -> None:
    workshop, who = everywhere(tmp_path, language=language)
    phase = workshop.method.phases[0].id
    for place in (phase, "gone-since"):
        add_notes(workshop.file, "", place, [NewNote(INSIGHT, f"{NAME} was right in {place}")])
    text = text_about(workshop, who, workshop.words)
    stays = told(workshop, erasing.going(workshop.file, [who], []), workshop.words).stays
    said = [line for line in stays if f"right in {phase}" in line]
    assert workshop.method.text(f"phases.{phase}.name", language) in said[0]
    assert said[0] in text
    assert "right in gone-since" in text


def test_a_pledge_under_a_typed_name_is_held_and_erased_alike(tmp_path: Path) -> None:
    workshop, who = everywhere(tmp_path)
    for name, start in ((NAME.upper(), "Ring at nine"), ("Person 1", "Ask twice")):
        add_pledge(workshop.file, "", "be-pledge", Pledge(start=start, person=name))
    starts = {row["start"] for row in held_about(workshop, who, workshop.words)["rows"]["pledge"]}
    assert starts == {"Call back on the day itself", "Ring at nine"}
    text = text_about(workshop, who, workshop.words)
    assert "Ring at nine" in text
    one = named(workshop.people(), "Person 1")
    text = text_about(workshop, one, workshop.words)
    assert "Ask twice" in text
    assert "Ring at nine" not in text
    assert erasing.going(workshop.file, [who], []).pledges == 2
    erasing.erase(workshop.file, [one], [], datetime.now().astimezone())
    left = {start for (start,) in workshop.file.rows("SELECT start FROM pledge")}
    assert left == {"Call back on the day itself", "Listen", "Ring at nine"}


def test_what_may_be_a_namesakes_is_pointed_at_and_not_given(tmp_path: Path) -> None:
    workshop, who = everywhere(tmp_path)
    add_pledge(workshop.file, "", "be-pledge", Pledge(start="Ring at nine", person=NAME))
    add_people(workshop.file, "", [Person(NAME)])
    assert "Ring at nine" not in text_about(workshop, who, workshop.words)
    mentions = erasing.going(workshop.file, [who], []).mentions
    assert ("be-pledge", "owner", NAME) in mentions
    assert "Ring at nine" not in str(mentions)
    going = erasing.going(workshop.file, [who], [])
    assert going.undecided["pledge"] == 2, "one more stands there already"
    said = "2 pledges"
    assert said in text_about(workshop, who, workshop.words)
    assert said in told(workshop, going, workshop.words).stays[0]
    assert held_about(workshop, who, workshop.words)["undecided"]["pledge"] == 2
    with pytest.raises(UserError, match="2 people") as error:
        named(workshop.people(), NAME)
    for choice in str(error.value.fields["known"]).split(", "):
        assert named(workshop.people(), choice).name == NAME


def test_without_a_namesake_nothing_is_undecided(tmp_path: Path) -> None:
    workshop, who = everywhere(tmp_path)
    add_pledge(workshop.file, "", "be-pledge", Pledge(start="Ring at nine", person=NAME))
    assert not erasing.going(workshop.file, [who], []).undecided


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_says_it_in_either_language(tmp_path: Path, language: str) -> None:
    workshop, who = everywhere(tmp_path, language=language)
    text = text_about(workshop, who, Words.load(language))
    expected = {"en": ("Own pledges", "Mail may be sent.", "ballots were destroyed"),
                "nl": ("Eigen beloften", "Mail mag worden gestuurd.", "zijn vernietigd")}
    for part in (*expected[language], NAME, ADDRESS, "Call back on the day itself", "Phone back"):
        assert part in text
    assert "{" not in text


def test_it_is_a_folder_or_one_file_and_never_over_another(tmp_path: Path) -> None:
    workshop, who = everywhere(tmp_path)
    assert len(write_dossier(workshop, who, tmp_path / "held", "nl")) == 2
    (packed,) = write_dossier(workshop, who, tmp_path / "held.zip")
    with zipfile.ZipFile(packed) as found:
        assert found.namelist() == [f"{NAME}.json", f"{NAME}.txt"]
        assert json.loads(found.read(f"{NAME}.json"))["format"] == "workshop-person"
    for there in ("held", "held.zip"):
        with pytest.raises(UserError, match="already exists"):
            write_dossier(workshop, who, tmp_path / there)
    assert f"{NAME}".encode() in packed.read_bytes()


@pytest.mark.parametrize("said", ["Wilhelmina", NAME.upper(), ADDRESS])
def test_somebody_is_found_by_name_first_name_or_address(tmp_path: Path, said: str) -> None:
    workshop, who = everywhere(tmp_path)
    assert named(workshop.people(), said).key == who.key
    assert named(workshop.people(), who.key).key == who.key
    with pytest.raises(UserError, match="4 people"):
        named(workshop.people(), "Person")
    with pytest.raises(UserError, match="Nobody"):
        named(workshop.people(), "Nobody")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_erasing_comes_to_is_said_with_the_files_that_are_known(
    tmp_path: Path, language: str
) -> None:
    workshop, who = everywhere(tmp_path, language=language)
    (tmp_path / "test booklet.pdf").write_bytes(b"%PDF")
    (tmp_path / "tester.pdf").write_bytes(b"%PDF")
    (tmp_path / "damaged.workshop").write_bytes(b"nothing to read")
    found = told(workshop, erasing.going(workshop.file, [who], []), workshop.words)
    lines = "\n".join((*found.goes, *found.stays, *found.elsewhere))
    assert NAME in found.goes[0]
    assert "test booklet.pdf" in lines
    assert "tester.pdf" not in lines
    assert ADDRESS in found.elsewhere[0]
    unread = {"en": "cannot be looked into", "nl": "niet kan worden gekeken"}[language]
    assert [line for line in found.elsewhere if "damaged.workshop" in line and unread in line]
    assert len(found.elsewhere) == 8
    assert "{" not in lines
    assert OTHER not in lines
    everybody = told(workshop, erasing.going(workshop.file, None, []), workshop.words)
    assert "6" in everybody.goes[0]
