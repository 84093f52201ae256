"""What is laid before the first steps: lists by their own names, reasons, and evidence that was kept long ago."""

import copy
import re

from django.urls import reverse

from styrhjul.wheel.followup import actions
from styrhjul.wheel.followup.models import Analysis


def national(town) -> Analysis:
    return actions.begin_analysis(
        town.board_goal, indicator=town.eligible, unit=town.board, occasion="interim_2", year=2023, by=town.world.hanna
    )


def page_of(town, ask, analysis) -> str:
    answer = ask(town.world.hanna, reverse("analysis-detail", args=[analysis.pk]))
    assert answer.status_code == 200
    return answer.text


def test_the_national_list_stands_first_by_its_name_and_our_own_by_another(town, ask):
    text = page_of(town, ask, national(town))
    theirs = text.index("Liknande kommuner enligt RKA: grundskola 2024")
    own = text.index("Egen likhet: folkmängd, ålder, inkomst, nyinvandrade elever och huspriser")
    assert theirs < own
    after = text[own : text.index("</details>", own)]
    assert "Egen bearbetning av öppen statistik" in after
    assert "RKA" not in after
    assert "Kolada" not in after
    assert "Så stor del av skillnaden kommer av" in after
    assert after.count("<tr>") == 2 * 8


def test_what_was_not_tried_is_named_with_its_reason(town, ask):
    analysis = national(town)
    text = page_of(town, ask, analysis)
    kin = analysis.evidence["patterns"]["chart"]["kin"]
    assert f"Inte prövade, eftersom de räknas ihop ({len(kin)})" in text
    assert "betyg i årskurs 9: samma elevers slutbetyg räknade på olika sätt" in text
    assert f"{len(kin)} resultat prövades inte" in text


def test_the_change_of_definition_is_told_drawn_and_stands_in_the_table(town, ask):
    text = page_of(town, ask, national(town))
    assert "Definitionen ändrades 2012, så åren före jämförs inte" in text
    assert "ny definition 2012</text>" in text
    assert re.search(r"<td class=\"num\">[^<]*ny definition: fler godkända betyg krävs", text)


def test_evidence_kept_before_all_this_is_shown_as_it_was(town, ask):
    analysis = national(town)
    kept = copy.deepcopy(analysis.evidence)
    del kept["earlier"]["chart"]["segments"]
    del kept["others"]["chart"]["like"]
    for name in ("similar_field", "similar_year"):
        del kept["others"]["numbers"][name]
    del kept["patterns"]["chart"]["kin"]
    Analysis.objects.filter(pk=analysis.pk).update(evidence=kept)
    text = page_of(town, ask, analysis)
    assert kept["earlier"]["sentence"] in text
    for word in ("Egen likhet", "enligt RKA", "Inte prövade", "ny definition 2012</text>"):
        assert word not in text
