"""National statistics: one read-only file per build, and a pointer to the current one."""

from styrhjul.engine.store.answers import (
    Area,
    AreaGroup,
    AreaLines,
    Build,
    Cube,
    IndicatorInfo,
    Latest,
    Panel,
    Series,
    SimilarGroup,
)
from styrhjul.engine.store.build import Metadata
from styrhjul.engine.store.choices import Break, Counts, Curated, Words
from styrhjul.engine.store.curated import bundled_relatives
from styrhjul.engine.store.errors import StoreError, UnknownAreaError, UnknownIndicatorError
from styrhjul.engine.store.reader import Reader
from styrhjul.engine.store.store import Store, ensure_bundled

__all__ = [
    "Area",
    "AreaGroup",
    "AreaLines",
    "Break",
    "Build",
    "Counts",
    "Cube",
    "Curated",
    "IndicatorInfo",
    "Latest",
    "Metadata",
    "Panel",
    "Reader",
    "Series",
    "SimilarGroup",
    "Store",
    "StoreError",
    "UnknownAreaError",
    "UnknownIndicatorError",
    "Words",
    "bundled_relatives",
    "ensure_bundled",
]
