"""Writes one archive into a folder of copies: what every manifest says, and its name once it is whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import msgspec

from hrm2m.backup import age, archive, signing
from hrm2m.backup.archive import FORMAT, Manifest, Part, Source
from hrm2m.backup.folder import Folder, Kind
from hrm2m.foundation import clock
from hrm2m.vault.keystore import keystore


NO_SEAL = (0, bytes(32).hex())


@dataclass(frozen=True)
class Made:
    """What was made: where it lies, how large it is, and how many rows are in it."""

    path: Path
    bytes: int
    rows: int


def begun(kind: Kind, engine: str) -> Manifest:
    """A manifest with what is the same for every copy made now."""
    return Manifest(
        format=FORMAT,
        kind=kind.value,
        engine=engine,
        software=version("hrm2m"),
        made_at=clock.now().isoformat(timespec="microseconds"),
        keystore=keystore().identity(),
        root=signing.root_mark(),
        seal=NO_SEAL,
        migrations=[],
        heads="",
        parts=[],
    )


def put(
    folder: Folder, recipients: Sequence[age.Recipient], source: Source, about: Manifest, beside: str = ""
) -> Made:
    """Writes the archive of `source`, whose manifest is `about` with the parts that were written."""
    rows = 0

    def manifest(parts: list[Part]) -> Manifest:
        nonlocal rows
        rows = sum(part.rows for part in parts)
        return msgspec.structs.replace(about, parts=parts)

    pieces = archive.stream(source, manifest, signing.signing_key())
    at = datetime.fromisoformat(about.made_at)
    path = folder.put(Kind(about.kind), at, lambda to: age.seal(pieces, to, recipients), beside)
    return Made(path, path.stat().st_size, rows)
