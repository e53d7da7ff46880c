"""Draws the PNG pictures of the sample archive: `python packaging/sample_pictures.py` (needs Pillow).

The result depends on nothing but this file, so the pictures in `articles/images/` can be drawn again.
"""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).resolve().parent.parent / "articles" / "images"
FINE = 3  # drawn three times as large, so that edges come out smooth
COLOURS = 48


def ridge(width: int, base: float, height: float, phase: float) -> list[tuple[float, float]]:
    """Return the outline of one range of hills: three sine waves over one another."""
    waves = ((1.0, 1.3), (0.45, 3.1), (0.2, 7.7))
    return [
        (x, base - height * sum(a * math.sin(phase * f + f * math.tau * x / width) for a, f in waves))
        for x in range(0, width + 1, 4)
    ]


def mix(a: tuple[int, ...], b: tuple[int, ...], share: float) -> tuple[int, ...]:
    """Return the colour that lies a share of the way from a to b."""
    return tuple(round(x + (y - x) * share) for x, y in zip(a, b, strict=True))


def save(picture: Image.Image, size: tuple[int, int], name: str) -> None:
    """Write a picture at its final size with few colours."""
    small = picture.resize(size, Image.Resampling.LANCZOS)
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(HERE / name, optimize=True)


def hills(width: int = 1200, height: int = 600) -> None:
    """Draw hills in mist at the first light."""
    w, h = width * FINE, height * FINE
    picture = Image.new("RGB", (w, h))
    draw = ImageDraw.Draw(picture)
    for y in range(h):
        draw.line([(0, y), (w, y)], fill=mix((233, 212, 190), (250, 243, 231), min(1.0, y / h * 1.6)))
    draw.ellipse([w * 0.70, h * 0.12, w * 0.70 + h * 0.17, h * 0.29], fill=(214, 107, 76))
    for i in range(6):
        outline = ridge(w, h * (0.45 + 0.10 * i), h * 0.05, 0.9 + 1.7 * i)
        draw.polygon([*outline, (w, h), (0, h)], fill=mix((203, 204, 196), (38, 60, 66), (i / 5) ** 0.8))
    save(picture, (width, height), "hills.png")


def terraces(width: int = 720, height: int = 960) -> None:
    """Draw a tall picture: terraced tea fields from above."""
    w, h = width * 2, height * 2
    picture = Image.new("RGB", (w, h), (226, 224, 198))
    draw = ImageDraw.Draw(picture)
    for i in range(26, 0, -1):
        points = []
        for step in range(181):
            angle = math.tau * step / 180
            swell = 0.16 * math.sin(3 * angle + i * 0.09) + 0.07 * math.sin(7 * angle - i * 0.2)
            r = i * w * 0.028 * (1 + swell)
            points.append((w * 0.46 + r * math.cos(angle), h * 0.52 + 1.25 * r * math.sin(angle)))
        shade = mix((150, 171, 112), (61, 92, 62), (i % 5) / 4)
        draw.polygon(points, fill=shade, outline=(214, 214, 178), width=7)
    save(picture, (width, height), "terraces.png")


def glaze(width: int = 480, height: int = 160) -> None:
    """Draw a small picture: the colours of six teas in a row."""
    w, h = width * FINE, height * FINE
    picture = Image.new("RGB", (w, h), (251, 250, 246))
    draw = ImageDraw.Draw(picture)
    teas = [(203, 208, 138), (226, 203, 112), (232, 214, 150), (205, 140, 58), (166, 72, 36), (84, 42, 30)]
    step = w / len(teas)
    for i, tea in enumerate(teas):
        x, r = step * (i + 0.5), step * 0.40
        for radius, fill in ((r, (214, 208, 194)), (r * 0.96, (238, 234, 224)), (r * 0.8, tea)):
            draw.ellipse([x - radius, h / 2 - radius, x + radius, h / 2 + radius], fill=fill)
    save(picture, (width, height), "glaze.png")


if __name__ == "__main__":
    hills()
    terraces()
    glaze()
