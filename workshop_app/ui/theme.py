"""A `Theme` on the whole application: palette, one style sheet, focus rings.

Widgets choose their look with dynamic properties, set before they are first shown:

- ``QLabel``: ``look`` = heading, strong, meta, hint, muted, key, clock, danger, warn, ok
- ``QPushButton``, ``QToolButton``: ``look`` = quiet (no border), small, big; or ``phase`` =
  see, think, act, be for the one thing to do next, in the phase's colour
- ``QLineEdit``: ``look`` = capture (18 px); ``QFrame``: ``look`` = card, sunken, strip, side

Whoever changes such a property later calls `restyle`. What is painted by hand reads its
colours from the `Theme`. Icons come from `workshop_app.ui.icon.dress`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QWidget

from workshop_app.figures.theme import PHASES, Theme
from workshop_app.ui.figure_painter import FAMILIES, load_fonts
from workshop_app.ui.icon import redress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRect

BODY: Final = 15
"""The console's text size in pixels."""

TARGET: Final = 36
"""Pixels that a control is high at least."""

_RING: Final = 2.0
_STYLED: Final = "workshop_theme"

_ROLES: Final = {
    QPalette.ColorRole.Window: "page",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "page",
    QPalette.ColorRole.Highlight: "focus",
    QPalette.ColorRole.HighlightedText: "page",
    QPalette.ColorRole.Accent: "focus",
    QPalette.ColorRole.Link: "focus",
    QPalette.ColorRole.LinkVisited: "focus",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "sunken",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "border",
    QPalette.ColorRole.Shadow: "border",
}
_DISABLED: Final = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)

_MARKED: Final = ("QCheckBox", "QRadioButton", "QComboBox")
"""Fusion edges them in a darker window colour, which nobody sees on a dark ground."""

_DARKER: Final = 135
"""By about how much, in per cent: a little less than for boxes (140) and circles (150)."""


def fill(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """Fill a rectangle before the console stands: `QPainter.fillRect` costs a start 5 ms.

    PySide6 makes the classes of gradients to see which of its arguments a colour is.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(rect)


def draw_ring(painter: QPainter, rect: QRectF, palette: QPalette, *, inverse: bool = False) -> None:
    """The focus ring inside ``rect``; ``inverse`` stands on a coloured ground."""
    role = QPalette.ColorRole.HighlightedText if inverse else QPalette.ColorRole.Highlight
    inset = 4.0 if inverse else _RING / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(palette.color(role), _RING))
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), 4.0, 4.0)
    painter.restore()


def draw_place(painter: QPainter, rect: QRectF, theme: Theme, *, focused: bool) -> None:
    """The current cell: the focus ring, or a quiet border while the keyboard is elsewhere."""
    if focused:
        draw_ring(painter, rect, QApplication.palette())
        return
    painter.setPen(QPen(QColor(theme.colour("border")), theme.line_scale))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)


def write_line(
    painter: QPainter,
    rect: QRect,
    text: str,
    colour: str,
    type_: QFont,
    *,
    end: bool = False,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> int:
    """Write one line at the beginning or the end of ``rect``, cut where it does not fit.

    Returns the width it took.
    """
    metrics, room = QFontMetrics(type_), max(rect.width(), 0)
    painter.setFont(type_)
    painter.setPen(QColor(colour))
    side = Qt.AlignmentFlag.AlignTrailing if end else Qt.AlignmentFlag.AlignLeading
    shown = metrics.elidedText(text, cut, room)
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return min(metrics.horizontalAdvance(text), room)


def palette(theme: Theme) -> QPalette:
    """The palette of a theme."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, QColor(theme.colour(token)))
    for role in _DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.colour("ink3")))
    return made


def font(weight: str = "regular", pixels: int = BODY) -> QFont:
    """The app's own font; ``weight`` is ``regular``, ``medium`` or ``semibold``."""
    made = QFont([FAMILIES[weight], FAMILIES["regular"]])
    made.setPixelSize(pixels)
    return made


def apply(app: QApplication, theme: Theme) -> None:
    """Show every window of the app in ``theme``; does nothing when it is shown already."""
    first = app.property(_STYLED)
    if first == theme.key:
        return
    if first is None:
        load_fonts()
        app.setFont(font())
        app.focusChanged.connect(_on_focus_changed)
    app.setProperty(_STYLED, theme.key)
    scheme = Qt.ColorScheme.Dark if theme.dark else Qt.ColorScheme.Light
    app.styleHints().setColorScheme(scheme)
    colours = palette(theme)
    app.setPalette(colours)
    colours.setColor(QPalette.ColorRole.Window, QColor(theme.colour("border")).lighter(_DARKER))
    for name in _MARKED:
        app.setPalette(colours, name)  # type: ignore[arg-type]  # it takes text, not bytes
    app.setStyleSheet(style_sheet(theme))
    if first is not None:
        for widget in app.allWidgets():
            redress(widget, theme)
            widget.update()


