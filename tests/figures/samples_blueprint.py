"""Blueprints for the gallery: a real one, one step, twelve, forty long cards, far and on paper."""

from collections.abc import Iterator

from workshop_app.figures.blueprint import BlueprintLane, BlueprintStep, blueprint
from workshop_app.figures.blueprint_cards import BlueprintCard, Sign
from workshop_app.figures.canvas import STAGE_WIDTH, Canvas
from workshop_app.figures.figure import Figure

Samples = Iterator[tuple[str, tuple[Figure, ...]]]

ACT = Canvas(STAGE_WIDTH - 10, 71.0, "act")
FAR = Canvas(STAGE_WIDTH - 10, 71.0, "act", 1.4)
PAPER = Canvas(150.0, 71.0, "act")
LANES = (
    BlueprintLane("evidence", "Physical evidence"),
    BlueprintLane("customer", "Customer actions", "line of interaction", customer=True),
    BlueprintLane("front", "Frontstage", "line of visibility"),
    BlueprintLane("back", "Backstage", "line of internal interaction"),
    BlueprintLane("support", "Support processes"),
)
DUTCH = (
    BlueprintLane("evidence", "Tastbaar bewijs"),
    BlueprintLane("customer", "Handelingen van de klant", "interactielijn", customer=True),
    BlueprintLane("front", "Vóór de schermen", "zichtbaarheidslijn"),
    BlueprintLane("back", "Achter de schermen", "interne interactielijn"),
    BlueprintLane("support", "Ondersteunende processen"),
)
FAIL = Sign("triangle-alert", "Fail point", "danger")
WAIT = Sign("timer", "Wait", "warn")
LONG = (
    "Arbeidsongeschiktheidsverzekeringsaanvraag wordt overgetypt in het "
    "klantrelatiebeheersysteem en daarna nog eens gecontroleerd"
)


def ordinary(count: int) -> list[BlueprintStep]:
    """Steps with a card in most lanes."""
    return [
        BlueprintStep(
            f"s{n}", n + 1,
            (
                (BlueprintCard(f"{n}e", "Web page"),),
                (BlueprintCard(f"{n}c", "Shows her passport"),),
                (BlueprintCard(f"{n}f", "Greets her", (WAIT, Sign("", "Branch", "ink2"))),),
                (BlueprintCard(f"{n}b", "Types it over", (FAIL,), gone=n == 2),) if n % 3 else (),
                (BlueprintCard(f"{n}s", "Batch job", fresh=n == 1),),
            ),
            "New" if n == 4 else "",
        )
        for n in range(count)
    ]


def crowded() -> list[BlueprintStep]:
    """Long Dutch words everywhere, forty cards in one cell."""
    signs = (FAIL, WAIT, Sign("", "Klantcontactcentrum", "ink2"))
    forty = tuple(BlueprintCard(f"x{n}", f"{n} {LONG}") for n in range(40))
    return [
        BlueprintStep(f"s{n}", n + 1, (
            *((BlueprintCard(f"{n}{lane}", LONG, signs),) for lane in "ecf"),
            forty if n == 1 else (BlueprintCard(f"{n}b", LONG, signs, fresh=True),),
            (),
        ))
        for n in range(6)
    ]


def blueprints() -> Samples:
    """Every sample."""
    links = (("1s", "1c"), ("0s", "3f"), ("2f", "1f"), ("4s", "4e"), ("5s", "0e"), ("1c", "1f"))
    for name, canvas in (("", ACT), ("-far", FAR), ("-paper", PAPER)):
        yield f"blueprint{name}", blueprint(ordinary(6), LANES, links, canvas, title="Blueprint")
        yield f"blueprint-long{name}", blueprint(crowded(), DUTCH, (), canvas, title="Blauwdruk")
    yield "blueprint-one", blueprint(ordinary(1), LANES, (), ACT, title="Blueprint")
    yield "blueprint-twelve", blueprint(ordinary(12), LANES, links, ACT, title="Blueprint")
