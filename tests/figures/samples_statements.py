"""Sample figures of statements and pairs of poles: stacked bars, dumbbells, histograms."""

from collections.abc import Iterator

from tests.figures.samples_votes import BANDEN, BANDS, CHECKLIST, DUTCH, FAR, SEE, THINK, number
from workshop_app.figures.dumbbells import DumbbellWords, Ends, Pair, dumbbells
from workshop_app.figures.figure import Figure
from workshop_app.figures.pass_histograms import (
    HistogramRow,
    HistogramWords,
    Votes,
    pass_histograms,
)
from workshop_app.figures.series import Axis, ProfileWords, Series
from workshop_app.figures.stacked_bars import StackSection, stacked_bars
from workshop_app.figures.stacked_radar import stacked_radar
from workshop_app.figures.stacks import StackRow, StackWords

Samples = Iterator[tuple[str, tuple[Figure, ...]]]

WORDS = StackWords(
    ("Yes", "Partly", "No"), "Don’t know", "Not shown: answers stay private", "Score", "Bars"
)
WOORDEN = StackWords(
    ("Ja", "Deels", "Nee"), "Weet ik niet", "Niet getoond: antwoorden blijven privé", "Score",
    "Staven"
)
AREAS = ("Brand positioning", "Customer experience", "Go-to-market", "Organisation")
GEBIEDEN = (
    "Merkpositionering",
    "Klantbelevingsverbetering",
    "Marktbenaderingsstrategie",
    "Organisatieontwikkeling",
)
COUNTS = ((5, 4, 3), (9, 2, 1), (0, 3, 9), (12, 0, 0), (2, 1, 1), (1, 6, 4), (3, 3, 3))
RESTS = (4, 0, 2, 1, 12, 3, 7)
PAIRS = (
    ("Product first", "Customer first"),
    ("All customers alike", "By value and need"),
    ("Transaction", "Relationship"),
    ("Tasks", "Results"),
    ("I", "We"),
    ("Output", "Impact"),
    ("Protocol", "Moral wisdom"),
    ("Control", "Cultivation"),
    ("Department goals", "Customer outcomes"),
    ("Talking", "Doing"),
    ("This quarter", "Years ahead"),
    ("Rewarded for selling", "Rewarded for customer success"),
)
PAREN = (
    ("Verkoopdoelstellingen voorop", "Klanttevredenheidsverbetering voorop"),
    ("Afdelingsdoelstellingen", "Resultaten voor de klant, ook als wij daar even niets aan zien"),
    ("Ik", "Wij"),
)
ENDS = ((-1.6, 2.1), (0.4, 1.2), (-0.2, -0.2), (1.4, 0.6), (-2.7, 2.8), (-3.0, 3.0))
DUMB = DumbbellWords(
    "Today", "In three years", "Shift", "Not shown: answers stay private", "Entirely",
    "Entirely", "All of us", "Shifts"
)
HISTOGRAMS = HistogramWords(
    ("Today", "In three years"),
    ("−3", "−2", "−1", "0", "+1", "+2", "+3"),
    "Not shown: answers stay private",
    "Histograms",
)


def point(value: float, decimals: int) -> str:
    """A shift, or a whole point of the scale."""
    return f"{value:+.{decimals}f}".replace("-", "−")


def rows(
    texts: tuple[str, ...], *, hidden: int = -1, note: str = "", score: bool = True
) -> tuple[StackRow, ...]:
    """A statement for each text, one of them hidden."""
    return tuple(
        StackRow(f"s{index}", text)
        if index == hidden
        else StackRow(
            f"s{index}",
            text,
            COUNTS[index % 7],
            RESTS[index % 7],
            58.3 if score else None,
            note,
        )
        for index, text in enumerate(texts)
    )


def bars() -> Samples:
    """Stacked bars of one list, of areas, of long words, of one person, of nobody."""
    single = (StackSection(rows(CHECKLIST[:8], hidden=3)),)
    yield "stacks", stacked_bars(single, SEE, WORDS, number)
    note = "Don’t know: 4 of 16 (25 %) · Two camps"
    noted = (StackSection(rows(CHECKLIST, hidden=3, note=note)),)
    yield "stacks-agreement", stacked_bars(noted, SEE, WORDS, number)
    sections = tuple(
        StackSection(tuple(row for row in rows(CHECKLIST)[start : start + 3]), area, 61.0)
        for start, area in zip(range(0, 12, 3), AREAS, strict=True)
    )
    yield "stacks-areas", stacked_bars(sections, SEE, WORDS, number)
    yield "stacks-far", stacked_bars(sections, FAR, WORDS, number)
    long = (StackSection(rows(DUTCH), GEBIEDEN[1], 50.0),)
    yield "stacks-dutch", stacked_bars(long, SEE, WOORDEN, number)
    twenty = (StackSection(rows(tuple(f"{text} {n}" for n in (1, 2) for text in CHECKLIST[:10]))),)
    yield "stacks-twenty", stacked_bars(twenty, SEE, WORDS, number)
    one = (StackSection((StackRow("s", CHECKLIST[0], (1, 0, 0), 0, 100.0),)),)
    yield "stacks-one", stacked_bars(one, SEE, WORDS, number)
    nobody = (StackSection(tuple(StackRow(f"s{n}", text) for n, text in enumerate(CHECKLIST[:6]))),)
    yield "stacks-nobody", stacked_bars(nobody, SEE, WORDS, number)
    yield "stacks-grown-0", stacked_bars(single, SEE, WORDS, number, grown=0.0)


