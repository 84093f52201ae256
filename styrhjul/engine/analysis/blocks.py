"""Many rows worked through in blocks that stay in the processor's cache, two at a time."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

THREADS = 2
Answer = TypeVar("Answer")
Part = TypeVar("Part")


def blocks(count: int, size: int, begin: int = 0) -> list[slice]:
    """Cut `count` rows into blocks of `size`, the last one perhaps smaller.

    Examples
    --------
    >>> blocks(5, 2)
    [slice(0, 2, None), slice(2, 4, None), slice(4, 5, None)]

    """
    return [slice(at, min(at + size, count)) for at in range(begin, count, size)]


def length(part: slice) -> int:
    """Count what a slice holds."""
    return int(part.stop - part.start)


def even_blocks(count: int, size: int) -> list[slice]:
    """Cut `count` rows into as few blocks of at most `size` as there must be, all about as large.

    Examples
    --------
    >>> even_blocks(5, 4)
    [slice(0, 3, None), slice(3, 5, None)]

    """
    number = max(-(-count // size), 1)
    return blocks(count, max(-(-count // number), 1))


def in_threads(work: Callable[[Part], Answer], parts: Sequence[Part], threads: int = THREADS) -> list[Answer]:
    """Do a work for each part, several at once, and list the answers; what the first failing one raises is raised.

    Parameters
    ----------
    work : callable
        Writes its answer where nobody else writes. Array operations let go of the interpreter while they compute.
    parts : sequence
        As from `blocks`, or what else the work is done for.
    threads : int
        How many at once.

    """
    if threads == 1 or len(parts) < 2:
        return [work(part) for part in parts]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, parts))
