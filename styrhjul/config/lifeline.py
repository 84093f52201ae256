"""A web process lives exactly as long as the process that started it."""

from __future__ import annotations

import multiprocessing
import os
import threading


def end_with_parent() -> None:
    """End this process when, and only when, its parent ends it or is gone; without such a parent, do nothing.

    A web process that outlived its parent would hold the port without anybody to stop it. Ctrl+C in a terminal
    reaches every process of the group; the web process leaves the group, for it is the parent that ends it, once.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    os.setsid()

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
