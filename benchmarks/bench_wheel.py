"""Every wheel that a shipped model draws, and fifty that a model could: size and time to draw, against the bars."""

import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from styrhjul.engine.drawing.wheel import draw_wheel
from styrhjul.engine.packs import loader
from tests.engine.drawing.wheel_models import any_wheel, shipped_wheel

MOST_BYTES, MOST_MS = 30_000, 50.0
SIZES = ("full", "print", "phone", "multiple", "mini")
ROUNDS = 5


def measured(drawing, size):
    """Return bytes and milliseconds of processor time: the best of some rounds."""
    times = []
    for _round in range(ROUNDS):
        began = process_time()
        drawn = draw_wheel(drawing, size)
        times.append((process_time() - began) * 1000)
    return len(drawn.encode()), min(times)


def main():
    wheels = {key: shipped_wheel(key) for key in loader.shipped_keys()} | {
        f"any {seed}": any_wheel(seed) for seed in range(50)
    }
    worst = dict.fromkeys(SIZES, (0, 0.0))
    for name, drawing in wheels.items():
        found = {size: measured(drawing, size) for size in SIZES}
        print(
            f"{name:12}",
            "  ".join(f"{size} {count / 1000:5.1f} kB {ms:5.1f} ms" for size, (count, ms) in found.items()),
        )
        worst = {size: tuple(map(max, worst[size], found[size])) for size in SIZES}
    print(
        f"{'worst':12}", "  ".join(f"{size} {count / 1000:5.1f} kB {ms:5.1f} ms" for size, (count, ms) in worst.items())
    )
    within = all(count <= MOST_BYTES and ms <= MOST_MS for count, ms in worst.values())
    print(f"bars: {MOST_BYTES / 1000:.0f} kB, {MOST_MS:.0f} ms: {'kept' if within else 'NOT KEPT'}")
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
