import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from styrhjul.base.common.permit import granted, refused
from styrhjul.engine.packs.schema import Colour
from styrhjul.web.ui.forms import Form, NumberField
from styrhjul.web.ui.gallery import SampleForm
from styrhjul.web.ui.pieces import Cell, Fact, Step, Sum, ThreadRow, Verdict


def show(source, **context):
    request = RequestFactory().get("/mal/?ar=2023&page=2")
    whole = engines["django"].from_string("{% load ui %}" + source).render(context, request)
    return re.sub(r"[ \n]+", " ", whole).strip()


def words(markup):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)).strip()


@pytest.mark.parametrize("sign", ["circle", "triangle", "square", "ring", "green", "yellow", "red", "white"])
def test_a_colour_is_never_without_its_word(sign):
    shown = show("{% status sign 'Ordet' %}", sign=sign)
    assert words(shown) == "Ordet"
    assert "<svg" in shown


def test_the_four_signs_have_four_shapes():
    drawn = {
        sign: re.sub(r'fill="[^"]*"|class="[^"]*"', "", show("{% status sign 'x' %}", sign=sign))
        for sign in ("circle", "triangle", "square", "ring")
    }
    assert len(set(drawn.values())) == 4


def test_a_colour_of_the_pack_has_its_own_word():
    colour = Colour.model_validate(
        {
            "key": "green",
            "label": {"sv": "Uppnått", "en": "Reached"},
            "sign": "circle",
            "when": {"sv": "Nått.", "en": "Reached."},
            "basis": "seed",
        }
    )
    assert words(show("{% status colour %}", colour=colour)) == "Uppnått"
    assert words(show("{{ colour|word }}", colour=colour)) == "Uppnått"


def test_no_rating_is_no_sign():
    shown = show("{% status sign %}", sign="")
    assert (words(shown), "<svg" in shown) == ("–", False)


@pytest.mark.parametrize(("done", "total", "drawn"), [(7, 9, 9), (0, 3, 3), (24, 24, 24), (30, 61, 0), (0, 0, 0)])
def test_progress_is_counted_in_ticks_and_words(done, total, drawn):
    shown = show("{% ticks done total %}", done=done, total=total)
    assert words(shown) == f"{done} av {total}"
    assert shown.count("<rect") == drawn
    assert shown.count('class="fill"') == (done if drawn else 0)


def test_a_button_that_is_not_possible_says_why_and_leads_nowhere():
    permit = refused("Två mål saknar målvärde")
    for source in (
        "{% link_button 'Anta' '/anta/' permit %}",
        "{% operation 'Anta' '/anta/' permit %}",
        "{% submit 'Anta' permit %}",
    ):
        shown = show(source, permit=permit)
        assert words(shown) == "Anta Två mål saknar målvärde"
        assert 'aria-disabled="true"' in shown
        assert "/anta/" not in shown
        assert "submit" not in shown


def test_a_button_that_is_possible_does_it():
    permit = granted("Som rektor.")
    assert 'href="/anta/"' in show("{% link_button 'Anta' '/anta/' permit %}", permit=permit)
    shown = show("{% operation 'Anta' '/anta/' permit version=3 %}", permit=permit)
    assert 'action="/anta/"' in shown
    assert "csrfmiddlewaretoken" in shown
    assert 'name="version" value="3"' in shown
    assert 'type="submit"' in show("{% submit 'Anta' %}")


def test_an_error_stands_at_the_field_and_on_top_with_a_link_to_it():
    form = SampleForm({"title": "", "measured": "8..1"})
    summary = show("{% error_summary form %}", form=form)
    links = dict(re.findall(r'<a href="#([^"]+)">([^<]+)</a>', summary))
    assert {"id_title", "id_measured", "id_reach_0"} <= links.keys()
    assert "Rubrik" in links["id_title"]
    shown = show("{% field form.measured 'number' '%' %}", form=form)
    assert 'aria-invalid="true"' in shown
    assert 'aria-describedby="id_measured_error"' in shown
    assert 'id="id_measured_error"' in shown
    assert 'value="8..1"' in shown


def test_a_field_is_tied_to_its_label_and_help():
    shown = show("{% field form.title %}", form=SampleForm())
    assert '<label class="field__label" for="id_title">' in shown
    assert 'aria-describedby="id_title_helptext"' in shown
    assert 'id="id_title_helptext"' in shown


@pytest.mark.parametrize("kind", ["segmented", "rating", ""])
def test_a_choice_of_few_is_a_group_with_a_name(kind):
    name = "colour" if kind == "rating" else "state"
    shown = show("{% field bound kind %}", bound=SampleForm()[name], kind=kind)
    assert "<fieldset" in shown
    assert "<legend>" in shown
    assert shown.count('type="radio"') == 4
    assert shown.count(" checked") == 1


def test_a_form_without_errors_has_no_summary():
    assert show("{% error_summary form %}", form=SampleForm()) == ""


