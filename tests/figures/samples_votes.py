"""Sample figures of votes: profiles, bars, dots, rankings, words and gauges."""

from collections.abc import Iterator, Sequence
from itertools import cycle, islice

from workshop_app.figures.bars import Bar, BarsWords, bars
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.dots import DotOption, DotsWords, Strip, dots
from workshop_app.figures.figure import Figure
from workshop_app.figures.gauges import Gauge, GaugeWords, gauges
from workshop_app.figures.markers import Group
from workshop_app.figures.option_bars import Case, OptionBarsWords, OptionCount, option_bars
from workshop_app.figures.radar import radar
from workshop_app.figures.rank_bars import RankRow, RankWords, rank_bars
from workshop_app.figures.series import Axis, ProfileWords, Series, Spread
from workshop_app.figures.word_wall import WallWord, word_wall

Pages = Sequence[Figure]
Samples = Iterator[tuple[str, Pages]]

SEE = Canvas(167.8, 71, "see")
THINK = Canvas(167.8, 71, "think")
ACT = Canvas(167.8, 71, "act")
BE = Canvas(167.8, 71, "be")
FAR = Canvas(167.8, 71, "see", 1.35)

CARE = ("Care", "Advocacy", "Direction", "Together", "Steering", "Space")
ZORG = (
    "Oprechte aandacht",
    "Aanbevelingsbereidheid",
    "Richtinggevendheid",
    "Samenwerkingsverbanden",
    "Besturingsmechanismen",
    "Experimenteerruimte",
)
CHECKLIST = (
    "Caring for customers gives us energy; nobody needs to act it.",
    "Our work has meaning, and customers notice humans behind it.",
    "Our decisions serve people and planet besides profit.",
    "Sincere attention is our road to healthy, lasting growth.",
    "Recommendations are earned here, never bought or pushed.",
    "Our own people are fans before we expect it of customers.",
    "One shared dream, in plain words everybody uses, guides us.",
    "Departments pull one way, and this year's goals fit our five-year course.",
    "We answer for joint results rather than ticking off own tasks.",
    "Teams mixing trades and ranks tackle customer issues.",
    "People can, may and dare challenge our habits.",
    "Soft values weigh as much as hard figures, for every stakeholder.",
)
DUTCH = (
    "Zorgzaamheid voor klanten geeft ons energie; niemand hoeft die zorgzaamheid te spelen.",
    "Verantwoordelijkheidsgevoel is hier vanzelfsprekend, ook zonder leidinggevende.",
    "Onze besluitvormingsprocessen dienen mens en planeet naast winst.",
    "Aanbevelingen worden hier verdiend, nooit gekocht of afgedwongen.",
    "Klanttevredenheidsonderzoeken leiden binnen zes weken tot verbeteringen.",
)
SEVEN_CS = (
    "CEO commitment: the top spends visible time.",
    "Cross-functional collaboration: we solve across borders.",
    "Compensation: pay follows customer outcomes.",
    "Customer insights: fresh and used.",
    "Criteria: customer-first tests guide decisions.",
    "Competitor awareness: we know their alternatives.",
    "Cultural buy-in: most believe in it.",
)
WORDS = ProfileWords(
    "Where we see it differently",
    "How true this is for us today",
    "too few answers",
    "Not at all",
    "Fully",
    "Radar of six axes",
)
WOORDEN = ProfileWords(
    "Hier kijken we verschillend tegenaan",
    "In hoeverre dit nu voor ons geldt",
    "te weinig antwoorden",
    "Helemaal niet",
    "Volledig",
    "Radar met zes assen",
)
BANDS = (Group("floor", "Floor", 0), Group("middle", "Middle", 1), Group("top", "Top", 2))
BANDEN = (
    Group("floor", "Werkvloermedewerkers", 0),
    Group("middle", "Middenkader", 1),
    Group("top", "Directie en bestuur", 2),
)


def number(value: float) -> str:
    """Whole scores."""
    return f"{value:.0f}"


def decimal(value: float) -> str:
    """Means with one decimal."""
    return f"{value:.1f}"


