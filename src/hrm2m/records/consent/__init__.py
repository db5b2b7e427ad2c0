"""What she said yes to, stopped or let end: one agency a yes, in rows that nobody changes."""
