"""Handovers: a first meeting of three, done when she says so."""
