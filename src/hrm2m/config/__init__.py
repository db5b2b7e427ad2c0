"""The roof: settings, the one table of addresses, the web server's entry."""
