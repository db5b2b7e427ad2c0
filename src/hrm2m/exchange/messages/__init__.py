"""Texts to a phone through a carrier: one small interface, a folder for the demo, Kannel for the real thing."""
