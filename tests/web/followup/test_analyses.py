"""The pages of analyses: who sees and writes what, and that nothing anyone wrote is lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from styrhjul.base.thread.actions import open_to
from styrhjul.base.thread.models import Audience
from styrhjul.wheel.followup import actions
from styrhjul.wheel.followup.models import Analysis, AnalysisTask, Rating
from styrhjul.wheel.improvement.actions import propose
from tests import measured

MOST_QUERIES = 30


def at(name, analysis, *more):
    return reverse(name, args=[analysis.pk, *more])


def national(town) -> Analysis:
    return actions.begin_analysis(
        town.board_goal, indicator=town.eligible, unit=town.board, occasion="interim_2", year=2023, by=town.world.hanna
    )


def addresses(analysis):
    return [
        (at("analysis-write", analysis, "influences"), {"body": "Ord.", "base": 0}),
        (at("analysis-comment", analysis, "earlier"), {"body": "Ord."}),
        (at("analysis-task-new", analysis), {"question": "Vad?", "whom": "Bo", "due": "2023-12-01"}),
        (at("analysis-rate", analysis), {"colour": "green", "reason": "Nått."}),
        (at("analysis-conclude", analysis), {}),
    ]


def test_the_page_shows_nine_steps_with_the_engines_sentences_first(town, analysis, ask):
    answer = ask(town.world.bo, at("analysis-detail", analysis))
    assert answer.status_code == 200
    assert answer.text.count('class="step"') == 10  # the last one concludes
    assert analysis.evidence["earlier"]["sentence"] in answer.text
    assert "Underlaget låstes 20\u00a0november 2023".replace(" 2023", "\u00a02023") in answer.text
    assert "4 av 9" in answer.text


def test_a_units_own_numbers_have_the_municipality_beside_them_and_it_is_said_whose_they_are(town, analysis, ask):
    text = ask(town.world.alva, at("analysis-detail", analysis)).text
    assert "Kommunen som helhet: Plats" in text
    assert f"Inte enhetens värden utan kommunens: ”{town.eligible.title}”" in text
    assert "steg som gäller" not in text


def test_a_step_without_material_does_not_apply_and_is_not_counted(town, ask):
    open_to(town.eligible.node, Audience.NAMED, by=town.kim)
    text = ask(town.world.alva, at("analysis-detail", measured.analysis(town))).text
    assert "2 av 7" in text
    assert "steg som gäller" in text
    assert "Steget gäller inte" in text


def test_national_material_says_year_municipalities_missing_and_both_sources(town, ask):
    text = ask(town.world.hanna, at("analysis-detail", national(town))).text
    assert "Värde för 2022, 290 kommuner, inget värde saknas." in text
    assert "Egen bearbetning av öppen statistik" in text
    assert "Källa: Kolada" in text
    assert "Samband, inte orsak" in text
    assert text.count('class="chart chart-') >= 4


def test_sentences_keep_the_language_they_were_made_in(town, analysis, ask, client):
    analysis.evidence["language"] = "en"
    Analysis.objects.filter(pk=analysis.pk).update(evidence=analysis.evidence)
    assert '<div lang="en">' in ask(town.world.bo, at("analysis-detail", analysis)).text


def test_a_revised_number_is_told_and_changes_nothing(town, analysis, ask):
    measured.values(town.reading, town.school, {"2022": 61}, by=town.world.alva)
    text = ask(town.world.bo, at("analysis-detail", analysis)).text
    assert "Värdet för 2022 var 78,5\u00a0% och är 61,0\u00a0% i dag." in text
    assert analysis.evidence["earlier"]["sentence"] in text


@pytest.mark.parametrize("who", ["cia", "stranger"])
def test_whoever_may_not_know_of_it_finds_nothing(town, analysis, ask, who):
    person = getattr(town.world, who)
    assert ask(person, at("analysis-detail", analysis)).status_code == 404
    for address, data in addresses(analysis):
        assert ask(person, address, data).status_code == 404


def test_a_reader_reads_and_is_told_why_nothing_can_be_written(town, analysis, ask):
    assert "<textarea" not in ask(town.world.dan, at("analysis-detail", analysis)).text
    for address, data in addresses(analysis):
        answer = ask(town.world.dan, address, data)
        assert answer.status_code == 403
        assert "Almskolan" in answer.text


def test_writing_works_and_goes_back_to_the_step(town, analysis, ask):
    answer = ask(town.world.bo, at("analysis-write", analysis, "influences"), {"body": "Läsgrupperna.", "base": 0})
    assert (answer.status_code, answer.url) == (302, at("analysis-detail", analysis) + "#steg-5")
    text = ask(town.world.alva, at("analysis-detail", analysis)).text
    assert "Läsgrupperna." in text
    assert "5 av 9" in text


def test_two_who_write_get_both_texts_side_by_side(town, analysis, ask):
    address = at("analysis-write", analysis, "conclusion")
    ask(town.world.alva, address, {"body": "Alvas text.", "base": 0})
    answer = ask(town.world.bo, address, {"body": "Bos text.", "base": 0})
    assert answer.status_code == 412
    assert "Alva ändrade texten samtidigt" in answer.text
    own = ask(town.world.alva, address, {"body": "Alvas andra text.", "base": 0})
    assert "Texten ändrades i ett annat fönster." in own.text
    assert '<p class="prose">Bos text.</p>' in answer.text
    assert '<p class="prose">Alvas text.</p>' in answer.text
    assert 'name="base" value="1"' in answer.text
    assert "Bos text.\n\nAlvas text.</textarea>" in answer.text
    assert "Gå till steg" in answer.text
    assert ask(town.world.bo, address, {"body": "Bådas text.", "base": 1}).status_code == 302
    assert analysis.texts.count() == 2


def test_a_step_of_facts_or_none_at_all_cannot_be_written(town, analysis, ask):
    for step in ("earlier", "tenth"):
        assert ask(town.world.alva, at("analysis-write", analysis, step), {"body": "x", "base": 0}).status_code == 404


def test_a_draft_is_kept_in_the_browser_by_text_and_person(town, analysis, ask):
    text = ask(town.world.bo, at("analysis-detail", analysis)).text
    assert f'data-draft="analysis:{analysis.pk}:conclusion:{town.world.bo.pk}"' in text


def test_comments_and_questions_work(town, analysis, ask):
    assert ask(town.world.bo, *addresses(analysis)[1]).status_code == 302
    assert ask(town.world.bo, *addresses(analysis)[2]).url.endswith("#steg-6")
    task = AnalysisTask.objects.get()
    address = at("analysis-task-answer", analysis, task.pk)
    assert ask(town.world.bo, address, {"answer": ""}).status_code == 422
    assert ask(town.world.bo, address, {"answer": "Läslust."}).status_code == 302
    assert "Läslust." in ask(town.world.bo, at("analysis-detail", analysis)).text


def test_a_question_of_another_analysis_is_not_found(town, analysis, ask):
    other = measured.analysis(town)
    task = actions.add_task(other, question="Vad?", whom="Bo", due=date(2023, 12, 1), by=town.world.alva)
    assert ask(town.world.bo, at("analysis-task-answer", analysis, task.pk), {"answer": "x"}).status_code == 404


def test_what_cannot_be_taken_comes_back_with_the_words_typed(town, analysis, ask):
    answer = ask(town.world.bo, at("analysis-task-new", analysis), {"question": "Vad säger eleverna?", "whom": ""})
    assert answer.status_code == 422
    assert 'value="Vad säger eleverna?"' in answer.text


def test_rating_in_the_analysis_needs_a_reason_and_keeps_the_colour(town, analysis, ask):
    answer = ask(town.world.alva, at("analysis-rate", analysis), {"colour": "green", "reason": ""})
    assert answer.status_code == 422
    assert Rating.objects.count() == 0
    assert (
        ask(town.world.alva, at("analysis-rate", analysis), {"colour": "green", "reason": "Nått."}).status_code == 302
    )
    rating = Rating.objects.get()
    assert (rating.level, rating.goal, rating.rated) == ("own", town.school_goal, town.school)
    assert "Nått." in ask(town.world.bo, at("analysis-detail", analysis)).text


def test_the_numbers_point_without_a_sign(town, analysis, ask):
    text = ask(town.world.bo, at("analysis-detail", analysis)).text
    start = text.index('<aside class="pointing"')
    proposal = text[start : text.index("</aside>", start)]
    assert "Siffrorna pekar mot färgen gul" in proposal
    assert "Det är ingen bedömning" in proposal
    assert "<svg" not in proposal


def test_proposals_that_the_analysis_led_to_are_listed(town, analysis, ask):
    propose(
        town.school, title="Läsgrupper i tvåan", description="Två grupper.", followed_up_by="Läsprov i maj",
        origin=analysis.node, by=town.world.alva,
    )  # fmt: skip
    text = ask(town.world.bo, at("analysis-detail", analysis)).text
    assert "Läsgrupper i tvåan" in text
    assert "Läsprov i maj" in text
    assert f"{reverse('proposal-new')}?ur={analysis.pk}" in text


def test_the_address_of_a_form_shows_the_page_itself(town, analysis, ask):
    for address, _data in addresses(analysis)[:-1]:
        assert ask(town.world.alva, address).status_code == 200
    assert ask(town.world.alva, at("analysis-conclude", analysis)).status_code == 405


def test_concluding_works_only_with_a_conclusion(town, analysis, ask):
    page = at("analysis-detail", analysis)
    assert "Skriv slutsatsen först" in ask(town.world.alva, page).text
    assert ask(town.world.alva, at("analysis-conclude", analysis), {}).status_code == 403
    actions.write_step(analysis, step="conclusion", body="Stödet kom sent.", base=0, by=town.world.bo)
    assert ask(town.world.alva, at("analysis-conclude", analysis), {}).status_code == 302
    text = ask(town.world.cia, page).text
    assert "Analysen är avslutad" in text
    assert "<textarea" not in text


def test_beginning_goes_from_the_goal_to_the_rest(town, ask):
    new = reverse("analysis-new")
    assert "Alla läser i trean" in ask(town.world.alva, new).text
    assert ask(town.world.alva, new, {"mal": ""}).status_code == 422
    chosen = ask(town.world.alva, new, {"mal": town.school_goal.pk}).url
    assert chosen == f"{new}?mal={town.school_goal.pk}"
    form = ask(town.world.alva, chosen)
    assert "Elever som läser säkert" in form.text
    data = {"indicator": town.reading.pk, "unit": town.school.pk, "occasion": "interim_2", "year": 2023}
    answer = ask(town.world.alva, chosen, data)
    assert answer.url == at("analysis-detail", Analysis.objects.get())


def test_beginning_is_for_those_who_write_analyses_and_of_goals_they_know(town, ask):
    new = reverse("analysis-new")
    assert ask(town.world.dan, new).status_code == 403
    assert ask(town.world.stranger, new).status_code == 404
    open_to(town.school_goal.node, Audience.NAMED, by=town.world.alva)
    assert "Alla läser i trean" not in ask(town.world.alva, new).text
    for named in (town.school_goal.pk, "x"):
        assert ask(town.world.alva, f"{new}?mal={named}").status_code == 404


def test_a_unit_where_one_does_not_write_cannot_be_chosen(town, ask):
    data = {"indicator": town.reading.pk, "unit": town.board.pk, "occasion": "interim_2", "year": 2023}
    answer = ask(town.world.alva, f"{reverse('analysis-new')}?mal={town.school_goal.pk}", data)
    assert answer.status_code == 422
    assert not Analysis.objects.exists()


def test_missing_statistics_are_said_beside_the_indicator(town, ask):
    town.world.top.area = ""
    town.world.top.save()
    data = {"indicator": town.eligible.pk, "unit": town.board.pk, "occasion": "interim_2", "year": 2023}
    answer = ask(town.world.hanna, f"{reverse('analysis-new')}?mal={town.board_goal.pk}", data)
    assert answer.status_code == 422
    assert "ingen nationell statistik" in answer.text


def test_the_list_shows_what_one_may_know_of(town, analysis, ask):
    listed = reverse("analysis-list")
    assert town.school_goal.title in ask(town.world.bo, listed).text
    assert "Ingen analys är påbörjad" in ask(town.world.cia, listed).text
    assert ask(town.world.stranger, listed).status_code == 404


def test_the_page_asks_as_little_however_much_is_written(town, client):
    analysis = national(town)
    hanna = town.world.hanna

    def asked():
        client.force_login(hanna)
        client.get(at("analysis-detail", analysis))
        with CaptureQueriesContext(connection) as questions:
            client.get(at("analysis-detail", analysis))
        return len(questions)

    actions.write_step(analysis, step="influences", body="0", base=0, by=hanna)
    actions.add_task(analysis, question="Vad?", whom="Bo", due=date(2023, 12, 1), by=hanna)
    before = asked()
    for number in range(8):
        actions.write_step(analysis, step="influences", body=f"{number + 1}", base=number + 1, by=hanna)
        actions.add_comment(analysis, step="earlier", body=f"{number}", by=hanna)
        actions.add_task(analysis, question=f"{number}?", whom="Bo", due=date(2023, 12, 1), by=hanna)
    assert asked() == before <= MOST_QUERIES
