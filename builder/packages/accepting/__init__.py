"""The accepting path: it says of the tables of a package that nothing is wrong, or it says nothing.

What it accepts, frictionless and the checks of cells would have let pass with the same values. All
else is undecided, right or wrong, and goes to them: they alone have the words (decision 0027).
`declared` takes a descriptor, `reading` bytes, `columns` cells, `keys` rows that name each other,
`column_rows` gives the values back; `acceptance` puts them together.
"""
