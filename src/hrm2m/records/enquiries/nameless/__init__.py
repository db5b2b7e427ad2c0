"""Looks for traces of a person in a few words that are to be sent without her name; pure, and changes nothing."""
