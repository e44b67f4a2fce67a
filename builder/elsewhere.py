"""Other machines that make files of packages: the cluster that an address names.

The machines have this generator, in the same version, and the folder of what is kept
(PORTAL_CACHE) at the same path; what one of them cannot do is done here.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from functools import partial

SCHEME = "dask://"

Connect = Callable[[], AbstractContextManager[Executor]]
"""Opens the way to other machines for as long as a block lasts."""


class UnreachableError(Exception):
    """No scheduler answers at an address."""


PATIENCE = "5s"
"""How long a scheduler may take to answer."""


def connecting(address: str) -> Connect:
    """The way to a Dask scheduler, `dask://HOST:PORT`; opening it may raise UnreachableError.

    Raises: ValueError for an address of another form; ImportError where Dask is not installed.
    """
    place = address.removeprefix(SCHEME)
    if place == address or not place.rpartition(":")[2].isdigit():
        raise ValueError(address)
    import distributed  # noqa: F401  # told before anything is read

    return partial(_connected, f"tcp://{place}")


@contextmanager
def _connected(address: str) -> Iterator[Executor]:
    from distributed import Client

    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]  # Dask has no types
    except OSError as error:
        raise UnreachableError(address) from error
    with client:
        yield client.get_executor()  # type: ignore[no-untyped-call]  # Dask has no types
