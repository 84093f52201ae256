"""What an action raises when the input cannot be taken: a sentence for the person, and where it belongs."""

from __future__ import annotations

from django.utils.functional import Promise


class Fault(ValueError):
    """The input cannot be taken; `field` names the form field that it concerns, if one does."""

    def __init__(self, sentence: str | Promise, *, field: str | None = None) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
        self.field = field


class Conflict(Fault):
    """Somebody else changed the same thing since the person began; both texts are kept by the page."""

    def __init__(self, sentence: str | Promise, *, current: object = None, field: str | None = None) -> None:
        super().__init__(sentence, field=field)
        self.current = current
