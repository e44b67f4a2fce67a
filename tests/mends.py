"""What a person does who follows the mend of each case word for word, as data.

A mend may offer several ways, each is one. A way is a list of steps: a text of a file exchanged,
a file written or removed, a descriptor changed, a command called.
"""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from builder.cli import main
from builder.packages.read import DESCRIPTOR
from tests.folders import BASE

RAIN = "datasets/rainfall/rainfall.csv"
RAINFALL = f"datasets/rainfall/{DESCRIPTOR}"
PRICES = f"datasets/prices/{DESCRIPTOR}"
TASKS = "datasets/tasks-tiny/data/tasks.csv"
STATUS = "datasets/tasks-tiny/data/status.csv"
OBSERVATIONS = "datasets/indicators-tiny/data/observations.csv"
INDICATORS = "datasets/indicators-tiny/data/indicators.csv"
ORGANISATIONS = "datasets/organisations/data/organisations.csv"
ABOUT = "site_src/en/about.md"
LOG = "datasets/rainfall/CHANGELOG.md"
TOPICS = "schemas/tables/topics.schema.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do in the folder of a portal."""

    do: Callable[[Path], object]


Way: TypeAlias = Sequence[Step]


def write(path: str, old: str, new: str) -> Step:
    """Exchange a text of a file; an empty `old` is the end of the file."""

    def do(root: Path) -> None:
        text = (root / path).read_bytes().decode("utf-8") if (root / path).exists() else ""
        assert old in text, f"{path} has no {old}"
        told = text.replace(old, new, 1) if old else text + new
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(told.encode())

    return Step(do=do)


def every(path: str, old: str, new: str) -> Step:
    """Exchange a text of a file wherever it stands."""
    return Step(
        do=lambda root: (root / path).write_bytes(
            (root / path).read_bytes().replace(old.encode(), new.encode())
        )
    )


def remove(path: str) -> Step:
    """Remove a file or folder."""
    return Step(
        do=lambda root: (
            shutil.rmtree(root / path) if (root / path).is_dir() else (root / path).unlink()
        )
    )


def put_back(path: str) -> Step:
    """Put a file or folder of the valid portal in its place."""

    def do(root: Path) -> None:
        if (BASE / path).is_dir():
            shutil.copytree(BASE / path, root / path)
        else:
            shutil.copy(BASE / path, root / path)

    return Step(do=do)


def move(path: str, other: str) -> Step:
    """Put a file or folder elsewhere."""

    def do(root: Path) -> None:
        (root / other).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(root / path, root / other)

    return Step(do=do)


def describe(path: str, change: Callable[[dict[str, Any]], object]) -> Step:
    """Change a descriptor."""

    def do(root: Path) -> None:
        raw = json.loads((root / path).read_text("utf-8"))
        change(raw)
        (root / path).write_text(json.dumps(raw, ensure_ascii=False, indent=2), "utf-8")

    return Step(do=do)


def call(*words: str) -> Step:
    """Call a command of the portal, which is to end well; `@` is the folder of the portal."""

    def do(root: Path) -> None:
        said = [word.replace("@", str(root)) for word in words]
        assert main([*said, "--root", str(root), "--lang", "en"]) == 0

    return Step(do=do)


def accept(line: str) -> Way:
    """Accept what is as the document says, with a reason in place of the word."""
    reason = line.replace(",reason", ",As the document has it.")
    return [write("schemas/accepted.csv", "", f"{reason}\n")]


def _first(raw: dict[str, Any]) -> dict[str, Any]:
    resource: dict[str, Any] = raw["resources"][0]
    return resource


def _field(raw: dict[str, Any], number: int) -> dict[str, Any]:
    field: dict[str, Any] = _first(raw)["schema"]["fields"][number]
    return field


FIX: Way = [call("fix", "rainfall", "--yes")]
SECTION = "## 1.0.1 - 2024-05-02\n\n### vi\n\n- Sửa một số.\n\n### en\n\n- One number corrected.\n"
LICENCE = [{"name": "CC0-1.0"}]

