"""Make bot/simplified.py from OpenCC's tables (`pip install OpenCC==1.4.2`, needed for this only).

    python benchmarks/simplified_table.py > bot/simplified.py

One character to one character, both of the basic plane, chains followed to their end. Run by hand:
the package neither needs nor imports OpenCC. The comparison of the ways is in retrieval.md.
"""

from __future__ import annotations

import sys

import opencc  # type: ignore[import-not-found,unused-ignore]

# Characters that simplified papers print in their own right (哪吒, 拚搏): not traditional forms.
KEPT = frozenset("吒拚榘薹袷醣麴")
# Forms of old print, of Hong Kong and Taiwan that OpenCC leaves alone or turns by words only.
MORE = {
    **dict(zip("衞粧枱敍糭簷吿靑擧淸鄕妳", "卫妆台叙粽檐告青举清乡你", strict=True)),
    # Radicals that PDF files store for whole characters; NFKC knows but two of this block.
    **dict(zip("⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚", "民西见角贝车长门青韦页", strict=True)),
    **dict(zip("⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰", "风飞食马骨鬼鱼鸟麦黄齐齿龙", strict=True)),
}
A_LINE = 45  # characters; each is two columns wide
HEAD = '''"""Traditional characters and the simplified ones they are searched as. Data only.

Made by benchmarks/simplified_table.py from the dictionaries of OpenCC 1.4.2 (Apache-2.0, by BYVoid
and contributors, https://github.com/BYVoid/OpenCC) and a few old forms. Do not edit by hand.
"""
'''


def table() -> dict[str, str]:
    """Every character of the basic plane that folds to another one."""
    converter = opencc.OpenCC("t2s")
    found = {}
    for code in (*range(0x2E80, 0x3000), *range(0x3400, 0xA000)):
        char = chr(code)
        other = converter.convert(char)
        while other != (further := converter.convert(other)):
            other = further
        if other != char and char not in KEPT and len(other) == 1 and other <= "\uffff":
            found[char] = other
    return dict(sorted((found | MORE).items()))


def literal(name: str, chars: str) -> str:
    """The characters as a string of short lines."""
    lines = [f'    "{chars[at : at + A_LINE]}"' for at in range(0, len(chars), A_LINE)]
    return "\n".join([f"{name} = (", *lines, ")"])


def main() -> None:
    """Write the module on stdout."""
    pairs = table()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(HEAD)
    print(literal("_TRADITIONAL", "".join(pairs)))
    print(literal("_SIMPLIFIED", "".join(pairs.values())))
    print("\nSIMPLIFIED = dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))")


if __name__ == "__main__":
    main()
