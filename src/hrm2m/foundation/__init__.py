"""The ground every record stands on: time, identifiers, the base row, jobs; no word about a mother."""
