"""A chart of ratios as SVG: a group of horizontal bars for each class, on a logarithmic scale."""

import math
from collections.abc import Mapping
from xml.sax.saxutils import escape

COLOURS = ("#3b6ea5", "#c8553d", "#588157", "#8e6c8a", "#d9a441", "#4f9da6", "#7f5539", "#6c757d")
LEFT, WIDTH, BAR, GAP, TOP = 250, 560, 14, 14, 64


def ticks(least: float, most: float) -> list[float]:
    """1, 2 and 5 times the powers of ten within the limits; powers alone when those are many."""
    powers = range(math.floor(math.log10(least)), math.ceil(math.log10(most)) + 1)
    steps = (1, 2, 5) if len(powers) <= 3 else (1,)
    return [s * 10.0**p for p in powers for s in steps if least <= s * 10.0**p <= most]


def svg(title: str, note: str, groups: Mapping[str, Mapping[str, float]], reference: str) -> str:
    """`groups` gives for each class the ratio of each system. Bars go from 1 to the right where
    `reference` is faster, to the left where it is slower."""
    values = [value for group in groups.values() for value in group.values()]
    least = min(0.5, min(values) / 1.15)
    most = max(2.0, max(values) * 1.15)

    def x(value: float) -> float:
        return LEFT + WIDTH * (math.log(value) - math.log(least)) / (math.log(most) - math.log(least))

    names = list(dict.fromkeys(name for group in groups.values() for name in group))
    height = TOP + sum(GAP + BAR * (len(group) + 1) for group in groups.values()) + 40
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 80} {height}" role="img" '
        f'font-family="sans-serif" font-size="11"><title>{escape(title)}</title><desc>{escape(note)}</desc>',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<text x="12" y="22" font-size="15" font-weight="bold">{escape(title)}</text>',
        f'<text x="12" y="40" fill="#555555">{escape(note)}</text>',
    ]
    bottom = height - 34
    for value in ticks(least, most):
        out.append(f'<line x1="{x(value):.1f}" x2="{x(value):.1f}" y1="{TOP - 8}" y2="{bottom}" stroke="#dddddd"/>'
                   f'<text x="{x(value):.1f}" y="{bottom + 14}" text-anchor="middle" fill="#555555">{value:g}</text>')  # fmt: skip
    y = float(TOP)
    for kind, group in groups.items():
        out.append(f'<text x="12" y="{y + BAR - 3:.1f}" font-weight="bold">{escape(kind)}</text>')
        y += BAR
        for name, value in group.items():
            low, high = sorted((x(1), x(value)))
            colour = COLOURS[names.index(name) % len(COLOURS)]
            out.append(f'<text x="{LEFT - 8}" y="{y + BAR - 4:.1f}" text-anchor="end">{escape(name)}</text>'
                       f'<rect x="{low:.1f}" y="{y + 1:.1f}" width="{max(1.0, high - low):.1f}" height="{BAR - 3}" fill="{colour}"/>'
                       f'<text x="{high + 4:.1f}" y="{y + BAR - 4:.1f}">{value:.3g}</text>')  # fmt: skip
            y += BAR
        y += GAP
    out.append(f'<line x1="{x(1):.1f}" x2="{x(1):.1f}" y1="{TOP - 8}" y2="{bottom}" stroke="#222222"/>')
    out.append(f'<text x="{x(1):.1f}" y="{height - 6}" text-anchor="middle">{escape(reference)} = 1; '
               f'to the right {escape(reference)} is faster</text></svg>')  # fmt: skip
    return "\n".join(out) + "\n"
