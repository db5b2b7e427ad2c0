"""Every word a person reads in a template is marked for translation."""

import re
from pathlib import Path

import pytest

import hrm2m.pages


FOLDER = Path(hrm2m.pages.__file__).parent
# The name of the network is the same in every language.
SAME_EVERYWHERE = {"HR M2M", "– HR M2M"}
BLOCK = re.compile(r"{%\s*blocktranslate\b.*?%}.*?{%\s*endblocktranslate\s*%}", re.DOTALL)
HIDDEN = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}|<script\b.*?</script>|<!--.*?-->|<[^>]+>", re.DOTALL)
SPOKEN = re.compile(r"\b(?:alt|title|placeholder|aria-label)=\"([^\"{]*[^\W\d_]{2,}[^\"{]*)\"")


@pytest.mark.parametrize(
    "file", sorted(FOLDER.rglob("*.html")), ids=lambda file: file.relative_to(FOLDER).as_posix()
)
def test_no_words_are_left_unmarked(file: Path) -> None:
    source = BLOCK.sub("", file.read_text())
    bare = HIDDEN.sub("\n", source)
    words = {line.strip() for line in bare.splitlines() if re.search(r"[^\W\d_]{2,}", line)}
    assert words - SAME_EVERYWHERE == set()
    assert SPOKEN.findall(source) == []
