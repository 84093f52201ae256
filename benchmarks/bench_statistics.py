"""Pages that ask the national statistics, with as many values loaded as there are: against the bars.

    bench_statistics.py [FILE]

FILE holds the values (Parquet or CSV, as `styrhjul stats load` takes them); without one they are made up.
"""

import sys

from exempelby import within

if __name__ == "__main__":
    sys.exit(within("measure_statistics.py"))
