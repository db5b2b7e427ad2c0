"""docs/reference/copy.md: what the file of a copy of her record looks like, as a schema made from the code."""

import json

import msgspec


def page() -> str:
    """The page."""
    from hrm2m.pages.hers.record_copy import RecordCopy

    schema = json.dumps(msgspec.json.schema(RecordCopy), indent=2)
    return f"""# The file of a copy

What a mother gets when she takes a copy of her record as a file: JSON in UTF-8, each part oldest first, her side beside
each entry. `left_out` is the same sentence in every copy. Days are local. The name she gave and refs are not in it.
Another `version` means that a field changed its meaning or went; a field more does not.

```json
{schema}
```
"""
