"""The locks: complete, with a hash for every file, and no address of any registry or machine."""

import importlib.metadata
import re
import sysconfig
from collections.abc import Iterator

import pytest

from tests.folders import ROOT

LOCKS = ("requirements.txt", "requirements-test.txt")
_PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;]+)(?: ; [^\\]*)?(?: \\)?$")
_HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def pins(lock: str) -> dict[str, str]:
    """Version of each distribution that a lock names."""
    found = (_PIN.match(line) for line in lines(lock))
    return {match[1]: match[2] for match in found if match}


def lines(lock: str) -> Iterator[str]:
    for line in (ROOT / lock).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pins_and_hashes_and_no_address(lock: str) -> None:
    assert [line for line in lines(lock) if not _PIN.match(line) and not _HASH.match(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    found = list(lines(lock))
    bare = [
        line
        for line, following in zip(found, [*found[1:], ""], strict=True)
        if _PIN.match(line) and not _HASH.match(following)
    ]
    assert bare == []


def test_the_tests_run_with_what_the_site_is_built_with() -> None:
    built, tested = (pins(lock) for lock in LOCKS)
    assert {name: tested.get(name) for name in built} == built


def test_everything_that_is_installed_is_locked() -> None:
    own = {"open-data-portal", "pip", "setuptools"}  # venv brings pip, up to Python 3.11 setuptools
    folder = sysconfig.get_path("purelib")  # setuptools adds copies of its own to sys.path
    installed = {
        re.sub(r"[-_.]+", "-", found.name.lower()): found.version
        for found in importlib.metadata.distributions(path=[folder])
    }
    others = {name: version for name, version in installed.items() if name not in own}
    locked = pins("requirements-test.txt")
    assert {name: locked.get(name) for name in others} == others
