"""Danger now: in one press, on every staff page, whatever is missing."""
