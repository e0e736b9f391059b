"""Labels of changes as the journal keeps them: what they were made of, beside their text."""

from __future__ import annotations

import json
from typing import Any, Final

from workshop_app.words import Said

_BEGINS: Final = '{"said": '


def stored(label: str) -> str:
    """What the journal keeps of a label: a plain text as it is."""
    return json.dumps(_parts(label), ensure_ascii=False) if isinstance(label, Said) else label


def _parts(value: object) -> Any:
    if isinstance(value, Said):
        fields = {name: _parts(field) for name, field in value.fields.items()}
        return {"said": str(value), "key": value.key, "language": value.language,
                "fields": fields}
    return value if isinstance(value, str | int | float) else str(value)


def read(kept: str) -> str:
    """The label again; one of an older file is its text."""
    if not kept.startswith(_BEGINS):
        return kept
    try:
        label = _made(json.loads(kept))
    except (ValueError, KeyError, TypeError, AttributeError):
        return kept
    return label if isinstance(label, str) else kept


def _made(value: Any) -> object:
    if not isinstance(value, dict):
        return value
    fields = {str(name): _made(field) for name, field in value["fields"].items()}
    return Said(str(value["said"]), str(value["key"]), fields, str(value["language"]))
