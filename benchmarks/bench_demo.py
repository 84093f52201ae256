"""How long the demo takes to build, and to serve."""

import json
import sys
import tempfile
import time
from pathlib import Path

from exempelby import command, serving, shown

MOST_SECONDS = 30


def main() -> int:
    """Build it in an empty folder and serve it; the bar is on building."""
    with tempfile.TemporaryDirectory(prefix="styrhjul-bench-") as temporary:
        folder = Path(temporary)
        began = time.monotonic()
        command(folder, "demo")
        built = time.monotonic() - began
        with serving(folder) as (_host, first):
            pass
        with serving(folder) as (_host, again):
            pass
    print(
        shown(
            [("build the demo", f"{built:.1f}"), ("serve it", f"{first:.1f}"), ("serve it again", f"{again:.1f}")],
            ("what", "s"),
        )
    )
    print(json.dumps({"build": round(built, 1), "serve": round(first, 1), "serve_again": round(again, 1)}))
    if built > MOST_SECONDS:
        print(f"The demo took {built:.0f} s to build, at most {MOST_SECONDS}.")
    return int(built > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
