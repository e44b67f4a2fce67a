"""One frozen context class a page, and its template; contexts hold finished texts."""
