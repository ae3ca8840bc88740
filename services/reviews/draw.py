"""Draws the sample again: python3 draw.py sample.json. Needs nothing but Python 3. Ends with 1 where it differs."""

import json
import sys
from collections import Counter
from hashlib import sha256


def drawn_from(told):
    def order(line):
        return sha256((told["seed"] + "\n" + line[0]).encode()).hexdigest()

    lines = sorted(told["list"], key=order)
    many = Counter(group for _mark, group in lines)
    firsts = {}  # of everybody who closed enough dossiers the first one
    for mark, group in lines:
        if told["each_from"] and many[group] >= told["each_from"]:
            firsts.setdefault(group, mark)
    drawn = set(firsts.values())
    for mark, _group in lines:  # then the next ones, until there are enough
        if len(drawn) < told["size"]:
            drawn.add(mark)
    return [mark for mark, _group in lines if mark in drawn]


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as opened:
        sample = json.load(opened)
    # The list is the one whose digest was announced before the seed was known.
    found = sha256("\n".join(" ".join(line) for line in sorted(sample["list"])).encode()).hexdigest()
    if found != sample["digest"]:
        sys.exit("the list is not the announced one: " + found)
    again = drawn_from(sample)
    sys.stdout.write("\n".join(again) + "\n")
    sys.exit(0 if again == sample["drawn"] else "the published sample is another one")
