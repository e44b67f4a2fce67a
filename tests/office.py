"""LibreOffice as a second program that opens and saves what people hand in."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice: apt-get install libreoffice-calc"
)


def saved_as(form: str, source: Path, folder: Path) -> Path:
    """A file as LibreOffice saves it, such as `ods`, in a folder of its own."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    call = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder)]
    # Drawing charts in this process names fonts of its own, which are none for LibreOffice.
    own = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    subprocess.run([*call, str(source)], check=True, capture_output=True, env=own, timeout=300)
    return folder / f"{source.stem}.{form}"
