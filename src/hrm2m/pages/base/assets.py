"""Serves the style sheets, scripts and fonts: public, compressed, named by their content, read once."""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from hrm2m.pages.base import errors
from hrm2m.pages.base.access import open_to_all


ROOT = Path(__file__).resolve().parent.parent / "static"
KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".woff2": "font/woff2"}
FOR_EVER = "public, max-age=31536000, immutable"
FOR_NOW = "public, max-age=86400"


@dataclass(frozen=True)
class Asset:
    """One public file."""

    content: bytes
    smaller: bytes | None
    kind: str
    mark: str


class UnknownAsset(Exception):
    """A template names a file that is not among the static files."""


@cache
def all_assets() -> dict[str, Asset]:
    """Every public file by its name below `static/`."""
    return {
        file.relative_to(ROOT).as_posix(): _read(file) for file in ROOT.rglob("*") if file.suffix in KINDS
    }


def address_of(name: str) -> str:
    """The address of a file, with a mark of its content so that it can be kept for ever."""
    asset = all_assets().get(name)
    if asset is None:
        sentence = f"There is no static file {name}. Run “make setup” if it comes from a package."
        raise UnknownAsset(sentence)
    return f"{reverse('asset', args=[name])}?v={asset.mark}"


@open_to_all("style sheets, scripts and fonts hold nothing about anybody")
def asset(request: HttpRequest, name: str) -> HttpResponse:
    """One public file; kept for ever when asked for by the mark of its content."""
    found = all_assets().get(name)
    if found is None or request.method not in {"GET", "HEAD"}:
        return errors.not_here(request)
    zipped = found.smaller is not None and "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(found.smaller if zipped else found.content, content_type=found.kind)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = FOR_EVER if request.GET.get("v") == found.mark else FOR_NOW
    return response


def _read(file: Path) -> Asset:
    content = file.read_bytes()
    smaller = gzip.compress(content, 9, mtime=0)
    return Asset(
        content=content,
        smaller=smaller if len(smaller) < 0.9 * len(content) else None,
        kind=KINDS[file.suffix],
        mark=sha256(content).hexdigest()[:12],
    )
