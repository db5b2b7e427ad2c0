"""The directory of services: what is kept of an entry, how it is searched and shown; who may write is in `actions`."""
