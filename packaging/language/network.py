"""The network: a small encoder of sentences with one head for names and heads for tags, lemmas and the parse.

The encoder is all-MiniLM-L6-v2's (BERT, uncased, 6 layers of 384). Word shapes go in where BERT has its
segment ids. Of each word the first piece is read; the start mark stands for the root of the parse.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from studyapp.language.model.pieces import SHAPES

LAYERS, WIDTH, HEADS = 6, 384, 12
ARC_WIDTH, RELATION_WIDTH = 256, 96
_EPSILON = 1e-12  # of layer norm, as in BERT


class Sizes(NamedTuple):
    """How many classes each head has."""

    names: int
    universal: int
    tags: int
    lemmas: int
    relations: int


class Scores(NamedTuple):
    """What the heads give for sentences of `w` words: (b, w, classes), arcs (b, w, 1 + w), vectors."""

    names: Tensor
    universal: Tensor
    tags: Tensor
    lemmas: Tensor
    arcs: Tensor
    dependents: Tensor
    governors: Tensor


class _Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, _EPSILON)
        self.wide, self.narrow = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, _EPSILON)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.reshape(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        if torch.onnx.is_in_onnx_export():  # spelt out, as ONNX Runtime knows it and fuses it
            weights = torch.softmax(query @ key.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + mask, -1)
            seen = weights @ value
        else:
            seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        x = self.attended_norm(x + self.attended(seen.transpose(1, 2).reshape(batch, length, WIDTH)))
        result: Tensor = self.norm(x + self.narrow(functional.gelu(self.wide(x))))
        return result


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, sizes: Sizes, vocabulary: int, positions: int) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.position = nn.Embedding(positions, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, _EPSILON)
        self.layers = nn.ModuleList(_Layer() for _ in range(LAYERS))
        self.dropout, self.dropout_wide = nn.Dropout(0.1), nn.Dropout(0.25)
        self.names, self.universal = nn.Linear(WIDTH, sizes.names), nn.Linear(WIDTH, sizes.universal)
        self.tags, self.lemmas = nn.Linear(WIDTH, sizes.tags), nn.Linear(WIDTH, sizes.lemmas)
        self.arc_dependent, self.arc_governor = nn.Linear(WIDTH, ARC_WIDTH), nn.Linear(WIDTH, ARC_WIDTH)
        self.arc = nn.Parameter(torch.zeros(ARC_WIDTH + 1, ARC_WIDTH))
        self.dependent, self.governor = nn.Linear(WIDTH, RELATION_WIDTH), nn.Linear(WIDTH, RELATION_WIDTH)
        self.relation = nn.Parameter(torch.zeros(sizes.relations, RELATION_WIDTH + 1, RELATION_WIDTH + 1))
        for head in (self.names, self.universal, self.tags, self.lemmas):
            nn.init.normal_(head.weight, 0, 0.02)
            nn.init.zeros_(head.bias)

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> Scores:
        """Take (b, pieces) ids, shapes and mask, and (b, words) first pieces."""
        seen = self.encode(pieces, shapes, mask)
        words = self.dropout(seen.gather(1, first.unsqueeze(-1).expand(-1, -1, WIDTH)))
        with_root = torch.cat([seen[:, :1], words], 1)

        def wide(layer: nn.Linear, x: Tensor) -> Tensor:
            result: Tensor = self.dropout_wide(functional.gelu(layer(x)))
            return result

        dependents = wide(self.arc_dependent, words)
        governors = wide(self.arc_governor, with_root)
        arcs = _with_one(dependents) @ self.arc @ governors.transpose(1, 2)
        return Scores(
            self.names(words), self.universal(words), self.tags(words), self.lemmas(words), arcs,
            wide(self.dependent, words), wide(self.governor, with_root),
        )  # fmt: skip

    def encode(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Return what the encoder makes of the pieces: (b, pieces, width)."""
        places = self.position.weight[: pieces.shape[1]].unsqueeze(0)
        x = self.norm(self.word(pieces) + places + self.shape(shapes))
        blocked = (1.0 - mask.unsqueeze(1).unsqueeze(2).to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, blocked)
        return x

    def relations(self, dependents: Tensor, governors: Tensor) -> Tensor:
        """Return (n, relations) scores for n pairs of a word and its head, each (n, RELATION_WIDTH)."""
        scored = torch.einsum("ni,rij->nrj", _with_one(dependents), self.relation)
        return (scored * _with_one(governors).unsqueeze(1)).sum(-1)


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def load_encoder(network: Network, weights: dict[str, Tensor]) -> None:
    """Put the pretrained weights of a BERT of the same sizes into the encoder."""
    shapes = weights["embeddings.token_type_embeddings.weight"][:1].repeat(SHAPES, 1)
    shapes[1:] += 0.02 * torch.randn(SHAPES - 1, WIDTH)
    own = {
        "word.weight": weights["embeddings.word_embeddings.weight"],
        "position.weight": weights["embeddings.position_embeddings.weight"],
        "shape.weight": shapes,
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    names = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "attended": "attention.output.dense", "attended_norm": "attention.output.LayerNorm",
        "wide": "intermediate.dense", "narrow": "output.dense", "norm": "output.LayerNorm",
    }  # fmt: skip
    for layer in range(LAYERS):
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                own[f"layers.{layer}.{ours}.{part}"] = weights[f"encoder.layer.{layer}.{theirs}.{part}"]
    missing, unexpected = network.load_state_dict(own, strict=False)
    if unexpected or any(name.startswith(("word", "layers", "position")) for name in missing):
        message = f"not the encoder that was expected: {missing} {unexpected}"
        raise ValueError(message)
