"""Rendered once for all tests that only look."""

from __future__ import annotations

import io

import pypdf
import pytest

from styrhjul.reports import pdf
from tests.reports import sample


@pytest.fixture(scope="session")
def decided_bytes() -> bytes:
    return pdf.render(sample.report())


@pytest.fixture(scope="session")
def decided(decided_bytes: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(decided_bytes))


@pytest.fixture(scope="session")
def draft() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf.render(sample.report(decided=False))))
