"""Whether two reports are two voices. Whether they agree is not asked here."""

from __future__ import annotations

from firsthand.merge.reports import Report


def apart(one: Report, other: Report) -> bool:
    """Whether two reports are two voices: two speakers, a speaker and a page, or two pages; none inside the other."""
    if one.page != other.page:
        return one.speaker is None or one.speaker != other.speaker
    if any(a.overlaps(b) for a in one.spans for b in other.spans):
        return False
    if one.voice and other.voice and (one.voice.id == other.voice.id or one.voice.inside == other.voice.id):
        return False
    if (one.speaker is None or other.speaker is None) and one.sentence == other.sentence:
        return False
    if one.speaker is not None or other.speaker is not None:
        return one.speaker != other.speaker
    return one.voice is not None or other.voice is not None
