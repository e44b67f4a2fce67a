"""Shapes of the larger things of the API: datasets, indicators, their values, tasks."""

from builder.exports.api.json_schema import (
    DATE,
    MAYBE_DATE,
    MAYBE_NUMBER,
    MAYBE_STRING,
    STRING,
    STRINGS,
    URL,
    Schema,
    maybe,
    object_of,
    reference,
)
from builder.programme.progress.result import Signal, Standing


def dataset(head: Schema) -> Schema:
    """A dataset with its files."""
    return object_of(
        {
            **head,
            "page": reference("Pages"),
            "kind": STRING,
            "description": reference("Text"),
            "keywords": {"type": "object", "additionalProperties": STRINGS},
            "version": STRING,
            "issued": DATE,
            "modified": DATE,
            "licence": MAYBE_STRING,
            "publisher": STRING,
            "creator": MAYBE_STRING,
            "topics": STRINGS,
            "sources": STRINGS,
            "rows": {"type": "integer", "minimum": 0},
            "files": {"type": "array", "items": reference("File")},
        }
    )


def indicator(head: Schema) -> Schema:
    """An indicator with its observations."""
    return object_of(
        {
            **head,
            "page": reference("Pages"),
            "csv": URL,
            "short_name": reference("Text"),
            "definition": reference("Text"),
            "pillar": STRING,
            "topics": STRINGS,
            "unit": STRING,
            "direction": {"enum": ["up", "down", "none"]},
            "responsible": STRINGS,
            "sources_disagree": {"type": "boolean"},
            "progress": maybe("Progress"),
            "observations": {"type": "array", "items": reference("Observation")},
            "dimensions": {"type": "array", "items": reference("Dimension")},
            "parts": {"type": "array", "items": reference("Part")},
            "sums": {"type": "array", "items": reference("Part")},
        }
    )


def dimension() -> Schema:
    """What values are broken down by."""
    category = {
        "code": STRING,
        "name": reference("Text"),
        "valid_from": MAYBE_DATE,
        "valid_to": MAYBE_DATE,
        "successor": MAYBE_STRING,
    }
    merger = {"code": STRING, "name": reference("Text"), "parts": STRINGS}
    ends = {
        "period": STRING,
        "best": STRING,
        "best_value": {"type": "number"},
        "worst": STRING,
        "worst_value": {"type": "number"},
        "gap": {"type": "number"},
    }
    return object_of(
        {
            "name": STRING,
            "title": reference("Text"),
            "additive": {"type": "boolean"},
            "spread": {"oneOf": [object_of(ends), {"type": "null"}]},
            "missing": STRINGS,
            "categories": {"type": "array", "items": object_of(category)},
            "mergers": {"type": "array", "items": object_of(merger)},
        }
    )


def observation(**more: Schema) -> Schema:
    """One printed value."""
    return object_of(
        {
            **more,
            "period": {"type": "string", "pattern": r"^\d{4}(-S[12]|-Q[1-4]|-\d{2}(-\d{2})?)?$"},
            "kind": {"enum": ["estimate", "actual", "plan", "target"]},
            "operator": MAYBE_STRING,
            "value": MAYBE_NUMBER,
            "value_high": MAYBE_NUMBER,
            "unit": STRING,
            "obs_status": STRING,
            "value_raw": STRING,
            "rating": MAYBE_STRING,
            "note": maybe("Text"),
            "dataset": STRING,
            "row": STRING,
            "source": reference("Source"),
        }
    )


def progress() -> Schema:
    """How an indicator does, and why."""
    numbers = ("expected", "gap", "attainment", "pace", "needed_pace", "projection")
    return object_of(
        {
            "method": STRING,
            "method_version": STRING,
            "as_of": DATE,
            "signal": {"enum": [str(signal) for signal in Signal]},
            "standing": {"enum": [str(standing) for standing in Standing]},
            "basis": {
                "anyOf": [
                    object_of({"kind": STRING, "period": STRING, "age_months": MAYBE_NUMBER}),
                    {"type": "null"},
                ]
            },
            "disputed": {"type": "boolean"},
            "other_signals": STRINGS,
            "reason": STRING,
            **dict.fromkeys(("baseline", "latest", "target"), maybe("Point")),
            **dict.fromkeys(numbers, MAYBE_NUMBER),
        }
    )


def task(head: Schema) -> Schema:
    """Properties of a task with its history."""
    return {
        **head,
        "page": reference("Pages"),
        "dataset": STRING,
        "number": MAYBE_STRING,
        "section": maybe("Text"),
        "description": maybe("Text"),
        "lead": STRINGS,
        "lead_raw": MAYBE_STRING,
        "partners": STRINGS,
        "implementers": STRINGS,
        "start": MAYBE_DATE,
        "end": MAYBE_DATE,
        "due": MAYBE_DATE,
        "due_raw": MAYBE_STRING,
        "recurrence": MAYBE_STRING,
        "expected": maybe("Text"),
        "indicators": STRINGS,
        "related": STRINGS,
        "status": MAYBE_STRING,
        "reported": MAYBE_STRING,
        "deadline": MAYBE_STRING,
        "history": {"type": "array", "items": reference("TaskStatus")},
        "source": reference("Source"),
    }
