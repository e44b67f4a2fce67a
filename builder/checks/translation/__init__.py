"""What Vietnamese–English pairs must keep: numbers, ids, terms, nothing left over."""
