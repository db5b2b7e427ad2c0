"""Mothers: the handle she chose, her stage, her name once she gives it."""
