"""Every page of the demo: SQL queries, server time and sizes, against the bars."""

import sys

from exempelby import within

if __name__ == "__main__":
    sys.exit(within("measure_pages.py"))
