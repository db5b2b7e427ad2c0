"""Acts on the whole record: end, reopen, sleep, wake, forget; and her side of an entry."""
