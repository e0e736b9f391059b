"""Amounts for the gallery: waterfalls that rise and fall, cards, ledgers; long names, none."""

from collections.abc import Iterator

from workshop_app.figures.amounts import Panel, PanelRow, amount_panels
from workshop_app.figures.canvas import STAGE_WIDTH, Canvas
from workshop_app.figures.figure import Figure
from workshop_app.figures.ledger import LedgerLine, ledger
from workshop_app.figures.waterfall import Fall, waterfall

Samples = Iterator[tuple[str, tuple[Figure, ...]]]

THINK = Canvas(STAGE_WIDTH - 10, 71.0, "think")
FAR = Canvas(STAGE_WIDTH - 10, 71.0, "think", 1.4)
PAPER = Canvas(100.0, 60.0, "think")
QUESTION = "What does one bad experience cost us?"
LONG = "Acquisitiekostenverlaging voor zakelijke dienstverleningsovereenkomsten"


def falls() -> list[Fall]:
    """From today to after."""
    return [
        Fall("today", "Today", 0, 5.33, "~ € 5.33 million", True, "Value of our customers"),
        Fall("churn", "−30% churn", 5.33, 7.16, "+ € 1.83 million"),
        Fall("products", "+1.5 products per customer", 7.16, 9.31, "+ € 2.15 million"),
        Fall("cost", "−30% cost of winning a customer", 9.31, 9.31, "€ 0", False,
             "not counted: needs Cost of winning a customer"),
        Fall("after", "After", 0, 9.31, "~ € 9.31 million", True, "Value of our customers"),
    ]


def losing() -> list[Fall]:
    """Down through nothing."""
    return [
        Fall("today", "Today", 0, 3.0, "€ 3 million", True),
        Fall("churn", "+50% churn", 3.0, 1.2, "− € 1.8 million"),
        Fall("cost", LONG, 1.2, -1.5, "− € 2.7 million"),
        Fall("after", "After", 0, -1.5, "− € 1.5 million", True),
    ]


def money() -> Samples:
    """Every sample of the builders for amounts."""
    loss = Panel("loss", "Yearly loss through customers who leave", "~ € 1.07 million",
                 "2,000 customers who leave a year × € 533 each · estimate")
    risk = Panel("risk", f"Risk: {LONG}", "–", f"Needs: {LONG}, {LONG} and {LONG}", True)
    small = Panel("clv", "Value of one customer", "€ 533", "Margin over the years")
    lines = [
        LedgerLine(str(n), name, ("87%", "€ 1,130", "€ 1.99 million", "€ 15.3 million"), n == 4)
        for n, name in enumerate(("Today", "−30% churn", LONG, "−30% cost", "All together"))
    ]
    heads = ("Stay a year", "Value of one customer", "Yearly loss", "Value of all")
    for name, canvas in (("", THINK), ("-far", FAR), ("-paper", PAPER)):
        yield f"waterfall{name}", (waterfall(falls(), canvas, title=QUESTION),)
        yield f"waterfall-losing{name}", (waterfall(losing(), canvas, title=QUESTION),)
        rows = (PanelRow((loss, risk), "Side by side, never added."),
                PanelRow(tuple(small._replace(key=f"clv{n}") for n in range(3))))
        yield f"amounts{name}", amount_panels(rows, canvas, title=QUESTION)
        yield f"ledger{name}", ledger(lines, heads, canvas, title=QUESTION)
    yield "waterfall-one", (waterfall(falls()[:1], THINK, title=QUESTION),)
    yield "waterfall-nothing", (
        waterfall([Fall("today", "Today", 0, 0, "€ 0", True)], THINK, title=QUESTION),
    )
