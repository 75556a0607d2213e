"""``rasd serve``: the dashboard, for this computer alone or shared."""

from __future__ import annotations

import os
import socket
import threading
import webbrowser
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from dashboard.access import Role
from dashboard.readers import settings as file_limits
from dashboard.sharing.addresses import VARIABLE, link_to, network_address
from dashboard.terminal import errors

HOST = "127.0.0.1"
DEFAULT_PORT = 8501
PORTS_TRIED = 20
OWNER_HOURS = 7 * 24
"""How long the link lasts that a shared dashboard opens for its owner; each start makes a new one."""
OPEN_SECONDS = 3.0
"""When the owner's browser is opened: the server answers by then."""

Port = Annotated[
    int | None,
    typer.Option(min=1, max=65535, help=f"Port to listen on; {DEFAULT_PORT} or the next free one if not given."),
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open a browser window.")]


def serve(
    port: Port = None,
    no_browser: NoBrowser = False,
    share: Annotated[bool, typer.Option("--share", help="Listen on the network, too; nobody gets in without a link.")] = False,
    certfile: Annotated[Path | None, typer.Option(metavar="PEM", exists=True, dir_okay=False, help="Certificate, for https.")] = None,
    keyfile: Annotated[Path | None, typer.Option(metavar="PEM", exists=True, dir_okay=False, help="The certificate's key.")] = None,
    url: Annotated[str | None, typer.Option(metavar="ADDRESS", help="The address that visitors use, behind a proxy.")] = None,
) -> None:
    """Open the dashboard in the browser. It answers to this computer only, unless it is shared."""
    from streamlit.web import cli as streamlit  # half a second to import, and not needed to read files

    if (certfile is None) != (keyfile is None):
        raise typer.BadParameter("--certfile and --keyfile belong together.")
    if not share and (certfile or url):
        raise typer.BadParameter("--certfile, --keyfile and --url belong to a shared dashboard: add --share.")
    chosen = _free_port(port)
    if port is None and chosen != DEFAULT_PORT:
        errors.print(f"Port {DEFAULT_PORT} is taken; using {chosen} instead.")
    # As flags, which stand above the user's environment and Streamlit settings: these must hold. Looks and limits are
    # in .streamlit/config.toml beside the app.
    settings = {
        "server.address": "0.0.0.0" if share else HOST,  # noqa: S104
        "server.port": chosen,
        "server.headless": str(no_browser or share).lower(),
        "server.showEmailPrompt": "false",
        "server.enableCORS": "true",
        "server.enableXsrfProtection": "true",
        "server.maxUploadSize": file_limits.MAX_FILE_BYTES // 1_000_000,
        "client.showErrorDetails": "none",
        "browser.gatherUsageStats": "false",
    }
    if certfile is not None and keyfile is not None:
        settings |= {"server.sslCertFile": str(certfile.resolve()), "server.sslKeyFile": str(keyfile.resolve())}
    if share:
        # Named, so that Streamlit does not ask another machine for this one's address.
        settings["browser.serverAddress"] = network_address() or HOST
        path = urlsplit(url or "").path.strip("/")
        settings["server.baseUrlPath"] = path
        _share(f"{'https' if certfile else 'http'}://{{}}:{chosen}/{path}".rstrip("/"), url, no_browser)
    script = Path(__file__).with_name("shared_app.py" if share else "app.py")
    streamlit.main(["run", str(script), *(f"--{name}={value}" for name, value in settings.items())], prog_name="rasd")


def _share(address: str, url: str | None, no_browser: bool) -> None:
    """Make the owner's own link, print it, and open it in the browser once the server answers. ``address`` lacks its host."""
    from dashboard.share_command import open_links  # brings the database, which takes as long as all else to import

    os.environ[VARIABLE] = url or address.format(network_address() or HOST)
    _, key = open_links().make(Role.owner, OWNER_HOURS)
    own = link_to(f"{address.format(HOST)}/", {}, key)
    typer.echo(f"Your own link, for this computer; keep it to yourself:\n  {own}")
    typer.echo("To let others in, make them links: in the dashboard (Share), or with: rasd share create")
    if own.startswith("http:") and url is None:
        errors.print("Without a certificate the network can read along; see --certfile and --keyfile.")
    if not no_browser:
        threading.Timer(OPEN_SECONDS, webbrowser.open, [own]).start()


def _free_port(asked: int | None) -> int:
    """The port asked for, or the first free one from the default on; exits with a plain sentence when taken."""
    candidates = [asked] if asked is not None else range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TRIED)
    for port in candidates:
        with socket.socket() as probe:
            if os.name == "posix":  # as the server does: a port closed a moment ago is free (on Windows: a taken one too)
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
        return port
    which = f"Port {asked} is" if asked is not None else f"Ports {candidates[0]} to {candidates[-1]} are"
    errors.print(f"{which} taken or not allowed; choose another: rasd serve --port NUMBER")
    raise typer.Exit(1)
