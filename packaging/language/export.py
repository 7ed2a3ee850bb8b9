"""Make of a trained network what the program ships: an int8 ONNX graph, its classes, vocabulary and hashes.

    python packaging/language/export.py --work DIR --out resources/language [--keep-narrow]

`--keep-narrow` leaves the second product of each feed-forward part in fp32: it is what int8 hurts most
(10 MB more).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import onnx
import torch
from network import Network, Sizes
from onnxruntime.quantization import QuantType, quantize_dynamic
from train import read_vocabulary

_INPUTS = ("pieces", "shapes", "mask", "first")
_OUTPUTS = ("names", "universal", "tags", "lemmas", "arcs", "dependents", "governors")
_OPSET = 17


def load_network(path: Path) -> tuple[Network, dict[str, list[str]]]:
    """Return a trained network, ready to be asked, and the classes of its heads."""
    saved = torch.load(path, weights_only=True)
    classes: dict[str, list[str]] = saved["classes"]
    weights = saved["network"]
    sizes = Sizes(*(len(classes[key]) for key in ("names", "universal", "tags", "lemmas", "relations")))
    network = Network(sizes, len(weights["word.weight"]), len(weights["position.weight"]))
    network.load_state_dict(weights)
    return network.eval(), classes


def write_graph(network: Network, path: Path) -> None:
    """Write the graph in fp32, with free numbers of sentences, pieces and words."""
    pieces = torch.randint(1000, 2000, (2, 11))
    example = (pieces, torch.ones_like(pieces), torch.ones_like(pieces), torch.tensor([[1, 3, 5], [1, 2, 4]]))
    axes = {name: {0: "sentences", 1: "pieces"} for name in _INPUTS} | {"first": {0: "sentences", 1: "words"}}
    axes |= {name: {0: "sentences", 1: "words"} for name in _OUTPUTS}
    axes["arcs"][2] = axes["governors"][1] = "heads"
    torch.onnx.export(
        network, example, str(path), input_names=list(_INPUTS), output_names=list(_OUTPUTS),
        dynamic_axes=axes, opset_version=_OPSET, dynamo=False,
    )  # fmt: skip


def quantize(source: Path, target: Path, *, keep_narrow: bool) -> None:
    """Write the graph with its matrices in int8; the biaffine product of the arcs stays as it is."""
    from onnxruntime.transformers import optimizer

    fused = optimizer.optimize_model(
        str(source), model_type="bert", num_heads=12, hidden_size=384, opt_level=0
    )
    fused_path = source.with_suffix(".fused.onnx")
    fused.save_model_to_file(str(fused_path))
    print("fused:", fused.get_fused_operator_statistics())
    kept = [
        node.name
        for node in onnx.load(str(fused_path)).graph.node
        if node.op_type == "MatMul" and _stays(node, keep_narrow=keep_narrow)
    ]
    quantize_dynamic(
        fused_path, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=False,
        nodes_to_exclude=kept, extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip


def _stays(node: onnx.NodeProto, *, keep_narrow: bool) -> bool:
    if "arc" in node.input:
        return True
    return keep_narrow and "narrow" in node.name


def main() -> None:
    """Export, quantize, write the rest."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--keep-narrow", action="store_true")
    arguments = parser.parse_args()
    network, classes = load_network(arguments.work / "model.pt")
    write_graph(network, arguments.work / "model.onnx")
    arguments.out.mkdir(parents=True, exist_ok=True)
    quantize(arguments.work / "model.onnx", arguments.out / "model.onnx", keep_narrow=arguments.keep_narrow)
    np.save(arguments.out / "relations.npy", network.relation.detach().numpy().astype(np.float16))
    (arguments.out / "classes.json").write_text(json.dumps(classes, indent=1) + "\n", encoding="utf-8")
    (arguments.out / "vocabulary.txt").write_text("\n".join(read_vocabulary()) + "\n", encoding="utf-8")
    names = ("model.onnx", "relations.npy", "classes.json", "vocabulary.txt")
    hashes = {
        name: hashlib.blake2b((arguments.out / name).read_bytes(), digest_size=16).hexdigest()
        for name in names
    }
    (arguments.out / "files.json").write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")
    for name in names:
        print(name, round((arguments.out / name).stat().st_size / 1e6, 2), "MB")


if __name__ == "__main__":
    main()
