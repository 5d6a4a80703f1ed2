"""The page to look at: an account as one HTML file that needs no network and runs no code but its own. No logic."""

from firsthand.web.page import page

__all__ = ["page"]
