"""What can go wrong with the statistics store."""


class StoreError(Exception):
    """A file could not be loaded or a question not be answered; the message says which row and why."""


class UnknownIndicatorError(StoreError, KeyError):
    """No indicator with this id is in the build."""

    def __str__(self) -> str:
        return str(self.args[0])


class UnknownAreaError(StoreError, KeyError):
    """No area with this id is in the build."""

    def __str__(self) -> str:
        return str(self.args[0])
