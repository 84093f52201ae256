"""National statistics: one read-only file per build, and a pointer to the current one."""

from styrhjul.engine.store.answers import (
    Area,
    AreaGroup,
    Build,
    Cube,
    Curated,
    IndicatorInfo,
    Latest,
    Panel,
    Series,
    SimilarGroup,
)
from styrhjul.engine.store.build import Metadata
from styrhjul.engine.store.errors import StoreError, UnknownAreaError, UnknownIndicatorError
from styrhjul.engine.store.reader import Reader
from styrhjul.engine.store.store import Store, ensure_bundled

__all__ = [
    "Area",
    "AreaGroup",
    "Build",
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
    "ensure_bundled",
]
