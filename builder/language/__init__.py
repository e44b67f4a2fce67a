"""Words, numbers, dates, periods and order of a language."""
