"""What the carrier of texts says to us, on this machine only; nobody who reads pages comes here."""