MENDS: Mapping[str, Sequence[Way]] = {
    "blank-header": [[write(RAIN, "note_vi,\n", "note_vi,note_en\n")]],
    "blank-row": [[write(RAIN, ",,,,,,\n", "")]],
    "body-not-named": [
        [write(TASKS, "highlands,,,,Cục Y", "highlands,,,agency-y,Cục Y")],
        accept("tasks-tiny,tasks,t-1-a,lead,body-not-named,reason"),
    ],
    "byte-order-mark": [FIX, [write(RAIN, "\ufeff", "")]],
    "category-unknown": [[write(RAIN, ",Heavy,", ",heavy,")]],
    "changelog-missing": [[write(LOG, "", SECTION)]],
    "chart-empty": [
        [write(RAIN, ",,heavy,", ",12.5,heavy,")],
        [describe(RAINFALL, lambda raw: raw["portal"].pop("charts"))],
    ],
    "chart-unknown-field": [[write(RAINFALL, "milimetres", "millimetres")]],
    "checksum-differs": [
        [write(RAINFALL, '"bytes": 10', f'"bytes": {(BASE / RAIN).stat().st_size}')]
    ],
    "code-not-valid": [
        [
            write(OBSERVATIONS, "i-1,2026,actual,=,18", "i-1,2024,actual,=,18"),
            write(OBSERVATIONS, "i-1,2023,actual,=,16,", "i-1,2025,actual,=,16,"),
        ]
    ],
    "constraint-broken": [
        [write(RAIN, "Bưởi", "Bưởi Hạ")],
        [write(RAINFALL, '"minLength": 5', '"minLength": 4')],
    ],
    "contact-missing": [
        [write("portal.toml", "[contact]\n", '[contact]\nemail = "data@station.example"\n')],
        [write("portal.toml", "", '\n[source_code]\nurl = "https://code.example/"\n')],
    ],
    "control-character": [[write(RAIN, "\a", "")]],
    "days-out-of-order": [
        [write(TASKS, "2025-01-01", "2024-01-01")],
        accept("tasks-tiny,tasks,t-1,due,days-out-of-order,reason"),
    ],
    "defaults-missing": [
        [
            describe(PRICES, lambda raw: raw.update(licenses=LICENCE)),
            describe(PRICES, lambda raw: raw["portal"].update(publisher="maintainers")),
        ],
        [
            write(
                "portal.toml", "", '\n[defaults]\npublisher = "maintainers"\nlicence = "CC0-1.0"\n'
            )
        ],
    ],
    "descriptor-missing": [[put_back(RAINFALL)], [move("datasets/rainfall", "rainfall")]],
    "dialect-missing": [
        [describe(RAINFALL, lambda raw: _first(raw).update(dialect={"delimiter": ","}))]
    ],
    "duplicate-header": [[write(RAIN, "note_vi,note_vi", "note_vi,note_en")]],
    "duplicate-primary-key": [
        [write(RAIN, "\n1,Láng,2024-04-25", "\n2,Láng,2024-04-25")],
        [write(RAIN, "1,Láng,2024-04-25,0,none,,\n", "")],
    ],
    "duplicate-row-value": [
        [write(RAIN, "3,Hà Đông,2024-04-24,12.5", "3,Hà Đông,2024-04-24,3.25")],
        [write(RAIN, "3,Hà Đông,2024-04-24,12.5,light,,\n", "")],
    ],
    "duplicate-unique-key": [
        [write(RAIN, "2,Láng,2024-04-24", "2,Láng,2024-04-25")],
        [write(RAIN, "2,Láng,2024-04-24,0,none,,\n", "")],
    ],
    "encoding-missing": [[describe(RAINFALL, lambda raw: _first(raw).update(encoding="utf-8"))]],
    "exception-unused": [
        [
            write(
                "schemas/language-exceptions.csv",
                "rainfall,rainfall,1,note,translation-same,The note is a name.\n",
                "",
            )
        ]
    ],
    "extra-cell": [[write(RAIN, "Láng, Hà Nội", '"Láng, Hà Nội"')]],
    "field-definition-differs": [[call("schemas")]],
    "file-empty": [
        [put_back(RAIN)],
        [
            write(RAIN, "", "reading,station,day,millimetres,level,note_vi,note_en\n"),
            describe(RAINFALL, lambda raw: raw["portal"].pop("charts")),
        ],
    ],
    "file-missing": [
        [move(RAIN, "datasets/rainfall/data/rainfall.csv")],
        [write(RAINFALL, '"data/rainfall.csv"', '"rainfall.csv"')],
    ],
    "file-not-writable": [[remove("notes")]],
    "foreign-key": [
        [write(RAIN, ",light,", ",none,")],
        [write(RAIN, "", "3,light,2024-04-24,1,none,,\n")],
    ],
    "format-differs": [[describe(PRICES, lambda raw: _first(raw).pop("compression"))]],
    "gone-is-there": [
        [write("releases/gone.csv", "rainfall,,,,Không đo nữa.,No longer measured.\n", "")],
        [remove("datasets/rainfall")],
    ],
    "header-again": [
        [write(RAIN, "\nreading,station,day,millimetres,level,note_vi,note_en\n", "\n")]
    ],
    "header-lost": [
        FIX,
        [write(RAIN, "1,Láng", "reading,station,day,millimetres,level,note_vi,note_en\n1,Láng")],
    ],
    "id-gone": [
        [call("gone", "snowfall", "reason_vi=Không đo nữa.", "reason_en=No longer measured.")]
    ],
    "id-too-long": [[write(TASKS, "t-" + "x" * 120, "t-2")]],
    "key-missing": [[write(RAIN, "2024-04-25,1,,,", "2024-04-25,1,light,,")]],
    "kind-table-missing": [[write(RAINFALL, '"calendar"', '"other"')]],
    "line-ending": [[every(RAIN, "\r\n", "\n")]],
    "content-blocked": [[write(ABOUT, "![A map](https://maps.example/map.png)", "A map")]],
    "link-broken": [[write(ABOUT, "[the data](/en/datasets/snowfall/)", "the data")]],
    "metadata-assumed": [[describe(PRICES, lambda raw: raw.update(version="1.0.0"))]],
    "missing-column": [
        [
            write(RAIN, "millimetres,note_vi", "millimetres,level,note_vi"),
            write(RAIN, "12.5,Mưa", "12.5,,Mưa"),
            write(RAIN, ",0,,", ",0,,,"),
            write(RAIN, "3.25,,", "3.25,,,"),
        ]
    ],
    "missing-english-twin": [
        [write(TASKS, "Nối mạng đến mọi xã,,", "Nối mạng đến mọi xã,Connect every commune,")]
    ],
    "missing-translation": [
        [
            describe(
                RAINFALL,
                lambda raw: _field(raw, 3).update(portal={"title": {"en": "Millimetres"}}),
            )
        ]
    ],
    "name-not-folder": [
        [write(RAINFALL, '"name": "rain"', '"name": "rainfall"')],
        [move("datasets/rainfall", "datasets/rain")],
    ],
    "name-reserved": [[every(RAINFALL, '"croissant"', '"readings"')]],
    "not-in-source": [
        [write(STATUS, "completed,Đã xong", "completed,Đã bỏ")],
    ],
    "not-nfc": [FIX, [write(RAIN, "Mu\u031ba", "Mưa")]],
    "number-unprintable": [[write(RAIN, "1e400", "14")]],
    "own-parent": [
        [write(ORGANISATIONS, "ministry-unit,agency-y", "ministry-unit,ministry-x")],
        [write(ORGANISATIONS, "ministry-unit,agency-y", "ministry-unit,")],
    ],
    "own-file-invalid": [[remove(TOPICS)]],
    "package-missing": [[put_back("datasets/organisations")]],
    "page-head-invalid": [
        [
            write(
                ABOUT,
                "# About\n",
                "---\nid: about\ntitle: About\ndescription: What this portal holds.\n---\n",
            )
        ]
    ],
    "path-conflict": [[write(ABOUT, "slug: datasets", "slug: about")]],
    "path-outside-package": [[write(RAINFALL, "../topics/data/topics.csv", "rainfall.csv")]],
    "pattern-mismatch": [[write(RAIN, "mưa to", "Mưa to")]],
    "period-invalid": [[write(OBSERVATIONS, "Quý II/2023", "2023-Q2")]],
    "property-invalid": [[write(RAINFALL, '"daily"', '"DAILY"')]],
    "property-missing": [
        [describe(RAINFALL, lambda raw: raw.update(title="Lượng mưa", version="1.0.0"))]
    ],
    "property-unknown": [[describe(RAINFALL, lambda raw: raw["portal"].pop("licence"))]],
    "quote-stray": [
        [write(RAIN, '"Mưa "to"', '"Mưa ""to"""')],
        [write(RAIN, '"Mưa "to"', "Mưa to")],
    ],
    "readme-missing": [[put_back("datasets/rainfall/README.en.md")]],
    "release-unreadable": [[remove("releases/rainfall/1.0.0.zip"), call("release", "rainfall")]],
    "required-empty": [[write(RAIN, "2,,2024", "2,Láng,2024")]],
    "resource-unreadable": [
        [describe(RAINFALL, lambda raw: _first(raw)["dialect"].pop("headerCase"))]
    ],
    "schema-inferred": [
        [
            describe(
                PRICES,
                lambda raw: _first(raw).update(
                    schema={
                        "fields": [
                            {"name": "code", "type": "string"},
                            {"name": "year", "type": "year"},
                            {"name": "price", "type": "number"},
                        ]
                    }
                ),
            )
        ]
    ],
    "schema-invalid": [
        [describe(RAINFALL, lambda raw: _field(raw, 0)["constraints"].pop("pattern"))]
    ],
    "semicolons": [FIX],
    "settings-invalid": [[write("portal.toml", "example/tiny", "example/tiny/")]],
    "settings-placeholder": [[write("portal.toml", "data.example", "data.gov.xy")]],
    "settings-unknown": [
        [write("portal.toml", "emial", "email")],
        [write("portal.toml", 'emial = "data@station.example"\n', "")],
    ],
    "row-incomplete": [[write(OBSERVATIONS, "Tổng,,,,44,,,,,,,,,,,\n", "")]],
    "short-row": [[write(RAIN, "\n2,Láng\n", "\n2,Láng,2024-04-25,,,,\n")]],
    "source-lines-differ": [
        [write(STATUS, "connected.,report-2024,Mục 1,2", "connected.,report-2024,Mục 1,3")]
    ],
    "status-differs-raw": [
        [write(STATUS, "in_progress,Đã hoàn thành", "completed,Đã hoàn thành")],
        accept("tasks-tiny,status,t-1/2024-04-24,status,status-differs-raw,reason"),
    ],
    "status-goes-back": [
        [write(STATUS, "t-1-a,2024-04-20", "t-2,2024-04-20")],
        accept("tasks-tiny,status,t-1-a/2024-04-24,status,status-goes-back,reason"),
    ],
    "symbolic-link": [[write("datasets/rainfall/notes.csv", "", "topic_id\n")]],
    "thousands-misread": [[write(OBSERVATIONS, "=,1.234,", "=,1234,")]],
    "title-above-header": [FIX, [write(RAIN, "Bảng 1. Lượng mưa\n", "")]],
    "title-copied": [[write(RAINFALL, "Chỉ tiêu năm 2024", "Lượng mưa")]],
    "too-large": [[put_back(RAIN)]],
    "too-many-problems": [[write(RAIN, ",nhiều,", ",12.5,"), write(RAIN, ",ít,", ",3.25,")]],
    "trace-rule-unused": [
        [
            write(
                "schemas/trace.toml",
                '\n[[ours]]\nfields = ["remark_raw"]\nreason = "Our own remark."\n',
                "",
            )
        ]
    ],
    "trailing-comma": [[write(RAINFALL, 'by/4.0/",', 'by/4.0/"')]],
    "translation-awaited": [
        [
            describe(
                RAINFALL,
                lambda raw: raw["portal"].update(
                    title={"en": "Rainfall"},
                    description={
                        "en": "Rainfall of a day at two stations: "
                        "an ordinary Data Package of a third party."
                    },
                ),
            )
        ]
    ],
    "translation-document": [[write(RAIN, "Under the plan", "Under the plan 1/QĐ-BX")]],
    "translation-length": [
        [
            write(
                RAIN,
                ",Rain\n",
                ",Very heavy rain from the night before to the end of the morning in both places\n",
            )
        ]
    ],
    "translation-same": [[write(RAIN, ",Mưa to gió lớn\n", ",Heavy rain and strong wind\n")]],
    "translation-vietnamese": [
        [write(RAIN, "the huyện", "the district")],
        [write(RAIN, "ở huyện", "ở “huyện”"), write(RAIN, "the huyện", "the “huyện”")],
    ],
    "twin-name": [
        [write(ORGANISATIONS, "agency-y,Bộ X", "agency-y,Cục Y")],
        accept("organisations,organisations,agency-y,name_vi,twin-name,reason"),
    ],
    "type-boolean": [[write(RAIN, ",có,", ",true,")], [write(RAIN, ",có,", ",,")]],
    "type-date": [[write(RAIN, "31/12/2020", "2020-12-31")]],
    "type-integer": [[write(RAIN, " 2_000", "2000")]],
    "type-loosened": [[describe(PRICES, lambda raw: _field(raw, 0).update(type="string"))]],
    "type-number": [
        [write(RAIN, '"1.234,5"', "1234.5")],
        [write(RAIN, '"1.234,5"', "")],
    ],
    "type-other": [
        [write(RAIN, "sáng", "07:00:00")],
        [describe(RAINFALL, lambda raw: _field(raw, 4).update(type="string"))],
    ],
    "unit-differs": [[write(OBSERVATIONS, "20,,count", "20,,percent")]],
    "unknown-organisation": [
        [write(TASKS, "ministry-z", "ministry-x")],
        [write(ORGANISATIONS, "", "ministry-z,Bộ Z,Ministry Z,,BZ,ministry,,,G98,,\n")],
    ],
    "unknown-register-id": [[write(INDICATORS, "digital-firm,", "digital-firms,")]],
    "utf-16": [FIX],
    "value-altered": [
        [write(RAIN, "\n01,", "\n1,"), write(RAIN, "\n02,", "\n2,")],
        [describe(RAINFALL, lambda raw: _field(raw, 0).update(type="string"))],
    ],
    "value-differs-raw": [
        [write(OBSERVATIONS, "0.165", "16.5")],
        accept("indicators-tiny,observations,i-1/2023/actual,value,value-differs-raw,reason"),
    ],
    "value-missing": [[write(OBSERVATIONS, "count,A,Chưa", f"count,{code},Chưa")] for code in "OM"],
    "value-out-of-range": [
        [write(RAIN, "-3.25", "3.25")],
        [describe(RAINFALL, lambda raw: _field(raw, 3)["constraints"].update(minimum=-5))],
    ],
    "value-unlikely": [
        [write(OBSERVATIONS, "165,,percent,A,165%", '16.5,,percent,A,"16,5%"')],
        accept("indicators-tiny,observations,i-1/2023/actual,value,value-unlikely,reason"),
    ],
    "version-too-low": [[every(RAINFALL, '"1.0.1"', '"1.1.0"'), every(LOG, "1.0.1", "1.1.0")]],
    "version-unchanged": [
        [
            every(RAINFALL, '"1.0.0"', '"1.0.1"'),
            every(RAINFALL, '"modified": "2024-05-01"', '"modified": "2024-05-02"'),
            write(LOG, "", SECTION),
        ]
    ],
    "version-unrecorded": [[call("release")]],
    "white-space": [FIX, [write(RAIN, "heavy\u00a0", "heavy")]],
    "windows-1258": [FIX],
    "wrong-header": [FIX, [write(RAIN, "Milimét", "millimetres")]],
    "xlsx-renamed": [[call("fix", "rainfall", "--yes", "--from", f"@/{RAIN}")]],
}

NO_EDIT: Mapping[str, str] = {
    "disk-full": "the disk needs room, no file an edit",
    "file-not-readable": "the file needs other rights",
    "many-faults": "its problems are those of other cases",
    "not-a-portal": "the command is to be called in another folder",
    "site-not-writable": "the folder needs other rights",
    "sources-missing": "the texts of the documents are not in the portal",
}
"""Cases that no edit of the portal's files mends, and why."""

NEXT: Mapping[str, frozenset[str]] = {
    "changelog-missing": frozenset({"version-unrecorded"}),
    "version-too-low": frozenset({"version-unrecorded"}),
    "version-unchanged": frozenset({"version-unrecorded"}),
}
"""What comes next by right: a new version is recorded once it has its words."""
