"""Packs the 8x8 digits into src/network/digits.bin.

The input is a file of the PyPI package scikit-learn, which is a zip archive:

    pip download scikit-learn --no-deps
    unzip -p scikit_learn-*.whl sklearn/datasets/data/digits.csv.gz > digits.csv.gz
    python tools/digits.py digits.csv.gz

Each line of it has the 64 pixels of a picture, row by row and from 0 (paper) to 16 (ink), and the digit that it shows.
The output has 40 bytes for each picture, in the same order: its pixels, of 5 bits each, the least significant bit first;
after all of them a byte for each digit.
"""

import gzip
import sys
from pathlib import Path

PIXELS, BITS = 64, 5


def main() -> None:
    lines = gzip.decompress(Path(sys.argv[1]).read_bytes()).decode().split()
    rows = [[int(float(number)) for number in line.split(",")] for line in lines]
    assert len(rows) == 1797 and all(len(row) == PIXELS + 1 for row in rows)
    assert all(0 <= pixel <= 16 for row in rows for pixel in row[:PIXELS])
    pictures = [sum(pixel << BITS * k for k, pixel in enumerate(row[:PIXELS])) for row in rows]
    packed = b"".join(picture.to_bytes(PIXELS * BITS // 8, "little") for picture in pictures)
    place = Path(__file__).parent.parent / "src/network/digits.bin"
    place.write_bytes(packed + bytes(row[PIXELS] for row in rows))


main()
