"""The catalogues as the program reads them, against Babel and gettext on the same files."""

import gettext
import io

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from monitor import texts
from monitor.texts.catalogue import Said
from tests.test_texts import CATALOGUES, OF_REGION, translated

HEAD = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


def by_gettext(files):
    """What the tools of gettext make of files, the later in the place of the earlier."""
    merged = Catalog(locale="nl")
    for file in files:
        for message in read_po(io.BytesIO(file), locale="nl"):
            if message.id:
                merged.delete(message.id)
                merged[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@pytest.mark.parametrize(("region", "files"), [("nl-BE", CATALOGUES), ("nl-NL", [*CATALOGUES, *OF_REGION])])
def test_every_sentence_is_the_one_that_gettext_finds(region, files):
    ours, theirs = texts._catalogue(region), by_gettext([file.read_bytes() for file in files])
    known = translated(files)
    assert len(known) > 1_500
    counted = {one: many for file in files for one, many in plurals(file.read_bytes())}
    for sentence in known:
        assert ours.gettext(sentence) == theirs.gettext(sentence)
        if sentence in counted:
            for n in (0, 1, 2, 21):
                asked = (sentence, counted[sentence], n)
                assert ours.ngettext(*asked) == theirs.ngettext(*asked)
    assert ours.gettext("no such sentence") == "no such sentence"
    assert [ours.ngettext("one", "many", n) for n in (0, 1, 2)] == ["many", "one", "many"]


def plurals(file):
    return [message.id for message in read_po(io.BytesIO(file), locale="nl") if isinstance(message.id, tuple)]


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "a"\nmsgstr "b"\n',
        'msgid ""\n"a"\nmsgstr ""\n"b "\n"c"\n',
        '# of whom\n#: here.py:3\nmsgid "a"\nmsgstr "say \\"b\\"\\n\\tand \\\\n"\n',
        'msgid "a"\nmsgstr ""\n',
        'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] ""\n"b"\n"s"\n',
        'msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "no longer"\n',
        'msgid "a"\nmsgstr "b\u00eb"',
    ],
)
def test_an_entry_is_read_as_gettext_reads_it(entry):
    text = HEAD + entry
    ours, theirs = Said([text]), by_gettext([text.encode()])
    assert ours.gettext("a") == theirs.gettext("a")
    assert [ours.ngettext("a", "as", n) for n in (1, 3)] == [theirs.ngettext("a", "as", n) for n in (1, 3)]


def test_what_the_head_of_a_file_tells_is_no_sentence():
    assert Said([HEAD]).gettext("") == ""
