"""Index: results as dataclasses, options, errors, threads, lifetimes."""

import dataclasses
import datetime
import html
import pickle
import re
import threading

import nonmun
import pytest
from conftest import SOURCE
from nonmun import _errors, _index


def test_results_are_a_sequence_of_hits(index):
    results = index.search("강화학습은", limit=2, as_of="2025-06-01")
    assert len(results) == len(results.hits) == 2
    assert [hit.rank for hit in results] == [1, 2]
    assert results[0].id == "1707.06347"
    assert results[0].title == "Proximal Policy Optimization Algorithms"
    assert results[0].date == "2023-12-04" and results[0].votes == 33
    assert results.listed >= 2 and results.out_of == 67
    assert results.expanded[0].from_ == "강화학습"
    parts = results[0].score_parts
    assert sum(dataclasses.astuple(parts)) == pytest.approx(results[0].score)
    with pytest.raises(dataclasses.FrozenInstanceError):
        results[0].title = "x"


def test_several_indexes_are_searched_as_one(sample, index, tmp_path):
    with nonmun.Index.open_all([sample, tmp_path / "nowhere"], timeout=1) as both:
        results = both.search("강화학습은", limit=3)
        assert [hit.id for hit in results] == [hit.id for hit in index.search("강화학습은", limit=3)]
        (failed,) = results.failed_shards
        assert failed.index == str(tmp_path / "nowhere") and "no index" in failed.error
        assert both.info().failed_shards == results.failed_shards
        assert pickle.loads(pickle.dumps(results)) == results
    assert index.search("강화학습은").failed_shards == ()
    with pytest.raises(nonmun.NoIndexError):
        nonmun.Index.open_all([tmp_path / "nowhere"])
    with pytest.raises(nonmun.UsageError):
        nonmun.Index.open_all([])
    with pytest.raises(nonmun.UsageError, match="timeout"):
        nonmun.Index.open_all([sample], timeout=0)
    with pytest.raises(nonmun.UsageError):
        nonmun.Index.open_all([sample, "a\0b"])


def test_snippets_are_marked(index):
    snippet = index.search("강화학습은", limit=1)[0].snippets[0]
    for word in re.findall(r"<b>(.*?)</b>", snippet.marked()):
        assert word.startswith("강화")
    assert re.sub(r"</?b>", "", snippet.marked()) == snippet.text
    assert "<i>" in snippet.marked("<i>", "</i>")
    odd = nonmun.Snippet("summary", "a<b & 모델의 끝", ((6, 9),))
    assert odd.marked(escape=html.escape) == "a&lt;b &amp; <b>모델의</b> 끝"
    assert nonmun.mark("모델", (), "[", "]") == "모델"


def test_options_are_those_of_the_library():
    names = {row["name"].replace("-", "_") for row in nonmun.parameters()["parameters"]}
    ours = {"deadline", "cancel", "without", "weights"}
    assert set(_index.SearchOptions.__annotations__) == names | ours


def test_options_reach_the_search(index):
    assert index.search("모델", limit=0).hits == ()
    day = datetime.date(2024, 6, 1)
    assert all(hit.date >= "2024-06-01" for hit in index.search("모델", since=day, limit=50))
    assert index.search("모델", since=datetime.datetime(2024, 6, 1, 12)).query == "모델"
    by_votes = index.search("모델", sort="votes", limit=5)
    votes = [hit.votes for hit in by_votes if hit.votes is not None]
    assert votes == sorted(votes, reverse=True)
    facets = index.search("모델", facets=["month", "author"], facet_limit=3).facets
    assert set(facets) == {"month", "author"} and len(facets["author"].values) == 3
    assert facets["author"].distinct > 3
    explained = index.search("디퓨전", explain=True, weights={"similarity": 0})
    assert explained.understood and explained[0].explanation
    assert explained[0].score_parts.similarity == 0
    mechanisms = {row["name"] for row in nonmun.parameters()["mechanisms"]}
    assert index.search("디퓨전").expanded
    assert not index.search("디퓨전", without=mechanisms).expanded
    assert index.search(sort="date", limit=1)[0].date == index.info().last_day


def test_all_hits_come_page_by_page(index):
    one = [hit.id for hit in index.search("모델", limit=100)]
    assert len(one) > 20
    assert [hit.id for hit in index.iter_search("모델", page=7)] == one
    assert [hit.id for hit in index.iter_search("모델", page=7, limit=9)] == one[:9]
    assert [hit.id for hit in index.iter_search("모델", page=5, limit=5, offset=2)] == one[2:7]
    assert list(index.iter_search("모델", limit=0)) == []
    with pytest.raises(nonmun.UsageError):
        index.iter_search("모델", page=0)


def test_papers_and_what_is_like_them(index):
    paper = index.paper("https://arxiv.org/abs/1707.06347v2", query="강화학습")
    assert paper.title == "Proximal Policy Optimization Algorithms"
    assert paper.sources[0].line > 0 and paper.sections
    assert any(section.marks for section in paper.sections)
    assert index.paper("9999.99999") is None
    similar = index.similar("1707.06347", limit=3)
    assert len(similar) == 3 and "1707.06347" not in [hit.id for hit in similar]
    with pytest.raises(nonmun.UsageError):
        index.similar("9999.99999")