def profile(
    count: int, groups: tuple[Group, ...] = BANDS, *, whole: str = "All of us"
) -> tuple[Series, ...]:
    """Made-up scores for ``count`` axes."""
    rows = (
        (62, 41, 71, 57, 66, 34),
        (78, 35, 60, 66, 64, 30),
        (60, 43, 72, 46, 66, 31),
        (55, 66, 84, 71, 60, 48),
    )
    values = [tuple(float(v) for v in islice(cycle(row), count)) for row in rows]
    series = [Series("all", whole, values[0])]
    for group, scores in zip(groups, values[1:], strict=False):
        series.append(Series(group.key, group.label, scores, group.style))
    return tuple(series)


def axes(labels: tuple[str, ...], agreement: tuple[str, ...] = ()) -> tuple[Axis, ...]:
    """Axes with these labels."""
    words = agreement or ("",) * len(labels)
    return tuple(
        Axis(f"ax{index}", label, "", word)
        for index, (label, word) in enumerate(zip(labels, words, strict=True))
    )


def spread(keys: tuple[Axis, ...], series: tuple[Series, ...]) -> tuple[Spread, ...]:
    """Ballots of sixty people in three groups."""
    counts = ((1, 3, 6, 7, 3), (2, 6, 8, 3, 1), (0, 2, 4, 9, 5))
    return tuple(
        Spread(axis.key, one.key, counts[(index + place) % 3])
        for index, axis in enumerate(keys)
        for place, one in enumerate(series[1:])
    )


def profiles() -> Samples:
    """Radars, range plots and what replaces them."""
    six = axes(CARE)
    yield "radar-groups", radar(six, profile(6), SEE, WORDS, number)
    yield "radar-spread", radar(
        six, profile(6), SEE, WORDS, number, distribution=spread(six, profile(6))
    )
    zes = axes(ZORG)
    yield "radar-dutch", radar(
        zes, profile(6, BANDEN, whole="Wij allemaal"), SEE, WOORDEN, number
    )
    agreed = axes(CARE, ("shared", "mixed", "two camps", "shared", "mixed", "shared"))
    whole = profile(6)[0]
    yield "radar-alone", radar(agreed, (whole,), SEE, WORDS, number)
    earlier = (
        whole,
        Series("p", "Spring", (50.0, 45.0, 64.0, 57.0, 60.0, 22.0), line="previous"),
        Series("f", "A year ago", (38.0, 30.0, 60.0, 40.0, 62.0, 20.0), line="first"),
    )
    yield "radar-earlier", radar(agreed, earlier, SEE, WORDS, number)
    gaps = (
        Series("all", "All of us", (62.0, 41.0, None, 57.0, 66.0, 34.0)),
        Series("floor", "Floor", (78.0, 35.0, None, 66.0, None, 34.0), 0),
        Series("middle", "Middle", (60.0, 43.0, None, 46.0, 66.0, 34.0), 1),
        Series("top", "Top", (55.0, 66.0, 84.0, 71.0, 60.0, 34.0), 2),
    )
    yield "radar-missing", radar(six, gaps, SEE, WORDS, number)
    nobody = tuple(
        Series(one.key, one.label, (None,) * 6, one.style) for one in profile(6)
    )
    yield "radar-nobody", radar(six, nobody, SEE, WORDS, number)
    edge = (Series("all", "All of us", (0.0, 100.0, 0.0, 100.0, 0.0, 100.0)),)
    yield "radar-edges", radar(agreed, edge, SEE, WORDS, number)
    yield "radar-3", radar(
        axes(("Uniform: the answers tell one story.", "Clear: customers would understand the "
              "answers.", "Enthusing: the answers make you want to be a customer.")),
        profile(3), SEE, WORDS, number,
    )  # fmt: skip
    yield "radar-5", radar(axes(DUTCH), profile(5), SEE, WOORDEN, number)
    yield "radar-7", radar(axes(SEVEN_CS), profile(7), THINK, WORDS, number)
    yield "radar-7-alone", radar(axes(SEVEN_CS), profile(7)[:1], THINK, WORDS, number)
    yield "radar-8", radar(axes(CARE + CARE[:2]), profile(8), SEE, WORDS, number)
    yield "radar-10", radar(axes(ZORG + ZORG[:4]), profile(10), SEE, WORDS, number)
    yield "radar-10-alone", radar(axes(ZORG + ZORG[:4]), profile(10)[:1], SEE, WORDS, number)
    yield "radar-12", radar(axes(CHECKLIST), profile(12), SEE, WORDS, number)
    yield "radar-2", radar(axes(CARE[:2]), profile(2), SEE, WORDS, number)
    yield "radar-far", radar(six, profile(6), FAR, WORDS, number)
    yield "radar-7-far", radar(axes(SEVEN_CS), profile(7), FAR, WORDS, number)
    yield "radar-grown-0", radar(
        six, profile(6), SEE, WORDS, number, distribution=spread(six, profile(6)), grown=0.0
    )


