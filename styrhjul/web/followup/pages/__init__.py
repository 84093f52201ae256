"""The pages of analyses, ratings and results."""

from styrhjul.web.followup.pages.analyses import (
    AnalysisAnswer,
    AnalysisAsk,
    AnalysisBegin,
    AnalysisComment,
    AnalysisConclude,
    AnalysisDetail,
    AnalysisList,
    AnalysisRate,
    AnalysisWrite,
)
from styrhjul.web.followup.pages.baselines import AnalysisBaseline
from styrhjul.web.followup.pages.events import AnalysisEventAdd, AnalysisEventLay, AnalysisEventStrike
from styrhjul.web.followup.pages.ratings import RatingDetail, RatingGive
from styrhjul.web.followup.pages.results import RatingMap, ResultList

__all__ = [
    "AnalysisAnswer",
    "AnalysisAsk",
    "AnalysisBaseline",
    "AnalysisBegin",
    "AnalysisComment",
    "AnalysisConclude",
    "AnalysisDetail",
    "AnalysisEventAdd",
    "AnalysisEventLay",
    "AnalysisEventStrike",
    "AnalysisList",
    "AnalysisRate",
    "AnalysisWrite",
    "RatingDetail",
    "RatingGive",
    "RatingMap",
    "ResultList",
]
