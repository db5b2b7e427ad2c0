"""Asks, what she longs for, offers with their realness, and demands with their clashes."""
