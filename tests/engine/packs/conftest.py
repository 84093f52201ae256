from __future__ import annotations

from collections.abc import Callable

import pytest

from styrhjul.engine.packs.faults import Fault, PackError
from styrhjul.engine.packs.loader import SHIPPED, load_bytes


@pytest.fixture(scope="session")
def orebro() -> str:
    return (SHIPPED / "orebro.yaml").read_text(encoding="utf-8")


@pytest.fixture
def faults_of() -> Callable[[str | bytes], list[Fault]]:
    def faults(text: str | bytes) -> list[Fault]:
        raw = text.encode() if isinstance(text, str) else text
        with pytest.raises(PackError) as caught:
            load_bytes("mine.yaml", raw)
        return caught.value.faults

    return faults