def _on_focus_changed(_old: QWidget | None, _new: QWidget | None) -> None:
    """Draw rings from the first focus on that the keyboard gives.

    Not sooner: the classes of Qt's styles are a tenth of a start, which shows no ring.
    """
    window = QApplication.activeWindow()
    by_keyboard = Qt.WidgetAttribute.WA_KeyboardFocusChange
    app = QApplication.instance()
    if window is None or not window.testAttribute(by_keyboard):
        return
    if isinstance(app, QApplication):
        from workshop_app.ui.focus_style import FocusStyle

        app.focusChanged.disconnect(_on_focus_changed)
        app.setStyle(FocusStyle())


def restyle(widget: QWidget) -> None:
    """Look at the dynamic properties of ``widget`` again after one of them changed."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it is going to look at them
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def style_sheet(theme: Theme) -> str:
    """The one style sheet; fewer than sixty rules, because every widget walks them all."""
    return "\n".join(f"{selector} {{ {body} }}" for selector, body in rules(theme))


def rules(theme: Theme) -> Iterator[tuple[str, str]]:
    """The style sheet's rules as selector and body."""
    values = dict(theme.colours)
    strong = theme.line_scale > 1
    values["pen"] = "2px" if strong else "1px"
    values["edge"] = f"2px solid {theme.colour('line')}" if strong else "none"
    values |= {weight: f"font-family: '{family}';" for weight, family in FAMILIES.items()}
    for selector, body in (*_TEXT, *_BUTTONS, *_FIELDS, *_FRAMES, *_POPUPS, *_LISTS):
        yield selector, body.format_map(values)
    for phase in PHASES:
        yield (
            f'QPushButton[phase="{phase}"]',
            f"background: {theme.colour(phase)}; color: {theme.colour('on_phase')}; "
            f"border-color: {theme.colour(phase)}; {values['semibold']}",
        )
    yield "QPushButton[phase]:hover, QPushButton[phase]:pressed", f"border-color: {values['ink']};"
    yield (
        "QPushButton[phase]:disabled",
        f"background: {values['sunken']}; color: {values['ink3']}; border-color: {values['line']};",
    )


_Rules = tuple[tuple[str, str], ...]

