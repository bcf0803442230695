"""A plot with one of everything: run in a notebook's cell, or here."""

SOURCE = '''
import matplotlib
import numpy as np
import pandas as pd
from matplotlib import pyplot as plt


def draw():
    figure, ax = plt.subplots()
    ax.plot([1, 2, 3], [2, 4, 8], label="loss", color="#ff0000")
    ax.axhline(5)
    ax.scatter([1, 2], [3, 4], label="tickets")
    ax.bar(["a", "b"], [3, 5], label="teams", color="#00ff00")
    ax.errorbar([1, 2], [3, 4], yerr=[[1, 1], [2, 2]], label="95 % interval", linestyle="")
    ax.fill_between([1, 2, 3], [0, 1, 1], [2, 3, 5], label="band")
    ax.hist([1, 1, 2, 5], bins=[0, 2, 4, 6], label="hours")
    ax.imshow([[1, 2], [3, 4]], aspect="auto")
    ax.annotate("n = 120", (1, 2))
    ax.set(title="Breaches", xlabel="score", ylabel="share (%)", xlim=(0, 4), ylim=(0, 10))
    ax.set_xticks([1, 2], ["one", "two"])
    ax.legend(loc="upper left", title="120 tickets")
    return ax


def page():
    figure, axes = plt.subplots(1, 2)
    figure.suptitle("Two")
    axes[1].set_yscale("log")
    return figure


def lines():
    return draw().figure, [draw()]
'''
