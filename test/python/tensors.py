"""Reads, or writes, the same arrays in the formats that src/data/files knows.

    tensors.py read|write FOLDER
"""

import json
import sys
from pathlib import Path

import numpy
from safetensors.numpy import load_file, save_file

folder = Path(sys.argv[2])


def described(arrays):
    return {
        name: {
            "dtype": str(array.dtype),
            "shape": list(array.shape),
            "data": array.ravel().tolist(),
        }
        for name, array in arrays.items()
    }


def read():
    print(
        json.dumps(
            {
                "safetensors": described(load_file(folder / "ours.safetensors")),
                "npz": described(dict(numpy.load(folder / "ours.npz"))),
            }
        )
    )


def write():
    table = numpy.arange(6, dtype=numpy.float64).reshape(2, 3) / 3
    arrays = {
        "W1": table,
        "b1": numpy.array([-0.0, 1.5e300, 5e-324]),
        "single": table.astype(numpy.float32),
        "whole": numpy.array([[-1, 2**53]], dtype=numpy.int64),
        "bytes": numpy.array([0, 255], dtype=numpy.uint8),
        "truth": numpy.array([True, False]),
        "empty": numpy.zeros((0, 4)),
        "number": numpy.array(7, dtype=numpy.int64),  # as PyTorch counts its batches
        "deep": numpy.arange(24.0).reshape(2, 3, 4),
    }
    save_file(arrays, folder / "theirs.safetensors", metadata={"made": "here"})
    columns = {"columns": numpy.asfortranarray(numpy.arange(24.0).reshape(2, 3, 4))}
    numpy.savez(folder / "theirs.npz", **arrays, **columns)
    numpy.savez_compressed(folder / "compressed.npz", **arrays)
    print(json.dumps(described({**arrays, **columns})))


{"read": read, "write": write}[sys.argv[1]]()
