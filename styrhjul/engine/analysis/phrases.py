"""The words of every sentence about a result, by language; both have the same keys."""

from styrhjul.engine.analysis.phrases_en import ENGLISH
from styrhjul.engine.analysis.phrases_sv import SWEDISH

PHRASES = {"sv": SWEDISH, "en": ENGLISH}