def test_completions_aliases_info_tokens(index):
    assert index.suggest("강화하", 3)[0].value.startswith("강화")
    assert index.suggest("강화하", 0) == ()
    for limit in (-1, 101, 2**70, 1.5, "3"):
        with pytest.raises(nonmun.UsageError):
            index.suggest("강", limit)
    assert isinstance(index.aliases("강화 학습"), tuple)
    info = index.info()
    assert info.papers == 67 and info.first_day < info.last_day
    assert [token.term for token in nonmun.analyze("모델의")][0] == "모델"


def test_every_cause_has_an_exception():
    header = (SOURCE / "indexer/include/nonmun/error.hpp").read_text(encoding="utf-8")
    body = re.search(r"enum class Cause[^{]*{(.*?)};", header, re.S)[1]
    assert set(re.findall(r"^  (\w+),", body, re.M)) == set(_errors.CAUSES)
    assert len(set(_errors.CAUSES.values())) == len(_errors.CAUSES)
    assert all(getattr(nonmun, kind.__name__) is kind for kind in _errors.CAUSES.values())
    assert type(_errors.error_of(65, '{"cause": "news"}')) is nonmun.BadInputError
    assert _errors.error_of(70, None).code == 70


def test_errors_say_what_happened(index, tmp_path):
    with pytest.raises(nonmun.QuerySyntaxError) as raised:
        index.search("모델 AND (", strict_query=True)
    assert raised.value.column > 1 and raised.value.cause == "query_syntax"
    copy = pickle.loads(pickle.dumps(raised.value))
    assert type(copy) is nonmun.QuerySyntaxError and vars(copy) == vars(raised.value)
    with pytest.raises(nonmun.NoIndexError) as raised:
        nonmun.Index(tmp_path / "nowhere")
    assert raised.value.code == 66 and str(tmp_path) in str(raised.value)
    with pytest.raises(nonmun.NoIndexError):
        nonmun.Index()
    with pytest.raises(nonmun.DeadlineError):
        index.search("모델", deadline=0)
    with pytest.raises(TimeoutError):
        index.similar("1707.06347", deadline=-1)
    assert index.search("모델", deadline=None).hits


@pytest.mark.parametrize("options", [
    {"limits": 1}, {"limit": "3"}, {"limit": 1.5}, {"limit": -1}, {"limit": float("nan")},
    {"limit": object()}, {"sort": "best"}, {"any": "yes"}, {"since": 2024}, {"deadline": "1"},
    {"since": "\ud800"}, {"since": "2024\0"}, {"facets": [1]}, {"without": "typos"},
    {"weights": {"similarity": "x"}}])  # fmt: skip
def test_invalid_options_are_errors_of_usage(index, options):
    with pytest.raises(nonmun.UsageError):
        index.search("모델", **options)


@pytest.mark.parametrize("query", ["a\0b", "\ud800", b"abc", None])
def test_invalid_texts_are_errors_of_usage(index, query):
    for call in (index.search, index.similar, index.paper, index.suggest, index.aliases,
                 nonmun.analyze):
        with pytest.raises(nonmun.UsageError):
            call(query)


def test_threads_search_at_the_same_time(index):
    expected = [hit.id for hit in index.search("디퓨전", limit=20)]
    answers = []

    def search():
        for _ in range(20):
            answers.append([hit.id for hit in index.search("디퓨전", limit=20)])

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 80 and all(answer == expected for answer in answers)


def test_a_request_ends_searches(index):
    cancel = nonmun.Cancel()
    assert index.search("모델", cancel=cancel).hits
    cancel.request()
    cancel.request()
    with pytest.raises(nonmun.CancelledError):
        index.search("모델", cancel=cancel)


def test_an_index_that_is_closed_refuses_calls(sample):
    index = nonmun.Index(sample)
    with index:
        assert index.search("모델")
    index.close()
    with pytest.raises(nonmun.UsageError):
        index.search("모델")


def test_closing_waits_for_calls_of_other_threads(sample):
    for _ in range(20):
        index = nonmun.Index(sample)
        failures = []

        def search(index=index, failures=failures):
            while True:
                try:
                    index.search("디퓨전 모델")
                except nonmun.UsageError:
                    return
                except BaseException as error:
                    failures.append(error)
                    return

        threads = [threading.Thread(target=search) for _ in range(3)]
        for thread in threads:
            thread.start()
        index.close()
        for thread in threads:
            thread.join()
        assert failures == []


def test_paths_may_have_any_bytes(tmp_path):
    for path in (b"\xff", "이름"):
        folder = tmp_path.__fspath__().encode() + b"/" + (path if isinstance(path, bytes) else
                                                         path.encode())
        with pytest.raises(nonmun.NoIndexError):
            nonmun.Index(folder)
    with pytest.raises(nonmun.UsageError):
        nonmun.Index("a\0b")
