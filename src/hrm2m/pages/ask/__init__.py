"""How asks, offers, longings and demands are told on a page: words and frozen values; forms are in `asking`."""
