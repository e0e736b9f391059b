"""Sample figures of rows with fields: the plan, its timeline, the scorecard and its case."""

from collections.abc import Iterator

from tests.figures.samples_votes import ACT, FAR, Samples, number
from workshop_app.figures.actions import STATUS_ICONS, ActionCard, ActionColumn, Line, actions
from workshop_app.figures.case_results import CaseResult, case_results
from workshop_app.figures.scorecard import ScoreBar, ScoreWords, scorecard
from workshop_app.figures.timeline import Mark, TimeBar, timeline

TITLES = (
    "Bel elke wachtende klant op dag drie", "Zet een naam op elke e-mail",
    "Eén dossier voor alle schadeafhandelingsafdelingen",
    "Vervang “in behandeling” door een datum", "Klant aan tafel bij elke planbespreking",
)  # fmt: skip
OUTCOME = "Niemand vertelt zijn verhaal nog een tweede keer"
MARKS = (
    Mark(30, "30 dagen", "3-4-2026"), Mark(90, "90 dagen", "2-6-2026"),
    Mark(365, "1 jaar", "4-3-2027"), Mark(1826, "3–5 jaar", "4-3-2031"),
)  # fmt: skip
STATES = {"open": "Open", "busy": "Bezig", "done": "Klaar", "stopped": "Gestopt"}
WORDS = ScoreWords("Regel", "Begin → doel", "Stand", "Verloop", "Voortgang", "Kies een cijfer.")


def _card(number: int) -> ActionCard:
    missing = number % 5 == 3
    owner = (
        Line("circle-alert", "Zoekt een eigenaar", "danger", "semibold") if missing
        else Line("user", "Fatima el Idrissi, met Tomás Ruiz", "ink", "medium", 3)
    )
    lines = (Line("flag", OUTCOME, most=3), owner, Line("clock", "uiterlijk 3 april"))
    return ActionCard(f"a{number}", TITLES[number % 5], lines, missing)


def _columns(counts: tuple[int, ...]) -> list[ActionColumn]:
    found, first = [], 0
    for mark, count in zip(MARKS, counts, strict=True):
        cards = tuple(_card(first + index) for index in range(count))
        found.append(ActionColumn(f"h{mark.day:g}", mark.name, cards))
        first += count
    return found


def _bars(count: int) -> Iterator[TimeBar]:
    ends = (20, 30, 75, 200, 1800, 4000, -3)
    for index in range(count):
        status = tuple(STATES)[index % 4]
        yield TimeBar(
            f"a{index}", TITLES[index % 5], "Zoekt een eigenaar" if index == 3 else "Jan de Vries",
            float(index * 3 if index % 2 else -10), float(ends[index % 7]), status, STATES[status],
            "nog geen datum" if index == 4 else "24-3-2026", index != 4, index == 3,
        )  # fmt: skip


def _looked_at() -> Iterator[ActionColumn]:
    """Actions that came along, with what became of each; what was stopped is struck."""
    found = {
        "done": ("Gedaan", "ok"), "partly": ("Deels", "ink2"), "not_yet": ("Nog niet", "ink2"),
        "stopped": ("Gestopt", "ink2"),
    }
    cards = tuple(
        ActionCard(
            f"a{number}", TITLES[number],
            (Line(STATUS_ICONS[verdict], said, token, "semibold"),), off=verdict == "stopped",
        )
        for number, (verdict, (said, token)) in enumerate(found.items())
    )  # fmt: skip
    yield ActionColumn("days90", "90 dagen", cards)
    yield ActionColumn("year1", "1 jaar", ())


def plans() -> Samples:
    """Actions by horizon and along the time."""
    yield "actions", actions(_columns((2, 3, 2, 1)), ACT, title="Acties")
    yield "actions-many", actions(_columns((9, 7, 3, 1)), ACT, title="Acties")
    yield "actions-far", actions(_columns((3, 2, 1, 0)), FAR, title="Acties")
    yield "actions-looked-at", actions([*_looked_at()], ACT, title="Acties")
    yield "actions-one", actions(_columns((0, 1, 0, 0)), ACT, title="Acties")
    yield "actions-none", actions(_columns((0, 0, 0, 0)), ACT, invitation="Wie?", title="Acties")
    yield "timeline", timeline(list(_bars(5)), MARKS, ACT, begins="4-3-2026", title="Tijd")
    yield "timeline-many", timeline(list(_bars(14)), MARKS, ACT, begins="4-3-2026", title="Tijd")
    yield "timeline-far", timeline(list(_bars(4)), MARKS, FAR, begins="4-3-2026", title="Tijd")


NAMES = ("NPS", "Klanttevredenheid", "Deel van de week dat we eigen fouten herstellen")


def _score(index: int, percent: float | None) -> ScoreBar:
    known = percent is not None
    trend = ((0.0, 0.0), (0.4, 30.0), (1.0, percent or 0.0)) if known and index % 2 else ()
    return ScoreBar(
        f"s{index}", NAMES[index % 3], index % 2 == 0, "hoger", "62%" if known else "",
        "€ 1.500.000", "71%" if known else "", "20 september" if known else "", percent,
        "" if known else "Beginstand volgt nog", "3–5 jaar · Fatima el Idrissi", index == 0, trend,
    )  # fmt: skip


def cards() -> Samples:
    """Scorecards and a case."""
    percents = (40.0, 100.0, -22.0, 150.0, None, 0.0, -100.0)
    seven = [_score(index, percent) for index, percent in enumerate(percents)]
    yield "scorecard", scorecard(seven, ACT, WORDS, number, title="Kaart")
    yield "scorecard-plain", scorecard(seven[:1], ACT, WORDS, number, title="Kaart")
    yield "scorecard-far", scorecard(seven, FAR, WORDS, number, title="Kaart")
    yield "scorecard-none", scorecard([], ACT, WORDS, number, title="Kaart")
    yield "scorecard-start", scorecard(seven[:2], ACT, WORDS, number, grown=0.0, title="Kaart")
    results = [
        CaseResult(f"c{index}", TITLES[index % 5], ("−30%", OUTCOME)[index % 2], index == 0)
        for index in range(13)
    ]
    yield "case", case_results(results, ACT, heading="Een bedrijf zonder naam", title="Case")
    yield "case-far", case_results(results, FAR, heading="Een bedrijf zonder naam", title="Case")


def rows() -> Samples:
    """All of them."""
    yield from plans()
    yield from cards()
