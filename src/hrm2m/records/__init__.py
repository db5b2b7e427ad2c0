"""The records: one app a room, upper knows lower."""
