"""Django's SQLite for a crowd: whoever waits for the file looks as often as everybody else. No rule lives here."""
