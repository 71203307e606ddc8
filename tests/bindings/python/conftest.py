import pathlib

import nonmun
import pytest

SOURCE = pathlib.Path(__file__).resolve().parents[3]
DIGESTS = SOURCE / "data" / "digests"


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The path of an index of the sample digests, which tests only read."""
    path = tmp_path_factory.mktemp("sample") / "index"
    nonmun.update(DIGESTS, path)
    return path


@pytest.fixture(scope="session")
def index(sample):
    with nonmun.Index(sample) as opened:
        yield opened


@pytest.fixture(autouse=True)
def environment(monkeypatch, tmp_path):
    """Nothing of the user who runs the tests."""
    monkeypatch.delenv("NONMUN_INDEX", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
