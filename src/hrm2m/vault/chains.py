"""The numbers of chains: one for each mother, and the house's, which is below them all."""

HOUSE = 0
"""The chain of events that concern no mother."""
