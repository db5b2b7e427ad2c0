"""What she says yes to and stops: one agency a page, everything off until she says so; nothing here is printed."""
