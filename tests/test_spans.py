"""Candidate answers in a sentence."""

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.question import KINDS, QuestionKind
from bot.answering.spans import candidate_spans, tokens_of

SENTENCE = "3月16日,丰禾集团董事长梁广田向云溪中学捐赠100万元设立“春苗基金”,同比增长10.89%。"


def _found(kind: QuestionKind, sort: str) -> list[str]:
    spans = candidate_spans(SENTENCE, tokens_of(SENTENCE), kind)
    return [SENTENCE[span.start : span.end] for span in spans if span.sort == sort]


def test_figures_with_their_units() -> None:
    assert {"100万元", "10.89%"} <= set(_found("number", "number"))


def test_dates() -> None:
    assert _found("when", "time") == ["3月16日"]


def test_people() -> None:
    assert "梁广田" in _found("who", "person")


def test_the_names_of_a_byline_and_no_endless_search_for_them() -> None:
    byline = "(本报记者 张三、李四五 摄)"
    people = [s for s in candidate_spans(byline, tokens_of(byline), "who") if s.sort == "person"]
    assert {"张三", "李四五"} <= {byline[span.start : span.end] for span in people}
    run = "记者" + "各地群众踊跃参加义务植树活动" * 8 + "。"
    assert candidate_spans(run, tokens_of(run), "who")


def test_titles_with_and_without_their_marks() -> None:
    assert _found("title", "title") == ["“春苗基金”", "春苗基金"]


def test_clauses_for_why_and_how() -> None:
    assert "同比增长10.89%" in _found("why", "clause")


@given(
    st.text(alphabet="甲乙丙的，。、：“”《》 12万元年月日%abc\t", max_size=60),
    st.sampled_from(KINDS),
)
def test_every_candidate_is_a_span_of_the_sentence(text: str, kind: QuestionKind) -> None:
    for span in candidate_spans(text, tokens_of(text), kind):
        assert 0 <= span.start < span.end <= len(text)