def radars() -> Samples:
    """Areas beside their answers."""
    values = (62.0, 41.0, 71.0, 57.0, 66.0, 34.0)
    for name, areas, words, title in (
        ("", AREAS, WORDS, "Where we stand"),
        ("-dutch", GEBIEDEN, WOORDEN, "Waar we staan"),
        ("-six", (*AREAS, "People", "Learning"), WORDS, "Where we stand"),
    ):
        axes = tuple(Axis(f"a{n}", area) for n, area in enumerate(areas))
        series = (Series("all", "All of us", values[: len(areas)]),)
        profile = ProfileWords("", title, "Not shown", "No", "Yes", "Radar")
        both = (profile, words)
        yield f"stacked-radar{name}", stacked_radar(axes, series, rows(areas), SEE, both, number)
    gone = (Series("all", "All of us", (62.0, None, 71.0, 57.0)),)
    axes = tuple(Axis(f"a{n}", area) for n, area in enumerate(AREAS))
    profile = ProfileWords("", "Where we stand", "Not shown", "No", "Yes", "Radar")
    yield (
        "stacked-radar-missing",
        stacked_radar(axes, gone, rows(AREAS, hidden=1), FAR, (profile, WORDS), number),
    )


def pairs(poles: tuple[tuple[str, str], ...], groups: int = 0, hidden: int = -1) -> list[Pair]:
    """A pair for each two poles."""
    found = []
    for index, (left, right) in enumerate(poles):
        today, wanted = ENDS[index % 6]
        of_groups = tuple(
            Ends(max(today - 0.3 * n, -3.0), min(wanted + 0.2 * n, 3.0)) for n in range(groups)
        )
        if index == hidden:
            found.append(Pair(f"p{index}", left, right))
        else:
            found.append(Pair(f"p{index}", left, right, Ends(today, wanted), of_groups))
    return found


def shifts() -> Samples:
    """Dumbbells with and without groups, few, many, long, nobody."""
    yield "dumbbells", dumbbells(pairs(PAIRS, hidden=7), THINK, DUMB, point)
    yield (
        "dumbbells-groups",
        dumbbells(pairs(PAIRS, 3, hidden=7), THINK, DUMB, point, groups=BANDS),
    )
    yield (
        "dumbbells-dutch",
        dumbbells(pairs(PAREN, 3), THINK, DUMB, point, groups=BANDEN),
    )
    yield "dumbbells-eighteen", dumbbells(pairs((*PAIRS, *PAIRS[:6])), THINK, DUMB, point)
    yield "dumbbells-far", dumbbells(pairs(PAIRS), FAR, DUMB, point)
    yield "dumbbells-one", dumbbells(pairs(PAIRS[:1]), THINK, DUMB, point)
    silent = DumbbellWords("Today", "In three years", "", "", title="Shifts")
    nobody = [Pair(f"p{n}", *poles) for n, poles in enumerate(PAIRS)]
    yield "dumbbells-nobody", dumbbells(nobody, THINK, silent, point)
    yield "dumbbells-grown-0", dumbbells(pairs(PAIRS), THINK, DUMB, point, grown=0.0)


def agreements() -> Samples:
    """Histograms of two passes."""
    asked = [
        HistogramRow(
            f"h{index}",
            f"{left} ↔ {right}",
            (
                Votes((2, 4, 5, 2, 1, 0, 0), "Mixed"),
                Votes() if index == 2 else Votes((0, 0, 0, 0, 2, 12, 0), "Shared"),
            ),
        )
        for index, (left, right) in enumerate((*PAIRS[:7], *PAREN))
    ]
    yield "histograms", pass_histograms(asked, THINK, HISTOGRAMS)
    yield "histograms-far", pass_histograms(asked, FAR, HISTOGRAMS)


def statements() -> Samples:
    """Everything of this file."""
    yield from bars()
    yield from radars()
    yield from shifts()
    yield from agreements()
