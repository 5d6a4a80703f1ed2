"""Story -> what a reader sees: the account and its timeline, wording and omissions. Pure functions.

Everything that comes in counts code points of Article.text; everything that goes out counts those of the source file.
Nothing here reads a file or decides what is true; what was joined, chained or counted was decided before.
"""

from firsthand.views.account import account
from firsthand.views.omissions import omissions
from firsthand.views.timeline import timeline
from firsthand.views.wording import wording

__all__ = ["account", "omissions", "timeline", "wording"]
