"""Copies of an installation: making, restoring, upgrading with one at hand, and checking what came of it."""