@pytest.mark.parametrize(
    ("typed", "read"),
    [("12\u00a0450,5", "12450.5"), ("8,1", "8.1"), ("8.1", "8.1"), ("\u22120,4", "-0.4"), ("", "None"), (" ", "None")],
)
def test_a_number_is_read_as_typed_or_pasted(typed, read):
    assert str(NumberField(required=False).clean(typed)) == read


@pytest.mark.parametrize("typed", ["8..1", "åtta", "101"])
def test_what_is_no_possible_number_is_refused(typed):
    form = SampleForm({"measured": typed})
    assert form.errors["measured"]


def test_a_stored_number_is_shown_as_people_write_it():
    assert 'value="12\u00a0450,5"' in show("{{ form.measured }}", form=SampleForm(initial={"measured": 12450.5}))


def test_facts_and_ratings_say_everything_in_words():
    assert (
        words(show("{% facts items %}", items=[Fact("Utfall 2022", "80,6 %", "1 407 elever")]))
        == "Utfall 2022 80,6 % 1 407 elever"
    )
    verdicts = [Verdict("Nämnden", "square", "Röd", "Skälet.", "§ 64", deviates=True), Verdict("Kommunen")]
    assert (
        words(show("{% ratings verdicts %}", verdicts=verdicts))
        == "Nämnden Röd avviker Skälet. § 64 Kommunen inte bedömt än"
    )


def test_the_thread_marks_where_one_is_and_links_the_rest():
    rows = [
        ThreadRow("Vision", "Här lyckas fler", "/v/"),
        ThreadRow("Mål", "Fler läser", "/m/", current=True),
        ThreadRow("Enhetsmål"),
    ]
    shown = show("{% thread rows 'Inget på gång.' '/visa/' %}", rows=rows)
    assert shown.count('aria-current="true"') == 1
    assert 'href="/v/"' in shown
    assert 'href="/m/"' not in shown
    assert words(shown).endswith("Lucka: Inget på gång. Visa")
    assert words(show("{% chain rows %}", rows=rows[:2])) == "Här lyckas fler Fler läser"


def test_steps_tell_what_is_done_and_where_one_is():
    shown = show(
        "{% steps items 'Stegen' %}", items=[Step(1, "Ett", "#1", done=True), Step(2, "Två", "#2", current=True)]
    )
    assert words(shown) == "1 Ett klart 2 Två"
    assert shown.count('aria-current="step"') == 1


def test_sums_leave_out_what_there_is_none_of():
    shown = show("{% sums items %}", items=[Sum("circle", "Grön", 6), Sum("square", "Röd", 0)])
    assert words(shown) == "Grön 6"


@pytest.mark.parametrize(
    ("cell", "says", "tint"),
    [
        (Cell(skipped=True), "ska inte bedömas", ""),
        (Cell(), "inte lämnad", ""),
        (Cell([Verdict("egen", "circle", "Grön")], change=1), "Grön ↑ bättre än året före", "green"),
        (Cell([Verdict("egen", "square", "Röd")], change=-1), "Röd ↓ sämre än året före", "red"),
        (Cell([Verdict("egen", "ring", "Vit")]), "Vit", "white"),
        (Cell([Verdict("egen", "circle", "Grön"), Verdict("kom", "triangle", "Gul")]), "Grön egen Gul kom", "yellow"),
    ],
)
def test_a_cell_of_the_heat_map_says_its_rating_in_words(cell, says, tint):
    shown = show("{% heat_cell cell %}", cell=cell)
    assert words(shown) == says
    assert re.findall(r"heat__cell--(green|yellow|red|white)", shown) == ([tint] if tint else [])


def test_paging_keeps_what_was_asked_for():
    shown = show("{% pager page %}", page=Paginator(range(200), 10).page(2))
    assert "?ar=2023&amp;page=3" in shown
    assert '<span aria-current="page">2</span>' in shown
    assert show("{% pager page %}", page=Paginator(range(5), 10).page(1)) == ""


def test_a_swatch_has_an_edge_that_shows_on_white():
    assert 'fill="#FFFF00"' in show("{% swatch '#FFFF00' %}")
    assert 'stroke="#FFFF00"' not in show("{% swatch '#FFFF00' %}")
    assert 'stroke="#123456"' in show("{% swatch '#FFFF00' '#123456' %}")


class Asked(Form):
    title = forms.CharField(label="Rubrik")
    why = forms.CharField(label="Varför inte?", error_messages={"required": "Skriv varför ni avstår."})
    sure = forms.BooleanField(label="Jag vet att året inte är slut", error_messages={"required": "Bekräfta det."})
    days = forms.IntegerField(label="Antal dagar")


def test_the_list_of_errors_names_the_field_only_when_the_sentence_does_not():
    said = words(show('{% include "ui/errors.html" %}', form=Asked({"days": "många"})))
    assert "Fyll i: Rubrik." in said
    assert "Rubrik: Fyll i" not in said
    assert "Skriv varför ni avstår." in said
    assert "Varför inte?" not in said
    assert "Jag vet" not in said
    assert "Antal dagar: " in said
