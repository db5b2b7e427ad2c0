"""narrative: finds what a text does to a mother who uses drugs, and asks a question about it; see README.md."""

from hrm2m.narrative.checking import check
from hrm2m.narrative.findings import Finding, Report


__all__ = ["Finding", "Report", "check"]
