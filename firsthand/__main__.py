"""``python -m firsthand``: the same as the command ``firsthand``."""

from __future__ import annotations

from firsthand.cli import main

if __name__ == "__main__":
    main()
