"""Sentence vectors of the published weights, which ours are trained to agree with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import normalize

from firsthand.encoder import CLS, SEP
from training.batches import Batch
from training.model import Reader

AT_ONCE = 128


class Teacher:
    """all-MiniLM-L6-v2 as published: mean of the last layer over all pieces, normalised."""

    def __init__(self, published: Path) -> None:
        self.model = Reader()
        self.model.load_published(published)
        torch.nn.init.zeros_(self.model.shape.weight)
        self.model.eval()

    def vectors(self, ready: Sequence[Batch]) -> dict[int, Tensor]:
        """For each batch with contents, by its place: vectors (contents, 384)."""
        runs: dict[tuple[int, ...], int] = {}
        owners: list[tuple[int, int]] = []
        for i, batch in enumerate(ready):
            for row, start, end in batch.spans:
                places = batch.first[row]
                known = int(batch.words[row].sum())
                stop = int(places[end]) if end < known else int(batch.mask[row].sum()) - 1
                run = tuple(batch.pieces[row, int(places[start]) : stop].tolist())
                owners.append((i, runs.setdefault(run, len(runs))))
        order = sorted(runs, key=len)
        found: dict[int, Tensor] = {}
        for at in range(0, len(order), AT_ONCE):
            chosen = order[at : at + AT_ONCE]
            found.update(zip((runs[run] for run in chosen), self._encode(chosen), strict=True))
        by_batch: dict[int, list[Tensor]] = {}
        for owner, run_number in owners:
            by_batch.setdefault(owner, []).append(found[run_number])
        return {owner: torch.stack(rows) for owner, rows in by_batch.items()}

    @torch.no_grad()
    def _encode(self, runs: Sequence[tuple[int, ...]]) -> Tensor:
        size = max(map(len, runs)) + 2
        pieces, mask = (torch.zeros((len(runs), size), dtype=torch.long) for _ in range(2))
        for row, run in enumerate(runs):
            pieces[row, : len(run) + 2] = torch.tensor([CLS, *run, SEP])
            mask[row, : len(run) + 2] = 1
        hidden = self.model.states(pieces, torch.zeros_like(pieces), mask)[-1]
        weights = mask[..., None].float()
        return normalize((hidden * weights).sum(1) / weights.sum(1), dim=1)
