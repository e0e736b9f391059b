"""Participants from a file: all of them or none, and every fault with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workshop_app.assembly.methods import built_in_method
from workshop_app.errors import UserError
from workshop_app.session.people import Person, add_people, first_name, read_people, seat_people
from workshop_app.session.people_csv import (
    names_columns,
    people_file,
    read_people_csv,
    understood,
)
from workshop_app.storage import SessionFile

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.method.model import Method


@pytest.fixture(scope="module")
def method() -> Method:
    return built_in_method()


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def faults(tmp_path: Path, text: str, method: Method, known: tuple[Person, ...] = ()) -> list[str]:
    with pytest.raises(UserError) as caught:
        read_people_csv(write(tmp_path, text), method, known)
    return caught.value.sentence.splitlines()[1:-1]


def test_every_column_is_read(tmp_path: Path, method: Method) -> None:
    text = (
        "name,email,department,level,contact,role,table\r\n"
        '"Vries, Jan de",jan@example.org,Sales,3,yes,scribe,1\r\n'
        "Işıl Şahin,,,,,,\r\n"
        "Ω,omega@παράδειγμα.gr,Finance,L5,NO,Customer Advocate,Noord\r\n"
    )
    assert read_people_csv(write(tmp_path, text), method).people == (
        Person("Vries, Jan de", "jan@example.org", "Sales", 3, True, role="scribe", seating="1"),
        Person("Işıl Şahin"),
        Person("Ω", "omega@παράδειγμα.gr", "Finance", 5, False, role="customer_advocate",
               seating="Noord"),
    )


def test_a_dutch_file_is_read(tmp_path: Path, method: Method) -> None:
    text = (
        "Naam;E-mail;Afdeling;Niveau;Klantcontact;Leidinggevende;Rol;Tafel\n"
        "Ana;a@b.nl;Zorg;l2;ja;Bo;schrijver;2\n"
        "Bo;;zorg;4;Nee;;stem van de klant;2\n"
    )
    ana, bo = read_people_csv(write(tmp_path, text), method).people
    assert (ana.level, ana.contact, ana.manager, ana.role) == (2, True, "Bo", "scribe")
    assert (bo.level, bo.contact, bo.role) == (4, False, "customer_advocate")
    assert bo.department == "Zorg", "two spellings of a department are one group"


@pytest.mark.parametrize("header", [
    "name,email,print name,may be mailed,language",
    "Naam;Mail;Naam in boekje;Mag gemaild worden;Taal",
    "deelnemer;e-mailadres;Toestemming naam (boekje);Toestemming mail;Voorkeurstaal",
])  # fmt: skip
def test_what_people_agreed_to_is_read(tmp_path: Path, method: Method, header: str) -> None:
    between = "," if "," in header else ";"
    lines = (header, "Ana;ana@example.org;ja;nee;Nederlands", "Bo;bo@example.org;;yes;EN", "Cy;;;;")
    ana, bo, cy = read_people_csv(
        write(tmp_path, "\n".join(lines).replace(";", between)), method
    ).people
    assert (ana.email, ana.named, ana.mail, ana.language) == ("ana@example.org", True, False, "nl")
    assert (bo.email, bo.named, bo.mail, bo.language) == ("bo@example.org", False, True, "en")
    assert (cy.named, cy.mail, cy.language) == (False, False, ""), "silence is no consent"


def test_a_consent_or_language_that_says_nothing_is_asked(tmp_path: Path, method: Method) -> None:
    text = "name,print name,mail ok,language\nAna,perhaps,later,Klingon\n"
    found = faults(tmp_path, text, method)
    assert len(found) == 3
    assert "agreed" in found[0]
    assert "“Klingon” is not a language" in found[2]


@pytest.mark.parametrize("header", [
    "Name,Mail address", "Naam;E-mailadres", "NAAM\tE-mail", "Voor- en achternaam;Mail-adres",
    "First name;Last name;E-mail Address", "Voornaam\tAchternaam\tE-mail adres", "First,Last,Mail",
])  # fmt: skip
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_secretaries_lists_are_understood(
    tmp_path: Path, method: Method, header: str, code: str
) -> None:
    by = next(one for one in ";\t," if one in header)
    name = "Zoë Smit" if header.count(by) == 1 else f"Zoë{by}Smit"
    path = tmp_path / "list.csv"
    path.write_bytes(f"{header}\r\n{name}{by}zoe@x.nl\r\n".encode(code))
    found = read_people_csv(path, method)
    assert found.people == (Person("Zoë Smit", "zoe@x.nl"),)
    assert found.left_out == ()
    assert found.accented.startswith("Zoë") is (code == "cp1252")


@pytest.mark.parametrize("data", [
    "Naam\nZoë\n".encode() + b"Zo\xeb\n", b"Naam\nZo\x81\n", b"Naam\nZo\xeb\x00\n",
])  # fmt: skip
def test_letters_that_are_neither_are_refused(tmp_path: Path, method: Method, data: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        read_people_csv(path, method)
    assert "not saved as UTF-8" in caught.value.sentence


@pytest.mark.parametrize("yes", ["yes", "Y", "ja", "J", "1", "TRUE", "x", "X", "✓", "✔️", "☑"])
def test_all_words_for_yes(tmp_path: Path, method: Method, yes: str) -> None:
    (person,) = read_people_csv(write(tmp_path, f"name,contact\nAna,{yes}\n"), method).people
    assert person.contact is True


@pytest.mark.parametrize("no", ["no", "n", "Nee", "0", "false"])
def test_all_words_for_no(tmp_path: Path, method: Method, no: str) -> None:
    (person,) = read_people_csv(write(tmp_path, f"name,contact\nAna,{no}\n"), method).people
    assert person.contact is False


def test_every_bad_line_is_reported_at_once(tmp_path: Path, method: Method) -> None:
    text = (
        "name,email,level,contact,role\n"
        ",nobody@example.org,,,\n"
        "Ana,ana@,,,\n"
        "Bo,bo@example.org,6,,\n"
        '"C\ny",,,perhaps,\n'
        "Di,,,,scrieb\n"
        "Ed,BO@example.org,L0,,king\n"
        "ana,,,,\n"
    )
    assert faults(tmp_path, text, method) == [
        "line 2: there is no name",
        "line 3: “ana@” is not an e-mail address",
        "line 4: “6” is not a level; write a number or the words: 1 = Shop floor/front line, "
        "2 = Specialist/support, 3 = Team or middle manager, 4 = Senior manager, 5 = Board",
        "line 5: “perhaps” does not say whether there is weekly customer contact; "
        "write yes or no, or leave it empty",
        "line 7: there is no role “scrieb”; perhaps “scribe” is meant",
        "line 8: the address “BO@example.org” is also on line 4",
        "line 8: “L0” is not a level; levels run from 1 to 5",
        "line 8: there is no role “king”; the roles are “customer_advocate”, “facilitator”, "
        "“scribe”, “sponsor”, “table_host”, “time_keeper”",
        "line 9: “ana” is also on line 3; add an initial to tell them apart",
    ]


def test_who_is_on_the_list_already_is_left_out(tmp_path: Path, method: Method) -> None:
    known = (Person("Ana", "ana@example.org"), Person("Bo"))
    text = "name,email\nCy,ANA@example.org\n bo ,\nDi,di@example.org\n"
    found = read_people_csv(write(tmp_path, text), method, known)
    assert [person.name for person in found.people] == ["Di"]
    assert found.there == ("Cy", "bo")


@pytest.mark.parametrize(
    "text",
    [
        "Deelnemers 3 maart\n\nMedewerker;Afd.;Functieniveau\nAna Silva;Zorg;3\n",
        "Nr;Voornaam;Tussenvoegsel;Achternaam;Team;Niveau (1-5)\n1;Ana;;Silva;Zorg;L3\n",
        "Deelnemers\n;;\nNaam;Afdeling;Level\nAna Silva;Zorg;Team lead\n",
        "First name,Last name,Dept,Job level\nAna,Silva,Zorg,TEAMLEIDER\n",
        "Naam;Voornaam;Afdeling;Niveau\nSilva;Ana;Zorg;Teamleider of middenmanager\n",
        "Employee\tDepartment:\tLevel\nAna Silva\tZorg\t3 - teamleider\n",
        "Team;Naam;Afdeling;Niveau\nNoord;Ana Silva;Zorg;3\n",
    ],
)
def test_ordinary_lists_are_understood(tmp_path: Path, method: Method, text: str) -> None:
    (person,) = read_people_csv(write(tmp_path, text), method).people
    assert person == Person("Ana Silva", department="Zorg", level=3)


@pytest.mark.parametrize(
    ("said", "level"),
    [("werkvloer", 1), ("Front line", 1), ("specialist of staf", 2), ("Support", 2),
     ("teamleider", 3), ("Team Lead", 3), ("middle manager", 3), ("L3", 3), ("niveau 3", 3),
     ("Senior manager", 4), ("HOGER MANAGEMENT", 4), ("Board", 5), ("directie", 5)],
)
def test_levels_may_be_words(tmp_path: Path, method: Method, said: str, level: int) -> None:
    (person,) = read_people_csv(write(tmp_path, f"name,level\nAna,{said}\n"), method).people
    assert person.level == level


@pytest.mark.parametrize("said", ["baas", "L2/L3", "2.5", "6", "3 jaar", "assistent directie"])
def test_an_odd_level_is_asked_about_and_the_others_come_in(
    tmp_path: Path, method: Method, said: str
) -> None:
    file = people_file(write(tmp_path, f"name,level\nAna,{said}\nBo,2\n"))
    found = understood(file, method)
    assert [person.name for person in found.people] == ["Bo"]
    (asked,) = found.asked
    assert (asked.number, asked.cells["level"]) == (2, said)
    again = understood(file, method, answers={(2, "level"): "directie"})
    assert [(person.name, person.level) for person in again.people] == [("Ana", 5), ("Bo", 2)]


def test_unknown_columns_are_left_out_and_said(tmp_path: Path, method: Method) -> None:
    text = "Nr;Naam;Schoenmaat;Afdeling\n1;Ana;43;Zorg\n"
    found = read_people_csv(write(tmp_path, text), method)
    assert found.people == (Person("Ana", department="Zorg"),)
    assert found.columns == ("name", "department")
    assert found.left_out == ("Nr", "Schoenmaat")


@pytest.mark.parametrize("head", ["Toestemming", "Consent", "AVG akkoord"])
def test_a_column_that_may_be_a_consent_is_a_question(
    tmp_path: Path, method: Method, head: str
) -> None:
    found = read_people_csv(write(tmp_path, f"Naam;{head};Schoenmaat\nAna;ja;43\n"), method)
    assert (found.unclear, found.left_out) == ((head,), ("Schoenmaat",))
    assert not found.people[0].named
    assert not found.people[0].mail
    (person,) = read_people_csv(
        write(tmp_path, "Naam;Naam in druk;Toestemming mail\nAna;ja;nee\n"), method
    ).people
    assert (person.named, person.mail) == (True, False)


def test_levels_are_named_once_in_the_language_of_the_session(
    tmp_path: Path, method: Method
) -> None:
    path = write(tmp_path, "name,level\nAna,Team\nBo,Manager\nCy,hoger management\n")
    with pytest.raises(UserError) as caught:
        read_people_csv(path, method, language="nl")
    assert caught.value.sentence.count("1 = Werkvloer") == 1
    assert "line 4" not in caught.value.sentence


def test_a_list_without_names_says_which_columns_it_has(tmp_path: Path, method: Method) -> None:
    with pytest.raises(UserError, match="which column holds the people’s names") as caught:
        read_people_csv(write(tmp_path, "Mdw;Afdeling;Niveau\nAna;Zorg;3\n"), method)
    assert "“Mdw”" in caught.value.sentence


@pytest.mark.parametrize(
    ("text", "names"),
    [("Medewerker\tAfd.\nAna\tIT", True), ("Naam\nAna", True), ("Lijst\n\nWie;Team\nA;B", True),
     ("Ana, IT, 3\nBo, HR, 2", False), ("Naam", False), ("Ana\tTeam\t3\nBo\tHR\t2", False),
     ("", False)],
)
def test_a_pasted_header_is_known_by_its_columns(text: str, names: bool) -> None:
    assert names_columns(text) is names


@pytest.mark.parametrize(
    "email",
    ["ana", "ana@", "@b.nl", "a b@c.nl", "a@b", "a@b..nl", "a@b.nl,c@d.nl", "a@b.nl\nBcc: x@y.nl",
     "Ana <a@b.nl>", "a@b.nl;c@d.nl", "sëven@exämple.org", f"{'a' * 250}@b.nl", "a\u202e@b.nl"],
)
def test_what_is_no_address_is_refused(tmp_path: Path, method: Method, email: str) -> None:
    found = faults(tmp_path, f'name,email\nAna,"{email}"\n', method)
    assert len(found) == 1
    assert "is not an e-mail address" in found[0]


def test_an_address_copied_as_a_link_comes_in_without_it(tmp_path: Path, method: Method) -> None:
    path = write(tmp_path, "name,email\nFour,mailto:four@a.org\n")
    (person,) = read_people_csv(path, method).people
    assert person.email == "four@a.org"
    again = read_people_csv(path, method, [Person("Vier", "four@a.org")])
    assert again.there == ("Four",)


def test_names_are_one_line_of_plain_text(tmp_path: Path, method: Method) -> None:
    text = 'name,department\n"Ana\r\n  Maria\t\x07",=1+1\n<img src=x>,"a\u2028b"\n'
    people = read_people_csv(write(tmp_path, text), method).people
    assert [(p.name, p.department) for p in people] == [
        ("Ana Maria", "=1+1"), ("<img src=x>", "a b"),
    ]


def test_a_wall_of_text_is_no_name(tmp_path: Path, method: Method) -> None:
    found = faults(tmp_path, f"name\n{'x' * 101}\n{'y' * 100}\n", method)
    assert found == ["line 2: the text in “name” is longer than 100 characters"]


def test_a_big_organisation_is_imported_in_one_edit(tmp_path: Path, method: Method) -> None:
    lines = "".join(f"Person {n},p{n}@b.nl,Dept {n % 9},{n % 5 + 1}\n" for n in range(10_000))
    path = write(tmp_path, "name,email,department,level\n" + lines)
    people = read_people_csv(path, method).people
    with SessionFile.create(tmp_path / "a.workshop") as file:
        add_people(file, "Import people", people[:200])
        assert len(read_people(file)) == 200
        file.undo()
        assert read_people(file) == []
    assert len(people) == 10_000


def test_nothing_is_imported_from_a_file_with_one_fault(tmp_path: Path, method: Method) -> None:
    with pytest.raises(UserError, match="has one fault"):
        read_people_csv(write(tmp_path, "name,level\nAna,1\nBo,nine\nCy,2\n"), method)


@pytest.mark.parametrize(
    ("name", "called"),
    [("Ana", "Ana"), ("Jan de Vries", "Jan"), ("Vries, Jan de", "Jan"), ("Madonna,", "Madonna"),
     ("  ", ""), ("Øystein Ånes", "Øystein")],
)
def test_people_are_called_by_their_first_name(name: str, called: str) -> None:
    assert first_name(name) == called


def test_seats_are_given_in_one_edit(tmp_path: Path) -> None:
    with SessionFile.create(tmp_path / "a.workshop") as file:
        ana, bo = add_people(file, "Add", [Person("Ana"), Person("Bo")])
        seat_people(file, "Deal tables", {ana.key: "1", bo.key: "2"})
        assert [person.seating for person in read_people(file)] == ["1", "2"]
        assert file.undo() == "Deal tables"
        assert [person.seating for person in read_people(file)] == ["", ""]


PIECES = st.sampled_from(
    ["name", "email", "level", ",", ";", "\t", "\n", "\r\n", '"', '""', "Ana", "a@b.nl", "3", " ",
     "\x00", "\u202e", "=1+1", "{name}", "%s", "ё", "\ufeff", "sep=;", "yes"]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.binary(max_size=60))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_gives_people_or_one_clear_sentence(
    tmp_path: Path, method: Method, content: str | bytes
) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    said = ""
    people: tuple[Person, ...] = ()
    try:
        people = read_people_csv(path, method).people
    except UserError as error:
        said = error.sentence
    assert bool(people) != ("Nothing was imported." in said)
    assert all(person.name.isprintable() for person in people)
