"""The pages of what she asks, what is offered, what she longs for and what is demanded of her; no rule of its own."""
