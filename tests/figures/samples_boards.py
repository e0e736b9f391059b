"""Sample figures of what people wrote: boards, pledges, journeys, rosters, and the stage."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tests.figures.samples_votes import ACT, BE, FAR, SEE, THINK, Samples, number
from workshop_app.figures.board import board, top_notes
from workshop_app.figures.board_model import Around, Banner, Bar, Column, Heap, Line
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.cards import (
    TitleWords,
    ballot_card,
    blank,
    hold_card,
    title_card,
    turnout_card,
)
from workshop_app.figures.figure import Figure
from workshop_app.figures.frame import FrameWords, countdown, frame
from workshop_app.figures.journey import journey
from workshop_app.figures.journey_model import Emotion, Friction, JourneyWords, Stage
from workshop_app.figures.mix_dial import Light, Mix, MixRule
from workshop_app.figures.note_cards import WARNING, Note, NoteWords, Tag
from workshop_app.figures.pledges import PledgeCard, pledges
from workshop_app.figures.roster import RosterBar, RosterPart, roster

LONG = (
    "De klantenserviceafdeling verwijst door naar de schadeafhandelingsafdeling, die terugverwijst "
    "naar het verzekeringstussenpersonenloket, waarna niemand zich verantwoordelijk voelt en de "
    "klant na drie weken opnieuw moet beginnen met zijn verhaal."
)
NOTES = (
    ("We answer in our words, not hers", "Long phone queue on Mondays",
     "Two forms ask the same thing", "No name on our emails"),
    ("Six days of silence after signing", "Promise date moves without a call",
     "Status page says “processing”"),
    ("Box has no first-steps leaflet", "Old device stays behind",
     "Driver cannot answer questions", "Wrong room, nobody asked"),
    ("Repeats her story at every desk", "Ticket closed before she agrees",
     "Credit note comes after the bill"),
)  # fmt: skip
DOTS = ((6, 3, 2, 1), (9, 5, 4), (4, 2, 1, 0), (8, 3, 2))
TITLES = ("First contact", "Waiting", "Delivery", "When it breaks")
WORDS = NoteWords("no dots", "Inside and outside differ")


def columns(*, voted: bool) -> list[Column]:
    """The board of the mock-ups."""
    top = top_notes(
        [Note(f"{place}{index}", text, DOTS[place][index])
         for place, texts in enumerate(NOTES) for index, text in enumerate(texts)]
    )  # fmt: skip
    found = []
    for place, texts in enumerate(NOTES):
        notes = tuple(
            Note(
                f"{place}{index}",
                text,
                DOTS[place][index] if voted else None,
                voted and f"{place}{index}" in top,
            )
            for index, text in enumerate(texts)
        )
        count = f"{sum(DOTS[place])} dots" if voted else str(len(notes))
        found.append(Column(f"c{place}", TITLES[place], notes, place + 1, count))
    return found


def arranged(six: Sequence[Column]) -> Samples:
    """What activities ask of a board besides its columns."""
    both = (Tag("×3"), Tag("Tastbaar"), Tag("Spanning tussen woord en daad", WARNING))
    told = [
        replace(
            column, bars=(Bar("Geeft", place), Bar("Krijgt", 6 - place)), short=str(place),
            notes=(Note(f"n{place}", "Wachten op antwoord", tags=both[:place]), *column.notes),
            warning="nog geen lijn" if place == 2 else "",
        )
        for place, column in enumerate(six)
    ]  # fmt: skip
    lines = (
        Line("n0", "n1"), Line("n1", "n3", broken=True), Line("n4", "5"), Line("n5", "6"),
        Line("n2", "elsewhere"), Line("elsewhere", "n3"),
    )  # fmt: skip
    yield "board-lines", board(told, BE, WORDS, around=Around(together=True, lines=lines))
    yield "board-timeline", board(six[:5], BE, WORDS, around=Around(together=True, timeline=True))
    yield "board-narrow-far", board(told, FAR, WORDS, around=Around(together=True, lines=lines))
    cards = tuple(Note(f"h{n}", LONG[n : n + 60], n) for n in range(9))
    heaped = [
        Column(
            "a", "Aarde (veiligheid, vertrouwen)\nIk bied", cards[6:], 1, "9 stippen",
            (
                Heap("x", "Verantwoordelijkheid nemen", cards[:4], 12, top=True),
                Heap("y", "Wachten", cards[4:6]),
            ),
        ),
        Column("b", "Licht\nWij hebben nodig", (), 2, "0 stippen"),
    ]  # fmt: skip
    banner = Banner("“Ze kenden mijn naam, mijn huis en mijn haast.”", "Onze droom in één zin")
    yield "board-heaps", board(heaped, THINK, WORDS, around=Around(pairs=True, banner=banner))
    closed = Banner("2 van de 5 kreeg een vervolg", share=0.4)
    yield "board-closed", board(six[:3], ACT, WORDS, around=Around(banner=closed))
    yield "board-prompts", board(
        [replace(column, notes=(), count="") for column in six[:4]], SEE, WORDS,
        invitation="Zeg het hardop, dan komt het hier te staan.",
        around=Around(prompts=("klantprogramma", "meldingen van mensen met klantcontact") * 4),
    )  # fmt: skip


def boards() -> Samples:
    """Notes in columns."""
    yield "board", board(columns(voted=True), THINK, WORDS)
    yield "board-hidden", board(columns(voted=False), THINK, WORDS)
    forty = [
        Column(
            f"c{place}",
            title,
            tuple(
                Note(f"{place}{index}", LONG[: 40 + 25 * index], 40 - index) for index in range(10)
            ),
            place + 1,
            "10 stickers",
        )
        for place, title in enumerate(
            ("Wat er gebeurde", "Wat de klant voelde en dacht", "Wat wij voelden", "Wat wij deden")
        )
    ]
    yield "board-forty", board(forty, SEE, WORDS)
    flagged = [
        Column(
            "f",
            "We felt and thought",
            (
                Note("1", "“Not him again.”", flagged=True),
                Note("2", "Ashamed of our own form", meta="department"),
                Note("3", "Sorry for her, proud of the fix", 3, True, True, "between departments"),
            ),
            5,
            "3",
        ),
        Column("s", "We said and did", (Note("4", "“Rules are rules.”", flagged=True),), 4, "1"),
        Column("e", "Customer felt", (), 3, "0"),
    ]
    yield "board-flags", board(flagged, SEE, WORDS)
    six = [
        Column(f"s{index}", title, (Note(f"{index}", f"{title} gain time and trust"),), index, "1")
        for index, title in enumerate(
            ("Employees", "Customers", "Shareholders", "Partners", "Society", "Planet"), 1
        )
    ]
    yield "board-six", board(six, BE, WORDS)
    yield from arranged(six)
    sentences = (
        "You get an answer from a person who knows you.",
        "We fix it, and tell you what we learnt.",
        "You never have to explain twice.",
        "Customer focus means that our products meet requirements in time and within budget.",
        "Hmm. Good question.",
    )
    one = [Column("a", "", tuple(Note(str(n), text) for n, text in enumerate(sentences)), 2)]
    yield "board-sentences", board(one, SEE, WORDS)
    empty = [Column(f"c{n}", title, (), n + 1, "0") for n, title in enumerate(TITLES)]
    yield "board-nobody", board(
        empty, SEE, WORDS, invitation="Three silent minutes. One idea per note."
    )
    yield "board-two", board(columns(voted=True)[:2], ACT, WORDS)
    yield "board-far", board(columns(voted=True), FAR, WORDS)
    single = [Column("a", "Wat houdt ons tegen", (Note("1", "Tijd"),), 1, "1")]
    yield "board-one", board(single, SEE, WORDS)


def pledge_walls() -> Samples:
    """Shared pledges."""
    texts = (
        ("Sofia", "I will call one customer every Friday before lunch.", "I start"),
        ("Jonas", "I stop saying “the system”. I say what I will do.", "I stop"),
        ("Helena", "My team opens each meeting with one customer story.", "I start"),
        ("Tomás", "I will sit at the service desk one day a month.", ""),
        ("Li Wei", "I answer before I forward.", "I keep"),
        ("", "I ask “what happened next?”", ""),
        ("Amara", LONG, "Ik ga beginnen met"),
    )
    wall = [PledgeCard(str(n), text, name, part) for n, (name, text, part) in enumerate(texts)]
    yield "pledges", pledges(wall, BE, private="9 more keep theirs private")
    yield "pledges-plain", pledges(wall[:6], BE)
    yield "pledges-one", pledges(wall[6:], BE, private="Nog 9 mensen houden die van hen privé")
    kept = [
        replace(one, state=state, mark=mark, token=token)
        for one, (state, mark, token) in zip(
            wall,
            (("Kept", "circle-check", "ok"), ("Partly", "circle-dot", "ink2"),
             ("Not yet", "clock", "ink2"), ("Promised anew", "rotate-ccw", "ink2"),
             ("Opnieuw beloofd", "rotate-ccw", "ink2"), ("Nagekomen", "circle-check", "ok")),
            strict=False,
        )
    ]  # fmt: skip
    yield "pledges-kept", pledges(kept, BE, private="9 more keep theirs private")
    yield "pledges-nobody", pledges(
        [], BE, private="16 keep theirs private", invitation="What will you do differently?"
    )
    yield "pledges-far", pledges(wall, FAR, private="9 more keep theirs private")


JOURNEY = JourneyWords(
    "She does", "Touchpoint", "Thinks", "Friction", "Who of us", "Opportunity",
    "Delighted", "Neutral", "Let down", "Nobody", "not scored", "Lowest", "Most disputed",
)  # fmt: skip
REIS = JourneyWords(
    "Wat de klant doet", "Contactpunt en kanaal", "Wat de klant denkt", "Wrijving",
    "Wie van ons is betrokken", "Verbeterkansen", "Opgetogen", "Neutraal", "Teleurgesteld",
    "Niemand betrokken", "niet gescoord", "Laagste punt", "Meest omstreden",
)  # fmt: skip


def stages() -> list[Stage]:
    """The journey of the mock-ups, with everything."""
    rows = (
        ("Discover", "Compares us with two others", "Looks honest", (0.8, 0, 1), "Marketing"),
        ("Order", "Signs up on the phone, 11 minutes", "Long form", (0.2, -1, 1), "Sales"),
        ("Wait", "Hears nothing for six days", "Did they forget me?", (-1.7, -2, -1), ""),
        ("Receive", "Box arrives, no leaflet", "Where do I start?", (-0.6, -2, 2), "Logistics"),
        ("Use", "Works at once, tells a friend", "Better than I hoped", (1.8, 1, 2), "Product"),
        ("Get help", "Calls twice, repeats her story", "I told your colleague", (-1.2, -2, 0),
         "Service, Finance"),
    )  # fmt: skip
    frictions: tuple[tuple[Friction, ...], ...] = (
        (),
        (Friction("f1", "Form asks the same thing twice", 4),),
        (Friction("f2", "Silence after signing", 9),),
        (Friction("f3", "No first-steps leaflet", 6),),
        (),
        (Friction("f5", "Every desk starts afresh", 6),),
    )
    return [
        Stage(
            f"st{index}",
            name,
            (does,),
            ("Website", "Phone") if index % 2 else ("Email with a link to the status page",),
            (thinks, "And now?") if index == 2 else (thinks,),
            Emotion(*(float(value) for value in emotion)),
            frictions[index],
            tuple(people.split(", ")) if people else (),
            ("Call on day three", "Show the date") if index == 2 else (),
            (3, 4, 12, 5, 0, 7)[index],
            index in {2, 3, 5},
        )
        for index, (name, does, thinks, emotion, people) in enumerate(rows)
    ]


def etappes() -> list[Stage]:
    """Four stages in long Dutch, one of them unscored, several cards in a cell."""
    names = ("Ontdekken", "Overwegen", "Kopen", "Na de koop")
    does = (
        "Vergelijkt aanbieders op een vergelijkingswebsite", "Vraagt productinformatiepakket aan",
        "Doorloopt identiteitsverificatieprocedure", "Belt de klantenservicemedewerker tweemaal",
    )  # fmt: skip
    emotions = (Emotion(1.0, 0, 2), Emotion(-1.0, -2, 2), None, Emotion(-1.5, -2, -1))
    return [
        Stage(
            f"et{index}",
            name,
            (does[index], "Leest beoordelingen", "Vraagt het haar buurvrouw", "Wacht")[: 1 + index],
            ("Website", "Webwinkel", "Winkelvloer", "Klantenservicetelefoonnummer", "Brief"),
            ("Kunnen ze dit wel waarmaken, of zijn het weer mooie verkooppraatjes?",),
            emotions[index],
            (
                Friction(
                    f"a{index}", "Identiteitsverificatie vraagt drie keer hetzelfde", 6 + index
                ),
                Friction(f"b{index}", "Wachttijd", 2),
            ),
            ("Marketingcommunicatie", "Productontwikkeling", "Klantenservice")[: index],
            ("Voorspel de vraag", "Maak het persoonlijk", "Beweeg mee met de klant")[:index],
        )
        for index, name in enumerate(names)
    ]


def journeys() -> Samples:
    """Journey maps."""
    six = stages()
    yield "journey", journey(six, SEE, JOURNEY)
    yield "journey-dutch", journey(etappes(), SEE, REIS)
    yield "journey-far", journey(six[:4], FAR, JOURNEY)
    bare = [Stage(stage.key, stage.label) for stage in six[:4]]
    yield "journey-nobody", journey(bare, SEE, JOURNEY)
    yield "journey-one", journey(six[:1], SEE, JOURNEY)
    eight = [*six, Stage("x", "Recommend", ("Tells her sister",)), Stage("y", "Leave")]
    yield "journey-eight", journey(eight, SEE, JOURNEY)


def rosters() -> Samples:
    """Who is in the room."""
    departments = (("Service", 5), ("Sales", 4), ("Finance", 2), ("IT", 3), ("HR", 1), ("Board", 1))
    levels = (
        ("Floor", 6), ("Specialist", 3), ("Team leader", 4), ("Senior manager", 2), ("Board", 1)
    )  # fmt: skip
    rules = [
        MixRule("At least four departments", True),
        MixRule("Three levels, with front line and top", True),
        MixRule("One middle manager or more", True),
        MixRule("A quarter meets customers weekly", False),
        MixRule("No department above 40 %", True),
    ]
    parts = [
        RosterPart("Departments", tuple(RosterBar(name, name, n) for name, n in departments)),
        RosterPart("Levels", tuple(RosterBar(name, name, n) for name, n in levels)),
    ]
    tables = [Light("green", "Table 1"), Light("green", "Table 2"), Light("amber", "Table 3")]
    yield "roster", roster(
        parts, Mix(82.0, "rich", "Mix"), Light("amber", "One rule missed"), rules, SEE, number,
        tables=tables,
    )  # fmt: skip
    lang = (
        "Klantenserviceafdeling", "Verzekeringstussenpersonen", "Informatiebeveiliging",
        "Arbeidsvoorwaarden en salarisadministratie", "Productontwikkeling", "Inkoop",
        "Marketingcommunicatie", "Juridische zaken", "Financiële administratie", "Logistiek",
        "Directiesecretariaat", "Facilitaire dienstverlening", "Bestuur", "Vestiging Noord",
    )  # fmt: skip
    niveaus = ("Werkvloer", "Specialist of staf", "Teamleider of middenmanager",
               "Hoger management", "Directie of bestuur")  # fmt: skip
    delen = [
        RosterPart("Afdelingen", tuple(RosterBar(x, x, n % 5) for n, x in enumerate(lang))),
        RosterPart("Functieniveaus", tuple(RosterBar(x, x, n * 2) for n, x in enumerate(niveaus))),
    ]
    regels = [
        MixRule("Minstens vier verschillende afdelingen vertegenwoordigd", True),
        MixRule("Minstens drie niveaus, waaronder werkvloer en directie of bestuur", False),
        MixRule("Minstens een kwart heeft wekelijks rechtstreeks klantcontact", False),
        MixRule("Geen enkele afdeling levert meer dan veertig procent van de deelnemers", True),
    ]
    tafels = [Light(("green", "amber", "red")[n % 3], f"Tafel {n + 1}: redelijk") for n in range(9)]
    yield "roster-dutch", roster(
        delen, Mix(61.0, "redelijk", "Mengverhouding"), Light("red", "Twee regels niet gehaald"),
        regels, SEE, number, tables=tafels,
    )  # fmt: skip
    yield "roster-nobody", roster(
        [RosterPart("Departments", ()), RosterPart("Levels", ())],
        Mix(None, "", "Mix"), Light("red", "Nobody entered yet"), rules, SEE, number,
    )  # fmt: skip
    yield "roster-far", roster(
        parts, Mix(38.0, "thin", "Mix"), Light("green", "All rules met"), rules, FAR, number
    )
    one = [RosterPart("Departments", (RosterBar("a", "Service", 1),)),
           RosterPart("Levels", (RosterBar("b", "Floor", 1),))]  # fmt: skip
    yield "roster-one", roster(
        one, Mix(0.0, "thin", "Mix"), Light("red", "More than one rule missed"), rules, SEE, number
    )


def stage_frames() -> Iterator[tuple[str, Sequence[Figure]]]:
    """Whole stages."""
    words = FrameWords(
        "See", "Customer mirror", "How often is this true of us today?",
        "Thick dark line: all of us", "Average of 16 votes",
    )  # fmt: skip
    yield "stage-frame", (frame("see", words, progress=0.6).figure,)
    long = FrameWords(
        "Anders kijken", "De klantreis van een teleurgestelde verzekeringnemer in Noord-Nederland",
        "Klopt wat we zeggen met wie we zijn en wat anderen zeggen, ook als de directie er niet "
        "bij is?",
        "Kleine groepen zijn samengevoegd tot groepen van minstens vier mensen",
        "Gemiddelde van zestien stemmen, een deelnemer heeft zich onthouden", "1 / 3",
    )  # fmt: skip
    yield "stage-frame-dutch", (frame("see", long, progress=0.4).figure,)
    yield "stage-frame-4-3", (frame("be", words, progress=1.0, stage_width=400 / 3).figure,)
    yield "stage-frame-far", (frame("think", long, progress=0.2, scale=1.35).figure,)
    opening = TitleWords(
        "SEE differently", "The customer journey", "Look at us through customer eyes.",
        "Walk the whole route; find friction.", ("45 minutes", "At tables", "Paper"),
    )  # fmt: skip
    yield "card-title", (title_card("see", opening, progress=0.5),)
    opening = TitleWords(
        "Anders doen", "Eerst de basis, mensen waar het telt: kostbare mensentijd vrijspelen",
        "Zet woorden om in daden.",
        "Kostbare aandacht van medewerkers vrijspelen door eigen fouten bij de bron weg te nemen.",
        ("20 tot 25 minuten", "Aan tafels, daarna plenair"),
    )  # fmt: skip
    yield "card-title-dutch", (title_card("act", opening, progress=0.1, scale=1.35),)
    yield "card-hold", (
        hold_card(
            "Closer to Maria", detail="Northlight Energy, 3 March 2026", note="Back at 10:45"
        ),
    )
    yield "card-hold-long", (
        hold_card(
            "Klantgerichtheidsontwikkelingsprogramma voor de directie van Noord-Nederland",
            detail="Verzekeringsmaatschappij De Noordelijke Onderlinge, 3 maart 2026",
        ),
    )
    yield "card-blank", (blank(),)


def content_cards() -> Samples:
    """Cards within the frame, and the countdown."""
    yield "card-ballot", (
        ballot_card(
            ("Only totals are kept.", "Small groups are merged."), SEE, lead="18 statements"
        ),
    )
    yield "card-ballot-far", (
        ballot_card(
            ("We bewaren alleen totalen.", "Kleine groepen voegen we samen."),
            Canvas(167.8, 71, "think", 1.35),
        ),
    )
    yield "card-turnout", (
        turnout_card(11, 17, SEE, "11 of 17 have voted", note="In the booth, one by one"),
    )
    yield "card-turnout-sixty", (turnout_card(41, 60, BE, "41 van de 60 hebben gestemd"),)
    yield "card-turnout-one", (turnout_card(0, 1, ACT, "Nobody has voted yet"),)
    yield "card-turnout-nobody", (turnout_card(0, 0, FAR, "Nobody has voted yet"),)
    yield "countdown", (
        countdown(260, 600, "see"), countdown(0, 600, "see"), countdown(7200, 7200, "act")
    )  # fmt: skip


def written() -> Samples:
    """Every sample of this module."""
    for part in (boards, pledge_walls, journeys, rosters, stage_frames, content_cards):
        yield from part()
