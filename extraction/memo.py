"""What a function gives for each written form, found once: texts are made of few forms that come again and again"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Found = TypeVar("Found")


class Memo(dict[Key, Found]):
    """The results of ``find`` by its argument: ``memo[form]`` calls it at the first look-up only.

    Emptied when it holds ``most`` results. A result must not depend on anything but the argument, and must not be changed.

    >>> lengths = Memo(len)
    >>> lengths["مدنيين"], list(lengths)
    (6, ['مدنيين'])
    """

    __slots__ = ("find", "most")

    def __init__(self, find: Callable[[Key], Found], most: int = 65_536):
        super().__init__()
        self.find, self.most = find, most

    def __missing__(self, key: Key) -> Found:
        found = self.find(key)
        if len(self) >= self.most:
            self.clear()
        self[key] = found
        return found
