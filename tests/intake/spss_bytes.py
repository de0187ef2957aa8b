"""Two small SPSS files as bytes, made by ReadStat of made-up answers, for tests that damage them."""

import base64
import struct
import zlib

PLAIN = zlib.decompress(base64.b64decode(
    "eNqlUk1PwkAQ7YdIG6PxwMWDyQQ96AGrDRJDQijGYkiqMRQhHkvZQJWvlAUTLv5c40n/gNbdZWoLVyd53d2Xmbczr3tcd0zr5OgU3AfXhZta"
    "qwb1hmNDAQaUTmdlw+gHdDDvnvmTkdEJll7Yu/N8o0m8nks9CookSaqURLJ/sswS3E8WYJbOi+XiZfmiCP8MpqqguoxQtIxA2244jVuAHOPa"
    "EzKkMIdl4A9gQYJh0K+uqvIWr9exVoQuC1zbLbvJrthjVIfN9eKNoUsoCasgZoxYxCXyoSwQt6Wuzf1VVZ69uF0eljomJDnnLf2VEArjgH1E"
    "bKXmyaIW5zSGXMpb3sPf3Awf36v8OFfFnCj6jHB9+8FzFrV4bYbhsVUvXHFyBwW28RItZY6GK8/bRf6AGyzMrqys1YV1FWEWT9zHQiUlFLvz"
    "nn4qzKlwPqMbP1g4NiIkhNmUDNf4vLX5IH4Baytz8w=="
))  # fmt: skip
"""A `.sav` with three cases of a labelled number and a text of eight signs."""

PACKED = zlib.decompress(base64.b64decode(
    "eNpTcfMxdtBQ1lQIDggOVnBxDHFUcPP0cVXQVcgoKSkottLXT88syShN0kvOz9UPz6xKLErxTUzWD0pNTAkuSSxRYGJgYGAGYhDNAGVDQKSD"
    "kZmCX36ZgpGZgYmViamVoYkChQDJHhhg4mAF4zBXTx9PdwWweziRFXAygrGTa4hrkAJE/j8QwKQZZRnBGGYFO9QPLEDMAcQiSEaB9DGC9EDd"
    "8fIvAwM7klpmqJr//9//h9L1/6B8dqhZIL2sQBwa4qZrARLkhhrABrWEA6oIxgYBkDpeqLgkEEM8a1uWmpmTmc4J9pptUmpJahFIoQBUIxOS"
    "QbBYeQ5lfINKWEKD0wAqXzHH++/vfkaWLq9ub5EGhbfv4w3szU23eizcoWDqzshU9P/vb2YhdoaSYr6Lc6BehIfOB3uwdTCj+ZCM1gZiAH24"
    "b0U="
))  # fmt: skip
"""A `.zsav` with the same answers."""

_BLOCK = 0x3FF000
_END_OF_DICTIONARY = struct.pack("<ii", 999, 0)


def bomb(blocks: int) -> bytes:
    """A `.zsav` of a few kilobytes a block, each of which holds two million cases: the number 1 and a blank text."""
    head = bytearray(PACKED[: PACKED.index(_END_OF_DICTIONARY) + 8])
    head[80:84] = struct.pack("<i", -1)  # as many cases as there are
    packed = zlib.compress(b"\x65\xfe" * (_BLOCK // 2), 9)
    start, first = len(head), len(head) + 24
    trailer = first + blocks * len(packed)
    entries = b"".join(
        struct.pack("<qqii", start + number * _BLOCK, first + number * len(packed), _BLOCK, len(packed))
        for number in range(blocks)
    )
    return b"".join((
        head, struct.pack("<qqq", start, trailer, 24 + len(entries)), packed * blocks,
        struct.pack("<qqii", -100, 0, _BLOCK, blocks), entries,
    ))  # fmt: skip


def patched(data: bytes, place: int, value: int, form: str = "<i") -> bytes:
    """The file with another number at a place; a negative place counts from the end."""
    number = struct.pack(form, value)
    place = place if place >= 0 else len(data) + place
    return data[:place] + number + data[place + len(number) :]
