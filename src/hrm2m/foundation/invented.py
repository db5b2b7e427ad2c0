"""How a home of an invented area is known; nothing else of the demo belongs here."""

MADE_BY_DEMO = "made-by-hrm2m-demo"
"""The file in such a home. `hrm2m demo` makes it, and the settings open what has it for demo alone."""
