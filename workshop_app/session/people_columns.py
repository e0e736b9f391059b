"""The columns of a list of people, by all the names that lists give them."""

from __future__ import annotations

import re
from typing import Final

COLUMNS: Final = {
    "name": ("name", "naam", "alias", "name or alias", "naam of alias", "full name", "fullname",
             "volledige naam", "display name", "weergavenaam", "employee name", "participant name",
             "naam medewerker", "medewerkernaam", "naam deelnemer", "employee", "employees",
             "medewerker", "medewerkers", "participant", "participants", "deelnemer",
             "deelnemers", "naam en achternaam", "voor- en achternaam", "voornaam en achternaam",
             "first and last name", "person", "persoon", "colleague", "collega", "attendee", "who",
             "wie"),
    "first": ("first name", "firstname", "given name", "forename", "voornaam", "roepnaam",
              "first"),
    "between": ("tussenvoegsel", "tussenvoegsels", "tussenv", "tv"),
    "last": ("last name", "lastname", "surname", "family name", "achternaam", "familienaam",
             "last"),
    "email": ("email", "e-mail", "mail", "email address", "e-mail address", "e-mailadres",
              "emailadres", "mailadres", "work email", "mail address", "mailaddress",
              "emailaddress", "e-mailaddress", "mail-adres", "mail adres", "e-mail adres",
              "email adres", "e-mail-adres", "zakelijk e-mailadres", "werkmail", "work e-mail"),
    "department": ("department", "afdeling", "dept", "afd", "departement", "department name",
                   "afdelingsnaam", "business unit", "organisatieonderdeel", "unit", "dienst",
                   "division", "divisie", "team", "teamnaam", "team name"),
    "level": ("level", "niveau", "functieniveau", "job level", "management level",
              "managementniveau", "functielaag", "seniority"),
    "contact": ("contact", "klantcontact", "customer contact", "weekly customer contact",
                "wekelijks klantcontact", "weekly contact", "wekelijks contact",
                "klantcontact per week", "customer contact per week"),
    "manager": ("manager", "leidinggevende", "line manager", "direct leidinggevende",
                "reports to", "rapporteert aan", "chef"),
    "role": ("role", "rol", "workshop role", "workshoprol"),
    "table": ("table", "tafel", "table number", "tafelnummer"),
    "named": ("print name", "name printed", "name may be printed", "named", "consent name",
              "name consent", "consent to print name", "naam afdrukken", "naam in boekje",
              "naam mag erin", "naam tonen", "naam in druk", "name in print",
              "toestemming naam", "naam toestemming"),
    "mail": ("mail ok", "may be mailed", "agrees to mail", "mail consent", "consent mail",
             "consent to mail", "email consent", "mail toegestaan", "mail akkoord",
             "akkoord mail", "mag gemaild worden", "toestemming mail", "mail toestemming"),
    "language": ("language", "taal", "preferred language", "voorkeurstaal", "booklet language",
                 "taal boekje", "language of booklet", "reads", "leest"),
}
"""The columns and what their first line may call them, in any case: the usual names first."""

NAMES: Final = {name: key for key, names in COLUMNS.items() for name in names}

CONSENT: Final = re.compile(
    r"toestemming|akkoord|consent|permission|agree|opt-?in|privacy|\b(?:avg|gdpr|mag|may)\b"
)
"""What is in the name of a column that may hold a consent."""
