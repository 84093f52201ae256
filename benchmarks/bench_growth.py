"""Every page of the demo asks as many SQL queries with ten times the data."""

import sys

from exempelby import within

if __name__ == "__main__":
    sys.exit(within("measure_growth.py"))
