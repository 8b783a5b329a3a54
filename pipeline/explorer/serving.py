"""gids explore: the folder of releases, served to the browser on this machine and to nobody else.

Belongs here: which page is opened, and the server. Does not belong here: what the pages hold.
"""

import os
import socket
import threading
import webbrowser
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from pipeline.errors import UserError
from pipeline.explorer import page
from pipeline.publishing import index

HOST = "127.0.0.1"
TEXT = "text/plain; charset=utf-8"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".wasm": "application/wasm",
    ".gz": "application/gzip",  # as it is: without Content-Encoding, the page unpacks it
    ".parquet": "application/vnd.apache.parquet",
    ".duckdb": "application/vnd.duckdb",
}
"""Content type by ending, the same on every system; all else in a release is text."""


def first_page(releases: Path, name: str, version: str | None = None) -> str:
    """Path of the page to open: of `version`, else of the newest that is not withdrawn.

    Raises UserError if there is no such version, or it has no page; tells which have one.
    """
    listed = index.read(releases, name)
    entry = listed.newest_valid if version is None else listed.entry(version)
    if entry is None:
        raise UserError(f"{releases}: no release that may be used yet; make one with gids release")
    if (releases / entry.version / page.FILE).is_file():
        return f"{entry.version}/{page.FILE}"
    having = [e.version for e in listed.releases if (releases / e.version / page.FILE).is_file()]
    raise UserError(
        f"version {entry.version} has no page to explore ({page.FILE}); "
        + (f"these have one: {', '.join(having)}" if having else "none has one yet")
    )


def listening(port: int = 0) -> socket.socket:
    """A socket that listens on this machine's own address; 0 takes a free port.

    Raises UserError if the port cannot be had.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((HOST, port))
        found.listen()
    except OSError as error:
        found.close()
        raise UserError(
            f"port {port} of {HOST}: {error.strerror}; name another with --port, or none"
        ) from None
    return found


def address(listener: socket.socket, path: str) -> str:
    """Where a browser finds the page."""
    return f"http://{HOST}:{listener.getsockname()[1]}/{path}"


def application(releases: Path, start: str) -> Starlette:
    """What is below `releases`, and nothing else; `start` is the page for who asks for none.

    Answers only who asks for this machine by its own name, so that no other web site can have its
    own name point here and read along.
    """

    def to_start(_: Request) -> Response:
        return RedirectResponse(f"/{start}")

    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])
    routes = [Route("/", to_start), Mount("/", _Files(directory=releases, html=True))]
    return Starlette(routes=routes, middleware=[hosts])


def serve(releases: Path, listener: socket.socket, start: str, *, browser: bool) -> None:
    """Serve until interrupted, opening the browser at `start` if asked to; then return."""
    if browser:  # in a thread: one that runs in the terminal would keep the server from its work
        opening = threading.Thread(target=webbrowser.open, args=[address(listener, start)])
        opening.daemon = True
        opening.start()
    settings = uvicorn.Config(
        application(releases, start),
        log_level="warning",
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
    try:
        uvicorn.Server(settings).run(sockets=[listener])
    except KeyboardInterrupt:
        return
    finally:
        listener.close()


class _Files(StaticFiles):
    """Files with the content type of TYPES, which browsers must not guess to be another."""

    def file_response(
        self, full_path: Any, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The answer for one file."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["content-type"] = TYPES.get(Path(full_path).suffix, TEXT)
        response.headers["x-content-type-options"] = "nosniff"
        return response
