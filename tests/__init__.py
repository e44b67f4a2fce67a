"""Tests of builder/; `tiny` and the modules without `test_` are what tests share."""
