"""``python -m workshop_app``: the same commands as ``workshop-app``."""

import sys

from workshop_app.cli import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # a frozen app that is asked to work beside another one does only that
    sys.exit(main())