def item_bars() -> Samples:
    """Items with scores and votes."""
    agreement = cycle(("shared", "mixed", "two camps"))
    counts = cycle(((0, 1, 4, 9, 3), (2, 6, 5, 3, 1), (7, 2, 0, 2, 6), (0, 0, 2, 5, 10)))
    scores = cycle((71.0, 42.0, 47.0, 87.0))
    rows = [
        Bar(f"ck{index}", text, next(scores), next(agreement), next(counts))
        for index, text in enumerate(CHECKLIST)
    ]
    words = BarsWords("too few answers", low="Not at all", high="Fully", all_label="All of us")
    yield "bars", bars(rows, SEE, words, number)
    yield "bars-five", bars(rows[:5], SEE, words, number)
    dutch = [
        Bar(f"nl{index}", text, next(scores), "twee kampen", next(counts))
        for index, text in enumerate(DUTCH)
    ]
    woorden = BarsWords("te weinig antwoorden", low="Helemaal niet", high="Volledig")
    yield "bars-dutch", bars(dutch, SEE, woorden, number)
    grouped = [
        Bar(row.key, row.text, row.score, row.agreement, row.counts, (78.0, 43.0, 55.0))
        for row in rows
    ]
    yield "bars-groups", bars(grouped, SEE, words, number, groups=BANDS)
    yield "bars-far", bars(rows, FAR, words, number)
    yield "bars-one", bars([Bar("a", "Warm", None)], SEE, words, number)
    many = [Bar("a", CHECKLIST[0], 50.0, "mixed", (60, 0, 0, 0, 60))]
    yield "bars-sixty", bars(many, SEE, words, number)


def unit_dots() -> Samples:
    """One question, a dot per person."""
    scale = ("Not at all", "Hardly", "Partly", "Largely", "Fully")
    schaal = ("Helemaal niet", "Nauwelijks", "Deels", "Grotendeels", "Volledig")

    def options(counts: tuple[int, ...], words: tuple[str, ...]) -> list[DotOption]:
        return [
            DotOption(f"o{index}", str(index), word, count)
            for index, (word, count) in enumerate(zip(words, counts, strict=True), 1)
        ]

    strips = [
        Strip(BANDS[0], (3, 2, 1, 0, 0), "6 votes"),
        Strip(BANDS[1], (0, 3, 1, 1, 0), "5 votes"),
        Strip(BANDS[2], (0, 1, 1, 0, 3), "5 votes"),
    ]
    headline = DotsWords(
        "We do not see the same company.", "9 of 16 say hardly or less. 3 say fully."
    )
    yield "dots", (dots(options((3, 6, 3, 1, 3), scale), THINK, headline, strips=strips),)
    yield "dots-plain", (dots(options((3, 6, 3, 1, 3), scale), THINK, DotsWords()),)
    many = [
        Strip(group, (4, 9, 3, 0, 4), "20 stemmen")
        for group in BANDEN
    ]
    yield "dots-sixty", (
        dots(
            options((12, 27, 9, 0, 12), schaal),
            THINK,
            DotsWords("Samenwerkingsverbanden worden heel verschillend beleefd."),
            strips=many,
        ),
    )
    six = [Strip(Group(f"g{index}", f"Department {index + 1}", index), (1, 2, 1, 0, 1), "5 votes")
           for index in range(6)]  # fmt: skip
    yield "dots-six-groups", (dots(options((6, 12, 6, 0, 6), scale), SEE, DotsWords(), strips=six),)
    yield "dots-one", (dots(options((0, 0, 1, 0, 0), scale), THINK, DotsWords()),)
    yield "dots-nobody", (dots(options((0, 0, 0, 0, 0), scale), THINK, DotsWords()),)
    gradient = (
        "Volmondig ja", "Ja, klein puntje", "Ja, met bedenkingen", "Neutraal",
        "Eerst verder praten", "Liever niet, maar ik houd het niet tegen", "Sterk tegen",
        "Ik blokkeer",
    )  # fmt: skip
    yield "dots-gradient", (dots(options((5, 6, 3, 2, 1, 2, 0, 1), gradient), THINK, DotsWords()),)
    nps = [DotOption(f"n{point}", str(point), "", (point * 3) % 7) for point in range(11)]
    yield "dots-nps", (dots(nps, SEE, DotsWords("NPS +17", "Indicative: 33 people")),)
    choices = ("Apply the rule", "Make an exception", "Escalate to a manager", "Change the rule")
    plain = [
        DotOption(f"c{index}", "", text, count)
        for index, (text, count) in enumerate(zip(choices, (3, 8, 2, 4), strict=True))
    ]
    yield "dots-choice", (dots(plain, THINK, DotsWords("Most would bend the rule.")),)
    yield "dots-far", (
        dots(options((3, 6, 3, 1, 3), schaal), FAR, headline, strips=strips),
    )