_TEXT: Final[_Rules] = (
    ('QLabel[look="heading"]', "{semibold} font-size: 16px;"),
    ('QLabel[look="strong"]', "{semibold}"),
    ('QLabel[look="meta"]', "color: {ink2}; font-size: 14px;"),
    ('QLabel[look="hint"]', "color: {ink3}; font-size: 13px;"),
    ('QLabel[look="muted"]', "color: {ink3};"),
    ('QLabel[look="danger"]', "color: {danger};"),
    ('QLabel[look="warn"]', "color: {warn};"),
    ('QLabel[look="ok"]', "color: {ok};"),
    ('QLabel[look="toast"]', "color: {page};"),
    ('QLabel[look="clock"]', "{semibold} font-size: 20px;"),
    (
        'QLabel[look="key"]',
        "background: {sunken}; color: {ink2}; border: {pen} solid {line}; border-radius: 4px; "
        "padding: 1px 7px; font-size: 13px; min-height: 20px;",
    ),
)
_BUTTONS: Final[_Rules] = (
    (
        "QPushButton, QToolButton",
        "background: {surface}; color: {ink}; border: {pen} solid {border}; border-radius: 6px; "
        "padding: 0 12px; min-height: 34px; {medium}",
    ),
    ("QToolButton", "padding: 0 8px; min-width: 18px;"),
    ("QPushButton:hover, QToolButton:hover", "background: {sunken}; border-color: {ink2};"),
    ("QPushButton:pressed, QToolButton:pressed", "background: {line};"),
    (
        "QPushButton:checked, QToolButton:checked",
        "background: {ink}; color: {page}; border-color: {ink};",
    ),
    (
        "QPushButton:disabled, QToolButton:disabled",
        "color: {ink3}; border-color: {line}; background: {surface};",
    ),
    (
        '*[look="quiet"], *[look="quiet"]:disabled',
        "background: transparent; border-color: transparent;",
    ),
    ('*[look="quiet"]:hover', "background: {sunken};"),
    (
        'QPushButton[look="toast"]',
        "background: transparent; border: none; color: {page}; text-decoration: underline; "
        "{semibold}",
    ),
    ('QPushButton[look="big"]', "min-height: 42px; font-size: 16px;"),
    ('*[look="small"]', "min-height: 26px; padding: 0 8px; font-size: 14px;"),
    (
        'QPushButton[level="ok"]',
        "background: {ok_bg}; color: {ok}; border-color: {ok};",
    ),
    (
        'QPushButton[level="warn"]',
        "background: {warn_bg}; color: {warn}; border-color: {warn};",
    ),
    ("QToolButton::menu-indicator, QPushButton::menu-indicator", "width: 0; image: none;"),
)
_FIELDS: Final[_Rules] = (
    (
        "QLineEdit, QPlainTextEdit",
        "background: {surface}; color: {ink}; border: {pen} solid {border}; border-radius: 6px; "
        "padding: 0 11px; selection-background-color: {focus}; selection-color: {page};",
    ),
    ("QLineEdit", "min-height: 34px;"),
    ('QLineEdit[look="capture"]', "min-height: 42px; font-size: 18px;"),
    ("QLineEdit:focus, QPlainTextEdit:focus", "border: 2px solid {focus}; padding: 0 10px;"),
    (
        "QTextEdit",
        "background: transparent; color: {ink}; border: 2px solid transparent; "
        "border-radius: 6px; selection-background-color: {focus}; selection-color: {page};",
    ),
    ("QTextEdit:focus", "border-color: {focus};"),
    ("QLineEdit:disabled", "color: {ink3}; background: {sunken}; border-color: {line};"),
)
_FRAMES: Final[_Rules] = (
    (
        'QFrame[look="card"]',
        "background: {surface}; border: {pen} solid {line}; border-radius: 10px;",
    ),
    (
        'QFrame[look="strip"]',
        "background: {surface}; border: none; border-bottom: {pen} solid {line};",
    ),
    (
        'QFrame[look="side"]',
        "background: {surface}; border: none; border-right: {pen} solid {line};",
    ),
    ('QFrame[look="sunken"]', "background: {sunken}; border: {edge}; border-radius: 10px;"),
    ("QScrollArea, QStackedWidget, QTabBar", "background: transparent; border: none;"),
    (
        "QTabBar::tab",
        "background: transparent; border: none; border-bottom: 2px solid transparent; "
        "color: {ink2}; padding: 0 12px; min-height: 36px;",
    ),
    ("QTabBar::tab:selected", "color: {ink}; border-bottom-color: {ink};"),
)
_POPUPS: Final[_Rules] = (
    ("QMenu", "background: {surface}; border: {pen} solid {border}; padding: 4px;"),
    (
        "QMenu::item",
        "background: transparent; color: {ink}; padding: 8px 28px 8px 32px; border-radius: 6px;",
    ),
    ("QMenu::item:selected", "background: {sunken}; border: 2px solid {focus};"),
    ("QMenu::item:disabled", "color: {ink3};"),
    ("QMenu::indicator", "left: 10px;"),
    ("QMenu::separator", "height: 1px; background: {line}; margin: 4px 8px;"),
    ("QToolTip", "background: {ink}; color: {page}; border: none; padding: 4px 8px;"),
)
_LISTS: Final[_Rules] = (
    (
        "QAbstractItemView",
        "background: transparent; color: {ink}; border: none; gridline-color: {line}; "
        "alternate-background-color: {sunken}; "
        "selection-background-color: {sunken}; selection-color: {ink};",
    ),
    (
        "QHeaderView::section, QTableCornerButton::section",
        "background: {surface}; color: {ink2}; border: none; "
        "border-bottom: {pen} solid {line}; padding: 4px 8px; font-size: 14px;",
    ),
    ("QScrollBar:vertical", "background: transparent; width: 10px; margin: 0;"),
    ("QScrollBar:horizontal", "background: transparent; height: 10px; margin: 0;"),
    (
        "QScrollBar::handle",
        "background: {border}; border-radius: 2px; margin: 3px; min-height: 24px; min-width: 24px;",
    ),
    ("QScrollBar::add-line, QScrollBar::sub-line", "width: 0; height: 0;"),
    ("QScrollBar::add-page, QScrollBar::sub-page", "background: transparent;"),
)
