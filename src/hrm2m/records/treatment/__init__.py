"""Her treatment: what she takes, uses and wants, who treats her; nothing about a child but where medicine is kept."""
