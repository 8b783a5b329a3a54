"""gids explore serves the releases to this machine alone, as they are, until it is interrupted."""

import http.client
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from pipeline.errors import UserError
from pipeline.explorer import serving
from pipeline.publishing import index
from tests.builders import PROVENANCE, TODAY, build_tables

NAME = "gids-discourse"
BYTES = bytes(range(256)) * 40


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that only looks like one of releases."""
    folder = tmp_path_factory.mktemp("served") / "releases"
    for path in ("0.1.0/gids-discourse.duckdb", "0.1.0/parquet/quotes.parquet", "w/x.wasm.gz"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(BYTES)
    (folder / "0.1.0/index.html").write_text("<title>First</title>", encoding="utf-8")
    (folder / "0.1.0/README.md").write_text("“Read me”", encoding="utf-8")
    (folder / "w/duckdb.js").write_text("1", encoding="utf-8")
    (folder.parent / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "0.1.0/out").symlink_to(folder.parent / "secret.txt")
    return folder


@pytest.fixture(scope="module")
def port(releases: Path) -> Iterator[int]:
    listener = serving.listening()
    application = serving.application(releases, "0.1.0/index.html")
    server = uvicorn.Server(uvicorn.Config(application, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, args=[[listener]])
    thread.start()
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join()
    listener.close()


def got(
    port: int, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    found = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    connection.close()
    return found


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/0.1.0/index.html", "text/html; charset=utf-8"),
        ("/0.1.0/README.md", "text/plain; charset=utf-8"),
        ("/0.1.0/gids-discourse.duckdb", "application/vnd.duckdb"),
        ("/0.1.0/parquet/quotes.parquet", "application/vnd.apache.parquet"),
        ("/w/duckdb.js", "text/javascript; charset=utf-8"),
        ("/w/x.wasm.gz", "application/gzip"),
    ],
)
def test_files_come_as_they_are_with_their_type(
    port: int, releases: Path, path: str, kind: str
) -> None:
    status, headers, body = got(port, path)
    assert (status, headers["content-type"], headers["x-content-type-options"]) == (
        200,
        kind,
        "nosniff",
    )
    assert body == (releases / path[1:]).read_bytes()
    assert "content-encoding" not in headers


def test_a_range_of_the_database_can_be_read(port: int) -> None:
    status, headers, body = got(port, "/0.1.0/gids-discourse.duckdb", Range="bytes=100-199")
    assert (status, body) == (206, BYTES[100:200])
    assert headers["content-range"] == f"bytes 100-199/{len(BYTES)}"


def test_who_asks_for_no_page_gets_the_first(port: int) -> None:
    status, headers, _ = got(port, "/")
    assert (status, headers["location"]) == (307, "/0.1.0/index.html")


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/0.1.0/../../secret.txt", "/0.1.0/out", "/none"],
)
def test_nothing_outside_of_the_folder_is_served(port: int, path: str) -> None:
    status, _, body = got(port, path)
    assert status == 404
    assert b"secret" not in body


def test_it_answers_to_its_own_names_only(port: int) -> None:
    for host in ("localhost", f"127.0.0.1:{port}"):
        assert got(port, "/0.1.0/index.html", Host=host)[0] == 200
    status, _, body = got(port, "/0.1.0/index.html", Host="rebound.example")
    assert status == 400
    assert b"First" not in body


def test_nothing_can_be_written(port: int) -> None:
    for method in ("PUT", "POST", "DELETE"):
        assert got(port, "/0.1.0/index.html", method)[0] == 405


def test_it_listens_on_this_machine_alone() -> None:
    with serving.listening() as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_a_port_in_use_is_told() -> None:
    with serving.listening() as listener:
        port = listener.getsockname()[1]
        with pytest.raises(UserError, match=rf"port {port} .*name another with --port"):
            serving.listening(port)


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Two versions by their look; the first has no page."""
    for version in ("0.1.0", "0.2.0"):
        (tmp_path / version).mkdir()
    (tmp_path / "0.2.0" / "index.html").touch()
    return tmp_path


def listed(*versions: str, withdrawn: str = "") -> index.Index:
    entries = tuple(
        index.Entry.model_construct(version=each, withdrawn=each == withdrawn) for each in versions
    )
    return index.Index.model_construct(name=NAME, releases=entries)


def test_the_newest_version_that_is_not_withdrawn_is_opened(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "read", lambda *_: listed("0.1.0", "0.2.0"))
    assert serving.first_page(two, NAME) == "0.2.0/index.html"
    (two / "0.1.0" / "index.html").touch()
    assert serving.first_page(two, NAME, "0.1.0") == "0.1.0/index.html"
    monkeypatch.setattr(index, "read", lambda *_: listed("0.1.0", "0.2.0", withdrawn="0.2.0"))
    assert serving.first_page(two, NAME) == "0.1.0/index.html"


def test_a_version_without_a_page_names_those_that_have_one(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "read", lambda *_: listed("0.1.0", "0.2.0"))
    with pytest.raises(UserError, match=r"0\.1\.0 has no page .*these have one: 0\.2\.0"):
        serving.first_page(two, NAME, "0.1.0")
    with pytest.raises(UserError, match=r"no version 9\.9\.9; published: 0\.1\.0, 0\.2\.0"):
        serving.first_page(two, NAME, "9.9.9")
    monkeypatch.setattr(index, "read", lambda *_: listed("0.1.0"))
    with pytest.raises(UserError, match="none has one yet"):
        serving.first_page(two, NAME)


def test_without_releases_it_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no release that may be used yet; make one"):
        serving.first_page(tmp_path / "releases", NAME)


def test_the_browser_is_opened_at_the_page(releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    asked = threading.Event()
    monkeypatch.setattr(serving.webbrowser, "open", lambda at: (opened.append(at), asked.set()))

    def interrupted(*_: object, **__: object) -> None:
        assert asked.wait(10)
        raise KeyboardInterrupt

    monkeypatch.setattr(uvicorn.Server, "run", interrupted)
    listener = serving.listening()
    port = listener.getsockname()[1]
    serving.serve(releases, listener, "0.1.0/index.html", browser=True)
    assert opened == [f"http://127.0.0.1:{port}/0.1.0/index.html"]


def test_ctrl_c_ends_the_command_quietly(tmp_path: Path) -> None:
    from pipeline.publishing.release import publish

    publish(build_tables(), tmp_path / "releases", today=TODAY, provenance=PROVENANCE)
    command = [sys.executable, "-c", "from pipeline.cli import main; main()"]
    command += ["explore", "--releases", str(tmp_path / "releases"), "--no-browser"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert run.stdout is not None
    address = run.stdout.readline().strip()
    port = int(address.split(":")[2].split("/")[0])
    assert address == f"http://127.0.0.1:{port}/0.1.0/index.html"
    assert got(port, "/0.1.0/index.html")[0] == 200
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=20)
    assert (run.returncode, errors) == (0, "")
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))
