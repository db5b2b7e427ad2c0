"""Doors: who answers for an agency, how soon, and what the agency says it would do and tell; nothing about a mother."""
