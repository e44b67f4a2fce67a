"""The ZIP of the whole portal and its checksums, as unzip, frictionless and sha256sum see them."""

import dataclasses
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import duckdb
import frictionless
import pandas as pd
import polars as pl
import pytest

from builder.exports.downloads.bundles import ARCHIVE, checksums, portal_archive
from builder.exports.downloads.files import PublishedFile, file_name, published_files
from tests import tiny
from tests.optional import lacking
from tests.real_tables import names, packages, said, seen

FILES = [file for files in tiny.files().values() for file in files]


def opened(file: PublishedFile) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(file.content))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the real portal, unpacked."""
    path = tmp_path_factory.mktemp("all")
    base_url = tiny.SETTINGS.base_url
    files = [file for package in packages() for file in published_files(package, base_url)]
    with opened(portal_archive(files)) as archive:
        archive.extractall(path)
    return path


def test_a_package_is_a_folder_with_all_that_its_own_zip_holds() -> None:
    expected = {}
    for file in FILES:
        if file.format == "zip":
            with opened(file) as archive:
                expected |= {name: archive.read(name) for name in archive.namelist()}
    with opened(portal_archive(FILES)) as whole:
        assert whole.testzip() is None
        assert {name: whole.read(name) for name in whole.namelist()} == expected


def test_the_same_files_in_any_order_give_the_same_bytes() -> None:
    assert portal_archive(FILES) == portal_archive(reversed(FILES))
    with opened(portal_archive(FILES)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_zip_that_is_a_resource_is_not_unpacked() -> None:
    archive = next(file for file in FILES if file.format == "zip")
    resource = dataclasses.replace(archive, resource="maps")
    assert portal_archive([resource]) == portal_archive([])


def test_frictionless_finds_every_package_valid(folder: Path) -> None:
    for package in packages():
        report = frictionless.validate(str(folder / package.id / "datapackage.json"))
        assert report.valid, report.flatten(["title", "note"])


def test_csv_readers_get_every_cell_without_an_option_but_text(folder: Path) -> None:
    for package in packages():
        for resource in package.resources:
            path = folder / package.id / file_name(resource)
            polars = pl.read_csv(path, infer_schema=False)
            pandas = pd.read_csv(path, dtype=str, keep_default_na=False)
            duck = duckdb.read_csv(str(path), all_varchar=True)
            assert polars.columns == list(pandas.columns) == duck.columns == names(resource)
            expected = [[_text(cell) for cell in row] for row in said(resource)]
            for rows in (polars.rows(), pandas.itertuples(index=False, name=None), duck.fetchall()):
                found = [[_text(cell) for cell in row] for row in seen(rows)]
                assert found == expected, path


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def test_a_checksum_is_told_for_every_file_by_uri() -> None:
    lines = checksums(FILES).decode().splitlines()
    assert lines == sorted(lines, key=lambda line: line.split("  ")[1])
    assert f"{FILES[0].sha256}  {FILES[0].uri}" in lines
    assert len(lines) == len(FILES)


def test_sha256sum_agrees_with_every_file(tmp_path: Path) -> None:
    if shutil.which("sha256sum") is None:
        lacking("sha256sum is not there")
    files = [*FILES, portal_archive(FILES)]
    for file in files:
        path = tmp_path / file.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    (tmp_path / "checksums.txt").write_bytes(checksums(files))
    command = ["sha256sum", "--check", "--strict", "checksums.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert f"{ARCHIVE}: OK" in done.stdout
