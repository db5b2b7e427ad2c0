"""Questions set aside with a reason: they live in the form on the page, and nowhere else."""

from hashlib import sha256

from django.http import QueryDict

from hrm2m.narrative import Finding


MOST_REASON = 300
MOST = 50


def mark_of(finding: Finding, times: int) -> str:
    """Knows a question again after the page was drawn anew; `times` tells the same words apart."""
    return sha256(f"{finding.rule}\0{finding.text}\0{times}".encode()).hexdigest()[:12]


def set_aside(posted: QueryDict) -> dict[str, str]:
    """The marks of the questions set aside so far, each with the worker's reason, which may be empty."""
    marks = posted.getlist("aside")[:MOST]
    kept = {mark: posted.get(f"reason-{mark}", "")[:MOST_REASON] for mark in marks}
    now = posted.get("now", "")
    if now:
        kept[now] = posted.get(f"reason-{now}", "")[:MOST_REASON]
    return kept
