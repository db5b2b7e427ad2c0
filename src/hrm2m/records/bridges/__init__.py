"""Bridges: one mother, one bridge builder she chose, cover she knows of."""
