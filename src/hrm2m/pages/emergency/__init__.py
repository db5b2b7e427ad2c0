"""Opening one part of a record in an emergency, reading it, and looking at it as a second person."""