def choices() -> Samples:
    """Options case by case."""
    texts = ("Apply rule", "Make exception", "Escalate", "Change rule")
    regels = (
        "Regel toepassen", "Uitzondering maken", "Voorleggen aan leidinggevende", "Regel wijzigen"
    )  # fmt: skip
    cases = (
        "Return two days late, product clearly faulty.",
        "Grieving caller needs forty minutes; norm is six.",
        "“As new” turned out used; procedure demands an investigation first.",
        "Loyal customer asks what only newcomers get.",
    )
    gevallen = (
        "Retourzending twee dagen te laat, het product is duidelijk ondeugdelijk en gevaarlijk.",
        "Rouwende beller heeft veertig minuten nodig; de afhandelingsnorm is zes minuten.",
        "“Zo goed als nieuw” bleek gebruikt; de procedure eist eerst een onderzoek vooraf.",
        "Trouwe klant vraagt om wat alleen nieuwkomers krijgen als welkomstaanbieding.",
    )

    def case(index: int, text: str, labels: tuple[str, ...], two: bool) -> Case:
        after, before = ((3, 8, 2, 4), (9, 3, 5, 0)), ((9, 2, 5, 1), (9, 6, 2, 0))
        return Case(
            f"mw{index}",
            text,
            tuple(
                OptionCount(str(place), label, after[index % 2][place],
                            before[index % 2][place] if two else None)
                for place, label in enumerate(labels)
            ),
        )  # fmt: skip

    words = OptionBarsWords("First vote", "After the talk")
    woorden = OptionBarsWords("Eerste stemming", "Na het gesprek")
    yield "options-four", option_bars(
        [case(index, text, texts, True) for index, text in enumerate(cases)], THINK, words
    )
    yield "options-dutch", option_bars(
        [case(index, text, regels, True) for index, text in enumerate(gevallen)], THINK, woorden
    )
    yield "options-once", option_bars(
        [case(index, text, texts, False) for index, text in enumerate(cases[:3])], THINK, words
    )
    yield "options-one", option_bars([case(0, cases[0], regels, True)], THINK, words)
    yield "options-far", option_bars(
        [case(index, text, texts, True) for index, text in enumerate(cases)], FAR, words
    )
    empty = Case("e", "", tuple(OptionCount(text, text, 0) for text in texts))
    yield "options-nobody", option_bars([empty], THINK, words)


