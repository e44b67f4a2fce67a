"""A real terminal (pty) at which a test types a command and its answers."""

import os
import pty
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

SECONDS = 120
_END = "\x04"
"""What Ctrl-D types: nobody answers any more."""


def typed_at_a_terminal(
    call: Sequence[str], answers: Sequence[str], folder: Path, told: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Exit code and what stood on the terminal, answers typed in their order, then no more."""
    mine, theirs = pty.openpty()
    environment = {**os.environ, **(told or {})}
    with subprocess.Popen(
        call, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environment
    ) as process:
        os.close(theirs)
        os.write(mine, ("".join(f"{answer}\n" for answer in answers) + _END).encode())
        shown = b"".join(iter(lambda: _read(mine), b""))
        code = process.wait(timeout=SECONDS)
    os.close(mine)
    return code, shown.decode("utf-8", errors="replace").replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # on Linux the end of a terminal is an error
        return b""
