"""Signing in, staying signed in and the worker's own account; allauth does it, through its adapters."""
