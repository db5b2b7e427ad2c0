"""Agencies, their services (the directory), workers and the roles they hold."""
