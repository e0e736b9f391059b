"""The form of a new workshop: everything a session starts from, and where it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workshop_app import paths
from workshop_app.console.parts import push_button, text_label
from workshop_app.console.settings_menu import MINIMUM_GROUPS
from workshop_app.console.start_fields import DayField, Labelled, Segments, TimeField
from workshop_app.console.start_menus import ChoiceButton, MenuButton, PickButton
from workshop_app.console.start_people import PeopleChoice
from workshop_app.console.start_recent import short_path
from workshop_app.console.start_reading import later
from workshop_app.errors import UserError
from workshop_app.session.file_names import checked_name, free_path, suggested_name
from workshop_app.ui import icon
from workshop_app.words import LANGUAGES
