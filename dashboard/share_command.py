"""``rasd share``: links to a shared dashboard, made, listed and revoked at the terminal."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from dashboard.access import Role
from dashboard.archive.database import ArchiveError, archive
from dashboard.sharing.addresses import link_to, network_address
from dashboard.sharing.links import Links
from dashboard.terminal import errors, table

DEFAULT_HOURS = 72.0

share_app = typer.Typer(help="Links to a dashboard that is shared with: rasd serve --share.", no_args_is_help=True)


class Visitors(StrEnum):
    """For whom a link can be made."""

    reader = "reader"
    reviewer = "reviewer"


def open_links() -> Links:
    """The links of the archive; leaves the program with a plain sentence where they cannot be read."""
    try:
        return Links(archive())
    except (ArchiveError, ValueError, OSError) as error:
        errors.print(str(error))
        raise typer.Exit(1) from None


@share_app.command("create")
def create(
    role: Annotated[Visitors, typer.Option(help="reader: sees everything, changes nothing; reviewer: saves and reviews, too.")] = Visitors.reader,
    hours: Annotated[float, typer.Option(help="How long the link opens the dashboard.")] = DEFAULT_HOURS,
    url: Annotated[str | None, typer.Option(metavar="ADDRESS", help="The dashboard's address, where it stands behind a proxy.")] = None,
) -> None:
    """Make a link and print it. Whoever has it gets in until it expires or is revoked."""
    links = open_links()
    try:
        link, key = links.make(Role[role], hours)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    base = url or f"http://{network_address() or '127.0.0.1'}:8501"
    typer.echo(link_to(f"{base.rstrip('/')}/", {}, key))
    errors.print(f"{role.value} link {link.id}, open until {_time(link.expires_at)}. To close it: rasd share revoke {link.id}")
    if url is None:
        errors.print("For another port, a certificate or a proxy, give the dashboard's address: --url https://…")


@share_app.command("list")
def list_links() -> None:
    """List the links made so far; the keys themselves are not shown again."""
    now = dt.datetime.now(dt.UTC)
    rows = [(link.id, link.role.name, _time(link.made_at), _time(link.expires_at), _state(link, now)) for link in open_links().all()]
    if rows:
        Console().print(table("Links", ("Id", "Role", "Made", "Expires", "State"), rows))
    else:
        errors.print("No links yet. To make one: rasd share create")


@share_app.command("revoke")
def revoke(link_id: Annotated[str, typer.Argument(metavar="ID", help="The id that rasd share list shows.")]) -> None:
    """Close a link at once and for good, for those who are in by it, too."""
    if not open_links().revoke(link_id):
        errors.print(f"There is no link {link_id}; rasd share list shows those that there are.")
        raise typer.Exit(1)
    errors.print(f"Link {link_id} is closed.")


def _state(link, now: dt.datetime) -> str:
    return "open" if link.open_at(now) else "revoked" if link.revoked_at else "expired"


def _time(time: dt.datetime) -> str:
    return f"{time.astimezone():%Y-%m-%d %H:%M}"
