"""A search for words that must not be found, through every byte of a folder, plain and unpacked."""

import bz2
import gzip
import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

_WIDTH = 8
CODINGS = ("utf-8", "cp1252", "utf-16-le", "utf-16-be")


class Search:
    """Finds any of many words in one pass: by their first eight bytes, of which each place is looked up in a table."""

    def __init__(self, words: Iterable[bytes]) -> None:
        self._by_start: dict[int, list[bytes]] = {}
        for word in set(words):
            assert len(word) >= _WIDTH, "a shorter word is found everywhere"
            self._by_start.setdefault(int.from_bytes(word[:_WIDTH], "little"), []).append(word)
        self._starts = np.array(sorted(self._by_start), dtype=np.uint64)
        self._begins = np.zeros(1 << 16, dtype=bool)
        self._begins[self._starts & np.uint64(0xFFFF)] = True
        self._free: set[int] = set()

    def words_in(self, content: bytes) -> list[bytes]:
        """Every word that is in this content, once; where there was none before there is none again."""
        known = hash(content)
        found = [] if known in self._free else self._searched(content)
        if not found:
            self._free.add(known)
        return found

    def _searched(self, content: bytes) -> list[bytes]:
        data = np.frombuffer(content, dtype=np.uint8)
        if len(data) < _WIDTH:
            return []
        pairs = data[:-1].astype(np.uint16) | (data[1:].astype(np.uint16) << 8)
        places = np.flatnonzero(self._begins[pairs[: len(data) - _WIDTH + 1]])
        starts = np.zeros(len(places), dtype=np.uint64)
        for offset in range(_WIDTH):
            starts |= data[places + offset].astype(np.uint64) << np.uint64(8 * offset)
        hits = np.isin(starts, self._starts)
        found = {
            word
            for place, start in zip(places[hits].tolist(), starts[hits].tolist(), strict=True)
            for word in self._by_start[start]
            if content.startswith(word, place)
        }
        return sorted(found)


def search_for(words: Iterable[str]) -> Search:
    """A search for these words in every coding that a program writes."""
    return Search(word.encode(coding, "ignore") for word in words for coding in CODINGS)


def everything_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file as it lies there, every compressed stream in it, every Parquet table as text, and every name."""
    for path in sorted(folder.rglob("*")):
        yield str(path), path.name.encode()
        with suppress(FileNotFoundError):  # it went between the listing and the look
            if path.is_file():
                content = path.read_bytes()
                yield str(path), content
                yield from ((f"{path} unpacked", unpacked) for unpacked in unpacked_from(content))


@lru_cache(maxsize=256)
def unpacked_from(content: bytes) -> tuple[bytes, ...]:
    """What is packed in this content; a file that stays as it is, step after step, is unpacked once."""
    return tuple(_unpacked(content))


def _unpacked(content: bytes) -> Iterator[bytes]:
    """What is packed in this content: tables, members of a zip, and compressed streams wherever they begin."""
    if content[:4] == content[-4:] == b"PAR1":
        table = pq.read_table(io.BytesIO(content))
        yield json.dumps([table.to_pylist(), _text(table.schema.metadata)], ensure_ascii=False, default=str).encode()
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (part for name in archive.namelist() for part in (name.encode(), archive.read(name)))
    for magic, unpack in (
        (b"\x1f\x8b\x08", gzip.decompress),
        (b"BZh", bz2.decompress),
        (b"\xfd7zXZ\0", lzma.decompress),
    ):
        if content.startswith(magic):
            with suppress(OSError, EOFError, zlib.error, lzma.LZMAError):
                yield unpack(content)
    data = np.frombuffer(content, dtype=np.uint8)
    for start in np.flatnonzero((data[:-1] == 0x78) & np.isin(data[1:], [0x01, 0x5E, 0x9C, 0xDA])).tolist():
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(memoryview(content)[start:])


def _text(metadata: Mapping[bytes, bytes] | None) -> dict[str, str]:
    return {key.decode("latin-1"): value.decode("latin-1") for key, value in (metadata or {}).items()}


def found_in(sources: Iterable[tuple[str, bytes]], search: Search) -> list[str]:
    """Where which word was found; a content that comes twice is searched once."""
    seen: set[int] = set()
    found = []
    for where, content in sources:
        if (known := hash(content)) not in seen:
            seen.add(known)
            found += [f"{where}: {word!r}" for word in search.words_in(content)]
    return found
