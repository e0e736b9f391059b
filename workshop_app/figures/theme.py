"""The colour tokens of LOOK, the only place that knows a colour's value.

Palette, style sheet, painters, pyqtgraph and booklet all read a `Theme`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

PHASES: Final = ("see", "think", "act", "be")


class GroupStyle(NamedTuple):
    """How one subgroup looks: colour, dash and marker never part (LOOK, subgroups)."""

    token: str
    marker: str
    dash: tuple[float, ...]


GROUP_STYLES: Final = (
    GroupStyle("group1", "circle", ()),
    GroupStyle("group2", "square", (9, 5)),
    GroupStyle("group3", "triangle", (2.2, 3.2)),
    GroupStyle("group4", "diamond", (12, 4, 2.2, 4)),
    GroupStyle("group5", "inverted_triangle", (16, 6)),
    GroupStyle("group6", "star", (9, 4, 2, 4, 2, 4)),
)


class Theme(NamedTuple):
    """One complete set of token values.

    ``noteN_line`` edges a note: a shade of its colour, black where high contrast has no tints.
    ``line_scale`` multiplies every stroke width (1.35 in high contrast).
    """

    key: str
    colours: dict[str, str]
    line_scale: float = 1.0
    dark: bool = False

    def colour(self, token: str) -> str:
        """The ``#RRGGBB`` value of a token; `KeyError` when no token has that name."""
        return self.colours[token]


def _theme(
    key: str,
    base: str,
    phases: str,
    groups: str,
    notes: str,
    note_lines: str,
    *,
    on_phase: str,
    line_scale: float = 1.0,
    dark: bool = False,
) -> Theme:
    colours = dict(zip(_BASE.split(), base.split(), strict=True))
    accents = phases.split()
    for index, phase in enumerate(PHASES):
        colours[phase] = accents[2 * index]
        colours[f"{phase}_tint"] = accents[2 * index + 1]
    colours["on_phase"] = on_phase
    colours |= _CODE
    colours |= {f"group{n}": value for n, value in enumerate(groups.split(), 1)}
    colours |= {f"note{n}": value for n, value in enumerate(notes.split(), 1)}
    colours |= {f"note{n}_line": value for n, value in enumerate(note_lines.split(), 1)}
    return Theme(key, colours, line_scale, dark)


_CODE: Final = {"code": "#000000", "code_ground": "#FFFFFF"}
"""A square code is dark on light in every theme: many cameras read no other."""

_BASE = (
    "page surface sunken ink ink2 ink3 border line grid focus danger warn ok "
    "danger_bg warn_bg ok_bg note_ink shadow"
)

LIGHT: Final = _theme(
    "light",
    "#FAF8F4 #FFFFFF #F1EEE7 #17202C #465160 #626C7A #857E70 #DCD6CA #DCD6CA #1E4ABE "
    "#B3261E #8A5300 #1B6E3C #FBE9E7 #FFF1D0 #E3F2E7 #17202C #17202C",
    "#1E4ABE #E6ECFA #773564 #F4E8F0 #B04E05 #FBEBDD #1A7558 #E0F1EA",
    "#1D39AF #E96714 #186745 #B2587A #2796CF #631B05",
    "#FBE8A6 #CFE4F5 #CDE8D4 #F8D5D9 #E2D9F3 #E9E5DB",
    "#EBD37F #B3D1EA #B0D6BA #EDBCC2 #CDBFE9 #D5CFC0",
    on_phase="#FFFFFF",
)
DARK: Final = _theme(
    "dark",
    "#141A22 #1D2530 #0E131A #F3F0EA #C6CCD5 #9BA5B2 #7F8B9B #313C4A #364252 #8FBCFF "
    "#FF9C92 #F5C26B #7FD6A0 #3A1F1F #3A2E16 #16301F #17202C #000000",
    "#62A1FA #1B2A44 #E56DAB #38223A #F6BC7E #3A2C1C #94E2CB #17352E",
    "#577CF0 #FD8813 #74B789 #DA98C1 #6FE0FE #C73E40",
    "#EBD78F #B9D3E8 #B7D8C0 #E8C0C6 #CFC3E6 #D5D0C4",
    "#EBD78F #B9D3E8 #B7D8C0 #E8C0C6 #CFC3E6 #D5D0C4",
    on_phase="#10151C",
    dark=True,
)
HIGH_CONTRAST: Final = _theme(
    "hc",
    "#FFFFFF #FFFFFF #FFFFFF #000000 #000000 #262626 #000000 #000000 #A9A9A9 #000000 "
    "#8F0E08 #5E3800 #00491F #FFFFFF #FFFFFF #FFFFFF #000000 #FFFFFF",
    "#1A14AE #FFFFFF #4E2344 #FFFFFF #8A3C02 #FFFFFF #2C5D4A #FFFFFF",
    "#1E1586 #CB4D15 #035C44 #9A4479 #107CB5 #532009",
    "#FFFFFF #FFFFFF #FFFFFF #FFFFFF #FFFFFF #FFFFFF",
    "#000000 #000000 #000000 #000000 #000000 #000000",
    on_phase="#FFFFFF",
    line_scale=1.35,
)
PAPER: Final = Theme("paper", LIGHT.colours | {"page": "#FFFFFF"})
"""The light theme on white paper: the booklet's pages are white (LOOK, booklet)."""

THEMES: Final = {theme.key: theme for theme in (LIGHT, DARK, HIGH_CONTRAST)}
