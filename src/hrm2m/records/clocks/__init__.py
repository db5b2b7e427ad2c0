"""Clocks: every promise with a due time, its owner and whom it escalates to; windows that a person opened."""
