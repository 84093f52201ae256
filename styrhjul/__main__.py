"""`python -m styrhjul`, the same as the command `styrhjul`."""

import sys

from styrhjul.config.cli import main

if __name__ == "__main__":  # the web server's processes import this file under another name
    sys.exit(main())
