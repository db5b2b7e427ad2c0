"""From whom she chooses: what bridge builders say of themselves, who is full, and a number outside the team."""
