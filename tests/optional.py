"""Tools that a machine may lack: their tests are skipped, unless PORTAL_TESTS=all wants them."""

import os

import pytest


def lacking(reason: str) -> None:
    """Skip the test for want of a tool, or fail it where every test was asked for."""
    if os.environ.get("PORTAL_TESTS") == "all":
        pytest.fail(f"PORTAL_TESTS=all, but {reason}", pytrace=False)
    pytest.skip(reason)
