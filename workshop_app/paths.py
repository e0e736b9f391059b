"""The only way to the app's own files and to the user's folders.

A checkout keeps ``resources/`` and ``sessions/`` beside the package; an installed package
carries ``resources/`` inside and keeps sessions among the user's documents.
``WORKSHOP_APP_HOME`` moves everything that is written for the user into one folder.
"""

import os
import sys
from pathlib import Path

HOME_VARIABLE = "WORKSHOP_APP_HOME"

SCRIPTS = "scripts"
"""The folder for fonts of other scripts, below what set-up makes."""

_APP = "workshop-app"
_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def resources() -> Path:
    """The folder of methods, translations, pages and what set-up makes; read only."""
    return (_CHECKOUT if _is_checkout() else _PACKAGE) / "resources"


def made() -> Path:
    """What set-up makes and git does not keep: fonts, their metrics, icons."""
    return resources() / "made"


def fonts_folder() -> Path:
    """Where the static font weights lie."""
    return made()


def script_fonts() -> Path:
    """Where the fonts lie for scripts that the app's own has not."""
    return made() / SCRIPTS


def machine_fonts() -> tuple[Path, ...]:
    """The folders in which this machine keeps fonts; they may not be there."""
    home = Path.home()
    if os.name == "nt":
        windows = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"))
        return windows / "Fonts", home / "AppData/Local/Microsoft/Windows/Fonts"
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"
    own = os.environ.get("XDG_DATA_HOME") or home / ".local/share"
    return Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path(own) / "fonts"


def sample_session() -> Path:
    """Where the sample session is kept; made from `sample_data` when it is missing."""
    return sessions() / "sample.workshop"


def sample_data() -> Path:
    """The sample workshop as plain data; read only."""
    return (_CHECKOUT if _is_checkout() else resources()) / "sessions" / "sample"


def sessions() -> Path:
    """Where sessions are kept unless the user says otherwise."""
    home = _home()
    if home is not None:
        return _there(home / "sessions")
    if _is_checkout():
        return _there(_CHECKOUT / "sessions")
    from platformdirs import user_documents_path

    return _there(user_documents_path() / "Workshops")


def settings_folder() -> Path:
    """Where this user's settings are kept."""
    home = _home()
    if home is not None:
        return _there(home / "settings")
    from platformdirs import user_config_path

    return _there(user_config_path(_APP, appauthor=False))


def copies_folder() -> Path:
    """Where the automatic copies of sessions are kept; private, they hold what people said."""
    return _there(_data() / "copies")


def outgoing_folder() -> Path:
    """Where booklets lie while they are mailed; private, and emptied when that is over."""
    return _there(_data() / "outgoing")


def cache_folder() -> Path:
    """Where lies what can be made again at any time; may be deleted."""
    home = _home()
    if home is not None:
        return _there(home / "cache")
    from platformdirs import user_cache_path

    return _there(user_cache_path(_APP, appauthor=False))


def reports_folder() -> Path:
    """Where reports of bugs wait for the user to send them."""
    return _there(_data() / "reports")


def own_methods() -> Path:
    """Where the methods a facilitator made are kept."""
    return _there(_data() / "methods")


def _is_checkout() -> bool:
    return (_CHECKOUT / "pyproject.toml").is_file()


def _home() -> Path | None:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) if home else None


def _data() -> Path:
    home = _home()
    if home is not None:
        return home / "data"
    # Imported late: it costs more than the rest of this module.
    from platformdirs import user_data_path

    return user_data_path(_APP, appauthor=False)


def _there(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
