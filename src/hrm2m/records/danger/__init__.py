"""Danger now: raised in one press by anyone signed in, told to a named person until somebody has it."""
