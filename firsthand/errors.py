"""What Firsthand raises.

FirsthandError
├── InputError       nothing could be read, or a path is not there
├── UsageError       a combination of options that makes no sense
├── PageError        one page cannot be read; the pipeline turns it into a Failure
├── StoreError       the store file is not one of ours, newer than this program, or locked
└── WeightsError     the shipped weights are missing or damaged
"""

from __future__ import annotations


class FirsthandError(Exception):
    """The root of all errors that this package raises on purpose."""


class InputError(FirsthandError):
    """Nothing could be read, or a path is not there."""


class UsageError(FirsthandError):
    """A combination of options that makes no sense."""


class PageError(FirsthandError):
    """One page cannot be read; ``str()`` of it is the reason shown to the user."""


class StoreError(FirsthandError):
    """The store file is not one of ours, newer than this program, or locked."""


class WeightsError(FirsthandError):
    """The shipped weights are missing or damaged."""
