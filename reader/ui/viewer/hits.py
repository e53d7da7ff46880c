"""The script that looks after the hits of a page: it goes from one to the next, and marks the scroll bar.

It runs in the program's own world; what the page brings are but ``<mark data-hit="n">`` elements
(`reader.content.hits`).
"""

from __future__ import annotations

from typing import Final

HITS: Final = "newsfold-hits:"
"""What it writes to the console, with the article's number, which hit is current (from 1; 0: none), of how
many.
"""
Place = tuple[int, int]
"""Which hit is current, from 1, and of how many."""
NO_PLACE: Final = (0, 0)
_LOOK_AFTER_HITS: Final = """
var hits = ((told, at, of) => {
  const marks = [...document.querySelectorAll('mark[data-hit]')];
  const count = marks.length ? +marks.at(-1).dataset.hit + 1 : 0;
  const root = document.documentElement;
  const edge = 40;
  let current = of === count ? at - 1 : -1;

  // Where none is current, the one that comes next to the eye.
  const nearest = step => {
    const sees = step > 0 ? box => box.top >= 0 : box => box.bottom <= innerHeight;
    const seen = marks.filter(mark => sees(mark.getBoundingClientRect()));
    return seen.length ? +seen.at(step > 0 ? 0 : -1).dataset.hit : step > 0 ? 0 : count - 1;
  };

  const show = () =>
    marks.forEach(mark => mark.classList.toggle('current', +mark.dataset.hit === current));

  const go = step => {
    if (!count) return;
    current = current < 0 ? nearest(step) : (current + step + count) % count;
    show();
    const first = marks.find(mark => +mark.dataset.hit === current);
    const folds = [];
    for (let at = first; at; at = at.parentElement) if (at.localName === 'details') folds.push(at);
    folds.forEach(fold => fold.open = true);
    const box = first.getBoundingClientRect();
    const seen = box.top >= edge && box.bottom <= innerHeight - edge;
    first.scrollIntoView({block: seen ? 'nearest' : 'center', inline: 'nearest'});
    tell();
  };

  const tell = () => console.info(`${told}:${current + 1}:${count}`);

  // One background for the bar's track: lines where hits are, at most one in each thousandth of it.
  const line = () => {
    const height = root.scrollHeight;
    const places = new Set(marks.map(mark =>
      Math.round(1000 * (mark.getBoundingClientRect().top + scrollY) / height)));
    const lines = [...places].sort((one, other) => one - other).map(place =>
      `transparent ${place / 10}%,var(--hit) ${place / 10}% calc(${place / 10}% + 3px),` +
      `transparent calc(${place / 10}% + 3px)`);
    root.style.setProperty('--hits', `linear-gradient(${lines.join(',')})`);
  };

  if (count) new ResizeObserver(line).observe(document.body);
  show();
  tell();
  return {go};
})"""


def look_after_hits(number: int, at: Place = NO_PLACE) -> str:
    """Return what defines ``hits``, to be run when the page of an article is there.

    ``at``: which hit of how many is current already; none, where there are more of them or fewer.
    """
    return f"{_LOOK_AFTER_HITS}('{HITS}{number}', {at[0]}, {at[1]});"


def go_to_hit(step: int) -> str:
    """Return what goes to the next hit (1) or to the one before (-1)."""
    return f"window.hits?.go({step});"
