"""Refusals of input: which field, and a sentence that says what is wrong and what to do."""


class BadInput(Exception):
    """Something that was typed cannot be kept as it is; nothing was saved and nothing typed is lost."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence
