"""Days, times and zones in the one form that every file has: ISO 8601."""

import datetime
import re


def iso_text(moment: datetime.date | datetime.time) -> str:
    """A day, a time or both: 2024-04-24T10:00:00.5+07:00, and Z for no distance from Greenwich."""
    text = moment.isoformat()
    text = re.sub(r"(\.\d*?)0+(?=$|[Z+-])", r"\1", text)
    is_moment = not isinstance(moment, datetime.date) or isinstance(moment, datetime.datetime)
    return text.replace("+00:00", "Z") if is_moment else text
