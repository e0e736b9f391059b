"""Matrices for the gallery: few, many, long, one, none, all on one spot, bubbles, a number."""

from collections.abc import Iterator

from workshop_app.figures.canvas import STAGE_WIDTH, Canvas
from workshop_app.figures.figure import Figure
from workshop_app.figures.matrix import MatrixStyle, MatrixWords, Spot, matrix
from workshop_app.figures.matrix_list import Beside
from workshop_app.figures.matrix_plot import AxisWords, Quadrant

Samples = Iterator[tuple[str, tuple[Figure, ...]]]

ACT = Canvas(STAGE_WIDTH - 10, 71.0, "act")
SEE = Canvas(STAGE_WIDTH - 10, 71.0, "see")
QUADRANTS = (
    Quadrant("now", "Now", right=False, upper=True),
    Quadrant("big", "Big step", right=True, upper=True),
    Quadrant("fill", "Fill-in", right=False, upper=False),
    Quadrant("drop", "Drop", right=True, upper=False),
)
DUTCH_QUADRANTS = (
    Quadrant("fix", "Verhelpen, automatiseren, zelfbediening", right=False, upper=False),
    Quadrant("warm", "Snel en warm", right=False, upper=True),
    Quadrant("time", "Menselijke aandacht", right=True, upper=True),
    Quadrant("tools", "Hulpmiddelen en klantgegevens", right=True, upper=False),
)
WORDS = MatrixWords(
    AxisWords("low effort", "high effort", "low customer value", "high customer value",
              "Nothing here"),
    "Waiting for a place", "Say it aloud, and it appears here.", "From many ideas to few",
)
DUTCH = MatrixWords(
    AxisWords("eenvoudig", "ingewikkeld", "weinig gevoel op het spel", "veel gevoel op het spel",
              "Hier staat niets"),
    "Nog zonder plek", "Zeg het hardop, dan komt het hier te staan.",
    "Welk werk verdient een mens?",
)
IDEAS = (
    ("Call back within a day", 20, 82, 9, True),
    ("One invoice per month", 38, 66, 4, False),
    ("New customer portal", 85, 88, 7, True),
    ("Named contact person", 62, 74, 6, True),
    ("Shorter letters", 12, 30, 1, False),
    ("Weekend opening", 78, 28, 0, False),
)
LONG = (
    "Klachtenafhandelingsprocedure voor zelfstandigen zonder personeel duurt langer dan beloofd",
    "Factuur klopt niet",
    "Adreswijziging doorgeven via de klantenservicemedewerker in plaats van de website",
    "Wachtwoord vergeten",
    "Een nabestaande die de overeenkomst van een overleden partner wil laten omzetten en "
    "daarvoor drie keer wordt doorverbonden",
)


def spots(*, voted: bool = False) -> list[Spot]:
    """A few ideas, with or without their dots."""
    return [
        Spot(f"n{n}", text, x, y, None, f"{dots} dots" if voted else "", n == 4, voted and top)
        for n, (text, x, y, dots, top) in enumerate(IDEAS)
    ]


def many(count: int) -> list[Spot]:
    """Notes all over the matrix, most of them long."""
    return [
        Spot(f"m{n}", f"{LONG[n % 5]} {n}", (n * 37) % 101, (n * 53) % 101,
             meta="Veroorzaakt door onze fouten" if n % 4 == 0 else "", marked=n % 4 == 0)
        for n in range(count)
    ]


def matrices() -> Samples:
    """The matrix with everything that may stand on it."""
    plain = MatrixStyle(coloured=False)
    yield "matrix", matrix(QUADRANTS, spots(), ACT, WORDS)
    yield "matrix-voted", matrix(QUADRANTS, spots(voted=True), ACT, WORDS)
    yield "matrix-none", matrix(QUADRANTS, [], ACT, WORDS)
    yield "matrix-one", matrix(QUADRANTS, spots()[:1], SEE, WORDS, plain)
    yield "matrix-empty", matrix(QUADRANTS, spots()[:5], ACT, WORDS, MatrixStyle(alarm=True))
    one_spot = [Spot(f"s{n}", f"Note {n}", 25, 75) for n in range(9)]
    yield "matrix-spot-9", matrix(QUADRANTS, one_spot, SEE, WORDS, plain)
    corner = [Spot(f"s{n}", f"{LONG[n % 5]} {n}", 100, 100) for n in range(40)]
    yield "matrix-spot-40", matrix(DUTCH_QUADRANTS, corner, ACT, DUTCH)
    yield "matrix-forty", matrix(DUTCH_QUADRANTS, many(40), ACT, DUTCH)
    waiting = [*spots(), *(Spot(f"w{n}", text) for n, text in enumerate(LONG))]
    yield "matrix-waiting", matrix(QUADRANTS, waiting, ACT, WORDS)
    bubbles = [
        Spot(f"b{n}", text, x, y, share, f"{share}%", n == 1)
        for n, (text, x, y, share) in enumerate((
            ("Housing corporations", 82, 85, 42), ("Schools", 60, 70, 18), ("Webshop", 30, 22, 12),
            ("Hospitals", 14, 88, 20), ("Associations", 90, 30, 5), ("Others", 70, 12, 3)))
    ]
    yield "matrix-bubbles", matrix(QUADRANTS, bubbles, SEE, WORDS)
    whole = [Spot(f"h{n}", f"Segment {n}", n * 12.0, n * 11.0, 100.0, "100%") for n in range(9)]
    yield "matrix-bubbles-full", matrix(QUADRANTS, whole, SEE, WORDS)
    number = Beside("23 %", "Aandeel van de week dat we eigen fouten herstellen (%)",
                    "Mediaan van 12 antwoorden")
    yield "matrix-number", matrix(DUTCH_QUADRANTS, many(7), ACT, DUTCH, beside=number)
    yield "matrix-number-none", matrix(DUTCH_QUADRANTS, [], ACT, DUTCH, beside=number)
    far = Canvas(STAGE_WIDTH - 10, 71.0, "act", 1.6)
    yield "matrix-far", matrix(DUTCH_QUADRANTS, many(6), far, DUTCH)
