"""Copies what pages need from `node_modules` into the static files; bundles nothing, styles nothing.

Two things are taken out of the GOV.UK stylesheet, because their licences cover government services only: the
typeface GDS Transport (the page's own `--hr-font` stands in its place) and the crest.
"""

import re
import shutil
import sys
from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "src" / "hrm2m" / "pages" / "static" / "vendor"

TYPEFACE = "@fontsource/atkinson-hyperlegible"
COPIES = {
    "govuk.css": "govuk-frontend/dist/govuk/govuk-frontend.min.css",
    "govuk.js": "govuk-frontend/dist/govuk/govuk-frontend.min.js",
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "fonts/atkinson-400.woff2": f"{TYPEFACE}/files/atkinson-hyperlegible-latin-400-normal.woff2",
    "fonts/atkinson-700.woff2": f"{TYPEFACE}/files/atkinson-hyperlegible-latin-700-normal.woff2",
    "licences/atkinson-hyperlegible.txt": f"{TYPEFACE}/LICENSE",
    "licences/htmx.txt": "htmx.org/LICENSE",
    "licences/govuk-frontend.json": "govuk-frontend/package.json",
}

FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
CREST = re.compile(r"url\([^)]*govuk-crest[^)]*\)")
SOURCE_MAP = re.compile(r"\s*(?:/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)\s*$")


class BrandLeftBehind(Exception):
    """The stylesheet changed its shape and still holds a typeface or picture that may not be used."""


def without_brand(css: str) -> str:
    """The stylesheet without the licensed typeface, the crest, and any other address it would fetch."""
    css = FONT_FACE.sub("", css)
    css = css.replace("GDS Transport,arial,sans-serif", "var(--hr-font,system-ui,sans-serif)")
    css = CREST.sub("none", css)
    if "GDS Transport" in css or "url(" in css:
        raise BrandLeftBehind(
            "The GOV.UK stylesheet still names its typeface or fetches a picture: "
            "look at it, then mend `without_brand` in tools/build_front_end.py."
        )
    return css


def prepared(name: str, content: bytes) -> bytes:
    """One file as it is served: code without a pointer to a source map that is not shipped."""
    if name.endswith((".css", ".js")):
        text = SOURCE_MAP.sub("\n", content.decode())
        content = (without_brand(text) if name == "govuk.css" else text).encode()
    return content


def build(packages: Path, vendor: Path) -> int:
    """Writes every file afresh beside the old ones, then swaps; answers how many bytes are served."""
    fresh = vendor.with_name(vendor.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    total = 0
    for name, source in COPIES.items():
        content = prepared(name, (packages / source).read_bytes())
        target = fresh / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        total += len(content)
    shutil.rmtree(vendor, ignore_errors=True)
    fresh.rename(vendor)
    return total


def main() -> int:
    """Builds, or says in a sentence what is missing."""
    try:
        total = build(PACKAGES, VENDOR)
    except FileNotFoundError as missing:
        print(
            f"{missing.filename} is missing: run `make setup`, which fetches the front-end packages.",
            file=sys.stderr,
        )
        return 1
    except BrandLeftBehind as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(f"Front end: {len(COPIES)} files, {total // 1024} kB, in {VENDOR.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