def rankings() -> Samples:
    """Ranked options."""
    options = (
        "Open meetings with a customer story", "Celebrate micro-wins",
        "Best-customer question per decision", "Empty customer chair",
        "Customer advocate per meeting", "Heard–did–happened wall",
        "Leaders in customer contact weekly", "Recognition award, any rank",
        "Coaching for empathy", "Customer invited to planning", "Own idea: Friday call",
    )  # fmt: skip
    points = (19.0, 4.0, 22.0, 7.0, 3.0, 9.0, 16.0, 1.0, 7.0, 0.0, 2.0)
    first = ("3× first", "", "5× first", "1× first", "", "", "4× first", "", "", "", "")
    rows = [
        RankRow(str(index), *row)
        for index, row in enumerate(zip(options, points, first, strict=True))
    ]
    yield "ranks", rank_bars(rows, ACT, RankWords(), number)
    grouped = [RankRow(row.key, row.text, row.points, row.note, (2.1, 0.8, 1.5)) for row in rows]
    yield "ranks-groups", rank_bars(
        grouped, ACT, RankWords("Points per ballot"), decimal, groups=BANDS
    )
    rijen = [
        RankRow(str(index), text, point, "12× als eerste")
        for index, (text, point) in enumerate(zip(DUTCH, points, strict=False))
    ]
    yield "ranks-dutch", rank_bars(rijen, ACT, RankWords(), number)
    yield "ranks-far", rank_bars(rows, FAR, RankWords(), number)
    yield "ranks-one", rank_bars(rows[:1], ACT, RankWords(), number)
    none = [RankRow(row.key, row.text, 0.0) for row in rows[:4]]
    yield "ranks-nobody", rank_bars(none, ACT, RankWords(), number)


def words() -> Samples:
    """Words on the wall."""
    said = ("energy", "hope", "curious", "tired", "together", "brave", "honest", "focus", "doubt",
            "ready", "warm", "customer", "proud", "Monday", "patience", "fun")  # fmt: skip
    counts = (6, 5, 4, 3, 3, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1)
    wall = [WallWord(text, count) for text, count in zip(said, counts, strict=True)]
    yield "words", word_wall(wall, BE)
    lang = dict.fromkeys(word for text in DUTCH for word in text.rstrip(".").split())
    yield "words-dutch", word_wall([WallWord(word, 2) for word in lang][:40], BE)
    yield "words-sixty", word_wall(
        [WallWord(f"woord{index}ing", 1 + index % 4) for index in range(60)], BE
    )
    yield "words-one", word_wall([WallWord("hope", 1)], BE)
    yield "words-nobody", word_wall([], BE, empty="One word each. What do you take home?")
    yield "words-far", word_wall(wall, FAR)


def number_questions() -> Samples:
    """Gauges."""
    energy = Gauge("hb1", "My energy", (0, 2, 4, 8, 3), 3.7, "Empty", "Full")
    trust = Gauge("hb2", "I trust we will follow through", (1, 3, 6, 5, 2), 3.2, "Not", "Fully")
    lang = Gauge(
        "hb3",
        "Ik vertrouw erop dat wij deze verbeteringsvoorstellen daadwerkelijk gaan doorvoeren",
        (1, 3, 6, 5, 2),
        3.2,
        "Helemaal niet",
        "Volledig",
    )
    words = GaugeWords("too few answers")
    yield "gauges", gauges([energy, trust], BE, words, decimal)
    yield "gauges-three", gauges([energy, trust, lang], BE, words, decimal)
    yield "gauges-one", gauges([energy], BE, words, decimal)
    grouped = Gauge("hb1", "My energy", (0, 2, 4, 8, 3), 3.7, "Empty", "Full", 1, (3.2, 4.1, 3.9))
    yield "gauges-groups", gauges([grouped, trust], BE, words, decimal, groups=BANDS)
    sixty = [
        Gauge(f"hb{n}", "My energy", (4, 8, 24, 18, 6), 3.2, "Empty", "Full") for n in range(3)
    ]
    yield "gauges-sixty", gauges(sixty, BE, words, decimal)
    nobody = Gauge("hb0", "My energy", (0, 0, 0, 0, 0), None, "Empty", "Full")
    yield "gauges-nobody", gauges([nobody, energy], BE, words, decimal)
    yield "gauges-far", gauges([energy, trust], FAR, words, decimal)


def votes() -> Samples:
    """Every sample of this module."""
    for part in (
        profiles, item_bars, unit_dots, choices, rankings, words, number_questions
    ):  # fmt: skip
        yield from part()
