"""The refusal of the commands of this folder; a sentence, without a word of the text."""


class TextRefused(ValueError):
    """A text cannot be read; the sentence says why and what to do."""
