"""Commands whose modules are imported when they are called, so that none waits for the libraries of another."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup


class Later(NamedTuple):
    """A command: where its function, or the `typer.Typer` of its subcommands, is («module:name»), and what ``--help`` says of it."""

    where: str
    help: str

    def load(self) -> object:
        """The function or application."""
        module, _, name = self.where.partition(":")
        return getattr(import_module(module), name)


def lazy_group(commands: Mapping[str, Later]) -> type[TyperGroup]:
    """A kind of group that has these commands beside those that are registered with it."""

    class LazyGroup(TyperGroup):
        def list_commands(self, ctx: Any) -> list[str]:
            return [*super().list_commands(ctx), *commands]

        def get_command(self, ctx: Any, cmd_name: str) -> Any:
            later = commands.get(cmd_name)
            return super().get_command(ctx, cmd_name) if later is None else _LazyCommand(cmd_name, later)

    return LazyGroup


class _LazyCommand(TyperCommand):
    """Stands in a list of commands for one that is imported when it is called."""

    def __init__(self, name: str, later: Later) -> None:
        super().__init__(name, help=later.help)
        self._later = later

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """The context of the command itself, which the group then runs."""
        found = self._later.load()
        if isinstance(found, typer.Typer):
            command = typer.main.get_group(found)
        else:
            alone = typer.Typer(add_completion=False, pretty_exceptions_show_locals=False)
            alone.command(self.name)(found)
            command = typer.main.get_command(alone)
        return command.make_context(info_name, args, parent, **extra)
