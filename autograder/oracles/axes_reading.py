"""Reading matplotlib's artists: see axes.py for what is read."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import Collection, LineCollection, PathCollection, PolyCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from autograder.oracles.axes import Axis, Mark, Note, Page, Plot


def read_figure(figure: Figure) -> Page:
    """A figure's plots; axes of colour bars and twins are plots too."""
    return Page(figure.get_suptitle(), tuple(map(read_plot, figure.axes)))


def read_plot(axes: Axes) -> Plot:
    """What is drawn on one Axes."""
    # Ticks get their texts, and autoscaled limits their values, only when something is drawn.
    axes.figure.draw_without_rendering()
    legend = axes.get_legend()
    title = next((text for place in ("center", "left", "right") if (text := axes.get_title(loc=place))), "")
    return Plot(title, _axis(axes.xaxis, axes.get_xlim()), _axis(axes.yaxis, axes.get_ylim()),
                tuple(_marks(axes)), tuple(_notes(axes)),
                _legend(legend) if legend else ())


def _legend(legend: Legend) -> tuple[str, ...]:
    """Its title, if it has one, then its entries."""
    title = legend.get_title().get_text()
    return ((title,) if title else ()) + tuple(text.get_text() for text in legend.get_texts())


def _axis(axis: Any, limits: tuple[float, float]) -> Axis:
    ticks = tuple(label.get_text() for label in axis.get_ticklabels())
    return Axis(axis.get_label_text(), (float(limits[0]), float(limits[1])), axis.get_scale(), ticks)


def _notes(axes: Axes) -> Iterator[Note]:
    for text in axes.texts:
        x, y = text.get_position()
        yield Note(text.get_text(), *map(float, (axes.convert_xunits(x), axes.convert_yunits(y))))


def _marks(axes: Axes) -> Iterator[Mark]:
    contained = {id(bar) for container in axes.containers for bar in _parts(container)}
    for container in axes.containers:
        bars = [part for part in _parts(container) if isinstance(part, Rectangle)]
        if bars:
            # A histogram's label is that of its first bar.
            yield _bars(bars, _label(container) or _label(bars[0]))
    for artist in axes.get_children():
        if id(artist) in contained and isinstance(artist, Rectangle):
            continue
        if isinstance(artist, Line2D) and artist in axes.lines:
            x, y = (np.asarray(values, dtype=float) for values in artist.get_data(orig=False))
            yield Mark("line", _label(artist) or _label_of_container(axes, artist),
                       _colour(artist.get_color()), {"x": x, "y": y})
        elif isinstance(artist, Collection):
            yield from _collection(axes, artist)
        elif artist in axes.images:
            values = np.ma.filled(np.ma.asarray(artist.get_array(), dtype=float), np.nan)
            yield Mark("image", _label(artist), "", {"values": values})
        elif isinstance(artist, Rectangle) and artist in axes.patches:
            yield _bars([artist], _label(artist))


def _collection(axes: Axes, artist: Collection) -> Iterator[Mark]:
    colours = [*artist.get_facecolor(), *artist.get_edgecolor()]
    label, colour = _label(artist), _colour(colours[0]) if colours else ""
    if isinstance(artist, PathCollection):
        points = np.ma.filled(np.ma.asarray(artist.get_offsets(), dtype=float), np.nan).reshape(-1, 2)
        yield Mark("points", label, colour, {"x": points[:, 0], "y": points[:, 1]})
    elif isinstance(artist, LineCollection):
        ends = np.array([[*segment[0], *segment[-1]] for segment in artist.get_segments() if len(segment)],
                        dtype=float).reshape(-1, 4)
        yield Mark("errors", label or _label_of_container(axes, artist), colour,
                   dict(zip(("x", "y", "to_x", "to_y"), ends.T, strict=True)))
    elif isinstance(artist, PolyCollection):
        yield Mark("band", label, colour, _band(artist))


def _band(artist: PolyCollection) -> dict[str, np.ndarray]:
    """The lowest and highest value at each x of the outline."""
    corners = [path.vertices[np.isfinite(path.vertices).all(axis=1)] for path in artist.get_paths()]
    points = np.concatenate([np.empty((0, 2)), *corners])
    x, rows = np.unique(points[:, 0], return_inverse=True)
    low, high = np.full(len(x), np.inf), np.full(len(x), -np.inf)
    np.minimum.at(low, rows, points[:, 1])
    np.maximum.at(high, rows, points[:, 1])
    return {"x": x, "low": low, "high": high}


def _bars(bars: list[Rectangle], label: str) -> Mark:
    sides = np.array([[bar.get_x(), bar.get_y(), bar.get_width(), bar.get_height()] for bar in bars], float)
    return Mark("bars", label, _colour(bars[0].get_facecolor()),
                dict(zip(("x", "y", "width", "height"), sides.T, strict=True)))


def _parts(container: Any) -> Iterator[Any]:
    """The artists of a container: an ErrorbarContainer holds tuples of them, or None."""
    for part in container:
        if isinstance(part, tuple):
            yield from part
        elif part is not None:
            yield part


def _label(artist: Any) -> str:
    """matplotlib gives names with an underscore to what is not for the legend."""
    label = str(artist.get_label() or "")
    return "" if label.startswith("_") else label


def _label_of_container(axes: Axes, artist: Any) -> str:
    return next((_label(container) for container in axes.containers
                 if any(part is artist for part in _parts(container))), "")


def _colour(value: Any) -> str:
    try:
        return to_hex(value)
    except ValueError:
        return ""
