#!/usr/bin/env python3
"""Run a management command of Lectern."""

import os
import sys

from config.running import main

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main(sys.argv)
