"""Asks why a worker opens a record outside her own list, before it is opened, and remembers it for half an hour."""
