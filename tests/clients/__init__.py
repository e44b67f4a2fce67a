"""Programs of other people that read the portal, run against it: `make test-clients`.

They are heavy or need Node, so `make test` leaves them out; what they ask for is in
`tests/serving` and `tests/exports`.
"""
