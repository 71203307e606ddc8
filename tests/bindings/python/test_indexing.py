"""update() and IndexWriter."""

import datetime

import nonmun
import pytest
from conftest import DIGESTS

BOATS = dict(id="x:boats-1", title="Tiny Boats", listed=datetime.date(2025, 5, 9),
             abstract="강화학습으로 작은 배를 조종하는 방법.")


def papers(path):
    try:
        with nonmun.Index(path) as index:
            return index.info().papers
    except nonmun.NoIndexError:
        return 0


def test_update_reports(tmp_path):
    path = tmp_path / "index"
    heard, warnings = [], []
    source = tmp_path / "more.jsonl"
    source.write_text('{"id": 1}\n', encoding="utf-8")
    report = nonmun.update([DIGESTS, source], path, progress=heard.append, warning=warnings.append)
    assert report.published and report.documents == report.added == 67
    assert report.previous_generation is None and report.generation
    assert report.rejects[0].file.endswith("more.jsonl") and report.rejects[0].line == 1
    assert any("more.jsonl:1" in warning for warning in warnings)
    assert {"read", "index", "publish"} <= {event.phase for event in heard}
    assert report.phases and report.seconds > 0
    again = nonmun.update(str(DIGESTS), path)
    assert not again.published and again.generation == report.generation


def test_update_refuses(tmp_path):
    path = tmp_path / "index"
    source = tmp_path / "bad.jsonl"
    source.write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(nonmun.BadInputError):
        nonmun.update(source, path)
    with pytest.raises(nonmun.RejectsError):
        nonmun.update([DIGESTS, source], path, strict=True)
    with pytest.raises(nonmun.StorageError):
        nonmun.update(tmp_path / "nowhere", path)
    for options in ({"jobs": -1}, {"max_drop_percent": 200}, {"prune": "yes"}):
        with pytest.raises(nonmun.UsageError):
            nonmun.update(DIGESTS, path, **options)
    with pytest.raises(nonmun.UsageError):
        nonmun.update([], path)
    assert papers(path) == 0


def test_what_a_listener_raises_ends_the_update(tmp_path):
    def interrupt(_):
        raise KeyboardInterrupt

    path = tmp_path / "index"
    with pytest.raises(KeyboardInterrupt):
        nonmun.update(DIGESTS, path, progress=interrupt)
    assert papers(path) == 0
    cancel = nonmun.Cancel()
    with pytest.raises(nonmun.CancelledError):
        nonmun.update(DIGESTS, path, progress=lambda _: cancel.request(), cancel=cancel)
    assert papers(path) == 0


def test_a_writer_commits_at_the_end(tmp_path):
    path = tmp_path / "index"
    with nonmun.IndexWriter(path, "mine", max_drop_percent=100) as writer:
        writer.add(**BOATS)
        writer.add({"id": "x:2", "title": "Two", "listed": "2025-05-10"}, abstract="둘.")
        assert papers(path) == 0
    assert writer.report.added == 2 and papers(path) == 2
    with nonmun.Index(path) as index:
        assert index.search("강화학습")[0].id == "x:boats-1"
    with nonmun.IndexWriter(path, "mine", max_drop_percent=100) as writer:
        assert writer.remove("x:boats-1") and not writer.remove("x:none")
    assert writer.report.removed == 1 and papers(path) == 1
    with pytest.raises(nonmun.UsageError):
        writer.add(**BOATS)


def test_a_writer_forgets_after_an_exception(tmp_path):
    path = tmp_path / "index"
    with pytest.raises(ZeroDivisionError):
        with nonmun.IndexWriter(path, "mine") as writer:
            writer.add(**BOATS)
            1 // 0
    assert papers(path) == 0


def test_a_writer_refuses_what_is_not_a_paper(tmp_path):
    with nonmun.IndexWriter(tmp_path / "index", "mine") as writer:
        writer.add(**BOATS)
        with pytest.raises(nonmun.BadInputError):
            writer.add(id="x:2", title="No day")
        with pytest.raises(nonmun.UsageError):
            writer.add(id="x:2", title=object())
        with pytest.raises(nonmun.UsageError):
            writer.add(id="x:2", title="\ud800")
        assert writer.commit().added == 1
        writer.add(**{**BOATS, "id": "x:3"})
        writer.rollback()
        cancel = nonmun.Cancel()
        cancel.request()
        writer.add(**{**BOATS, "id": "x:4"})
        with pytest.raises(nonmun.CancelledError):
            writer.commit(cancel)
        assert writer.commit().added == 1
    assert papers(tmp_path / "index") == 2
    with pytest.raises(nonmun.UsageError):
        nonmun.IndexWriter(tmp_path / "index", "/mine")


def test_an_open_index_follows_a_writer(tmp_path):
    path = tmp_path / "index"
    with nonmun.IndexWriter(path, "mine") as writer:
        writer.add(**BOATS)
        first = writer.commit()
        with nonmun.Index(path) as index:
            assert index.search("배를").generation == first.generation
            writer.add(id="x:2", title="More Boats", listed="2025-05-10", abstract="배를 더.")
            second = writer.commit()
            results = index.search("배를")
            assert results.generation == second.generation and results.listed == 2
