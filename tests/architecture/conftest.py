"""Says at the end which files are on their way to becoming too long."""

from __future__ import annotations

import pytest

from .test_sizes import WANTED, lines_of, long_files


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List the files beyond what is wanted; they are still allowed."""
    if longer := long_files(WANTED):
        listed = ", ".join(f"{name} {lines_of(name)}" for name in longer)
        terminalreporter.write_line(f"Files beyond {WANTED} lines: {listed}")
