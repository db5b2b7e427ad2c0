"""Papers: frozen values become a tagged PDF that says for whom it was made and until when; nothing is read here."""
