"""Her safety: what is done to her, or what she may do to herself; nobody opens it for a child's record."""
