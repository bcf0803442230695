# %% [markdown]
# # 08 Is it good enough?: exercise
#
# The Desk has a model that predicts which tickets will breach their SLA. Its author is content: the AUC is above .8. Now
# somebody has to say whether that is good enough to change how the fast lane is filled, how sure we are of it, and for
# whom it goes wrong. That somebody is you.
#
# Seven functions and one page. Write the answer into its cell, run it, then run the check below it: it draws data,
# calls your function, and shows you the smallest case in which it is wrong. `check.hint("cluster_bootstrap")` gives the
# first of three hints. The lesson of this unit is `curriculum/08_evaluation.ipynb`.

# %% nbgrader={"grade_id": "setup", "locked": true}
import os
from collections.abc import Callable, Mapping

os.environ.setdefault("OMP_NUM_THREADS", "1")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from craftdata import desk
from matplotlib.axes import Axes
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import log_loss, roc_auc_score

from autograder.practice import check_for

check = check_for("08")
PENALTY = {"starter": 20.0, "business": 90.0, "enterprise": 400.0}          # euros that a breach costs

with desk.open_desk(seed=8, days=126, tickets_per_day=60, fast_lane_places=0) as op:
    op.run(days=21)
    parts = []
    for _ in range(98):
        day = op.open_day()
        parts.append(day.tickets.assign(day=day.number))
        op.close_day()
    op.run()
    outcome = op.labels().set_index("ticket_id")["breach"]
tickets = pd.concat(parts, ignore_index=True)
tickets = tickets.assign(y=tickets["ticket_id"].map(outcome).astype(float), penalty=tickets["plan"].map(PENALTY))
tickets = tickets[tickets["y"].notna() & tickets["still_open"]].reset_index(drop=True)

NUMBERS = ["sla_hours", "open_hours", "messages_1h", "seats", "tenure_days", "acct_tickets", "acct_breaches", "team_open",
           "team_wait_h", "body_chars"]
NAMES = ["severity", "area", "channel", "plan", "region", "language", "deployment", "team"]
X = tickets[NUMBERS].astype(float).join(tickets[NAMES].astype("category"))
train, held_out = tickets["day"] < 63, tickets["day"].between(63, 90)       # days 21 to 62, and four weeks after them


def fitted(**options):
    model = HistGradientBoostingClassifier(categorical_features="from_dtype", random_state=0, **options)
    return model.fit(X[train], tickets.loc[train, "y"]).predict_proba(X)[:, 1]


tickets["p"] = fitted()
tickets["p_small"] = fitted(max_iter=40, max_leaf_nodes=6)
validation = tickets[held_out].reset_index(drop=True)


class Sealed:
    """Rows for one look at the very end; `opened` keeps when they were looked at, and for which policy."""

    def __init__(self, rows):
        self._rows, self.opened = rows, []

    def open(self, policy):
        self.opened.append((f"{pd.Timestamp.now():%H:%M:%S}", policy))
        return self._rows.copy()


sealed = Sealed(tickets[tickets["day"] > 90].reset_index(drop=True))         # the last four weeks: not yet
del tickets, X

# %% [markdown]
# ## The tables
# - `validation`: one row a ticket of four weeks that the model was not trained on, all of them left alone. `y` is 1.0 if it
#   breached, else 0.0; `p` is the model's predicted chance of that; `p_small` is that of a smaller model.
#   `penalty` is what a breach costs in euros; `day` is the number of the day; `account_id` says whose ticket it is.
# - `sealed`: the four weeks after that, locked away. `sealed.open(policy)` hands them out, and `sealed.opened` keeps when
#   that was, and for which policy. They are for one look, at the very end.
#
# Tickets of one account share much that no column says: how they write, what they have installed, who looks after them.

# %% nbgrader={"grade_id": "look", "locked": true}
largest = validation["account_id"].value_counts(normalize=True)
print(f"{len(validation):,} tickets of {len(largest)} accounts; the largest has {largest.iloc[0]:.0%} of them. AUC "
      f"{roc_auc_score(validation['y'], validation['p']):.3f}; breached {validation['y'].mean():.1%}, "
      f"predicted {validation['p'].mean():.1%}")
validation[["day", "ticket_id", "account_id", "plan", "severity", "y", "p", "p_small", "penalty"]].head(3)

# %% [markdown]
# ## 1. How sure are we of this figure?
# Whoever quotes a figure of a sample owes its interval. Write the bootstrap for rows that come in groups, for any
# metric.
#
# - The estimate is the metric of all rows as they are.
# - Each of `repeats` resamples draws **groups** anew, with replacement, as many as there are and each with the same chance:
#   the resample holds **all rows** of a drawn group, and all of them twice if the group was drawn twice. `metric` is
#   called once on each, also where all outcomes are the same: whether that has a value is for the metric to say.
# - `lo` and `hi` are the percentiles of these values that leave half of `1 - level` outside on each side
#   (`np.quantile` of them; how it interpolates does not matter).
# - A metric may be `nan` on a resample (an AUC needs both outcomes): leave such values out, and put no number in their
#   place. If all are `nan`, so are both ends.
# - The same seed gives the same interval, another seed (the next one too) other resamples. Rows of a group do not stand together. The caller's arrays stay as they are.

# %% nbgrader={"grade_id": "cluster-bootstrap", "solution": true}
def cluster_bootstrap(y: np.ndarray, p: np.ndarray, groups: np.ndarray, metric: Callable[[np.ndarray, np.ndarray], float],
                      level: float = 0.95, repeats: int = 1000, seed: int = 0) -> tuple[float, float, float]:
    """A metric and its percentile interval when rows come in groups: (estimate, lo, hi).

    y, p: outcomes and predictions, one a row. groups: each row's group, numbers or text, never missing.
    metric: called as metric(y, p) with the rows of a sample in any order; may return nan. level: from 0 to 1.
    """
    ### BEGIN SOLUTION
    _, number = np.unique(groups, return_inverse=True)
    rows_of = [np.flatnonzero(number == group) for group in range(number.max() + 1)]
    rng, values = np.random.default_rng(seed), []
    for _ in range(repeats):
        drawn = rng.integers(len(rows_of), size=len(rows_of))
        rows = np.concatenate([rows_of[group] for group in drawn])
        values.append(metric(y[rows], p[rows]))
    known = np.array(values)[~np.isnan(values)]
    if not len(known):
        return float(metric(y, p)), float("nan"), float("nan")
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return float(metric(y, p)), float(low), float(high)
    ### END SOLUTION

# %% nbgrader={"grade_id": "cluster-bootstrap-check", "grade": true, "points": 13}
check.cluster_bootstrap(cluster_bootstrap)
### BEGIN HIDDEN TESTS
check.cluster_bootstrap(cluster_bootstrap, draw="graded")
### END HIDDEN TESTS

# %% [markdown]
# The same predictions, with tickets, accounts and days as groups. Which of the three would you quote, and why?

# %%
y, p = validation["y"].to_numpy(), validation["p"].to_numpy()
for what, groups in (("tickets", np.arange(len(y))), ("accounts", validation["account_id"].to_numpy()),
                     ("days", validation["day"].to_numpy())):
    estimate, low, high = cluster_bootstrap(y, p, groups, log_loss, repeats=200)
    print(f"log-loss, resampling {what:9} {estimate:.3f} ({low:.3f} to {high:.3f})")

# %% [markdown]
# <details><summary>An answer</summary>
#
# Not that of tickets: it takes tickets that go wrong together for independent witnesses. They may go together by account
# and by day; of these two quote the wider, and say which it is.
#
# </details>

# %% [markdown]
# ## 2. A test that catches an interval that lies
# Intervals are easy to write and hard to see through: a wrong one looks like a right one. Write the test that every
# interval function has to pass before your team quotes it. It makes worlds whose truth it knows, asks for the interval in
# many of them, and counts.
#
# The functions are called as `interval(y, groups, level)`: `y` (0.0 or 1.0) and `groups` (whole numbers) are arrays with
# one entry a row; what comes back is `(lo, hi)`, for the **rate**: the share of ones among all rows, in the long run. A right
# one keeps this promise: *it holds the true rate in about `level` of the cases (within 5 points), for any level from .5 to
# .95, and it is not wider than it has to be, if groups are drawn independently of each other (their sizes too: not half of
# them large in each world, but each with a chance of one half), 60 of them or more, of up to 20 rows, with a mean rate from
# .2 to .8 in each size, and at least a third of them with half as many rows as the largest, or more.* Rows of one group may be alike, groups may
# differ in size, and **large groups may have another rate than small ones**. The true rate is that of the rows, so large
# groups count for more. Where a rate is rarer, or a few large groups decide, right ones hold less: 60 are not enough there.
#
# - Your test calls the function on worlds that **you** draw, and raises `AssertionError` (no other exception) if the promise is
#   broken; for a right function it returns nothing. The check hands it several right functions, written differently; all
#   must pass.
# - And it hands it wrong ones, which break the promise plainly where it can break: their intervals take rows for
#   independent, or groups for equally important, or do not keep to the level, or are far too wide. They miss by 10 points
#   and more: *if your worlds are such that the mistake matters.* Some are right at one of the levels that your test asks
#   for, or on average over these levels, and at no other: ask for levels that lie well apart, and judge each by itself.
# - Your test decides by chance, so size it: with 400 worlds a share near .95 is known to within 2 or 3 points, a
#   share near .8 to within 6; add some of the 5 points of the promise to your band. Take a fixed seed: two runs draw the same
#   worlds. Call the function at most 1,000 times: a slow test is switched off. The functions take well below a
#   millisecond and draw nothing by chance.

# %% nbgrader={"grade_id": "test-interval", "solution": true}
def test_interval(interval: Callable[[np.ndarray, np.ndarray, float], tuple[float, float]]) -> None:
    """Raise AssertionError if `interval` does not hold its level for a rate of rows that come in groups; else return nothing."""
    ### BEGIN SOLUTION
    rng, worlds, count = np.random.default_rng(8), 400, 80
    # Half of the groups have 3 rows and fail seldom, half have 15 and fail often; rows of a group mostly agree.
    true_rate = (3 * 0.2 + 15 * 0.5) / (3 + 15)
    held = {0.8: 0, 0.95: 0}
    for _ in range(worlds):
        large = rng.random(count) < 0.5
        rates = rng.beta(*np.where(large, [[1.0], [1.0]], [[0.4], [1.6]]))
        groups = np.repeat(np.arange(count), np.where(large, 15, 3))
        y = (rng.random(len(groups)) < rates[groups]).astype(float)
        for level in held:
            low, high = interval(y, groups, level)
            held[level] += low <= true_rate <= high
    for level, (least, most) in {0.8: (0.73, 0.87), 0.95: (0.9, 0.985)}.items():
        share = held[level] / worlds
        assert least <= share <= most, f"at level {level} it held the true rate in {share:.1%} of {worlds} worlds"
    ### END SOLUTION

# %% nbgrader={"grade_id": "test-interval-check", "grade": true, "points": 11}
check.test_interval(test_interval)
### BEGIN HIDDEN TESTS
check.test_interval(test_interval, draw="graded")
### END HIDDEN TESTS

# %% [markdown]
# ## 3. Mend the comparison
# Is the smaller model better? The team compares two models by their losses on the same tickets, with this function. It has
# at least five faults. Run it on small arrays of your own: on two models that are the same, on one that is better on every
# ticket by a little, on tickets that all belong to two accounts.

# %% nbgrader={"grade_id": "compare-v0", "locked": true}
def compare_v0(loss_a, loss_b, groups, repeats=1000, seed=0):
    """The difference of the mean losses, and how often chance gives more."""
    rng = np.random.default_rng()
    pool = np.concatenate([loss_a, loss_b])
    difference = loss_a.mean() - loss_b.mean()
    count = 0
    for _ in range(repeats):
        rng.shuffle(pool)
        if pool[:len(loss_a)].mean() - pool[len(loss_a):].mean() > difference:
            count += 1
    return difference, count / repeats


def losses(y, p):
    """The log-loss of each row."""
    return -np.log(np.where(y == 1, p, 1 - p))


compare_v0(losses(y, p), losses(y, validation["p_small"].to_numpy()), validation["account_id"].to_numpy())

# %% [markdown]
# Write the randomisation test that it should have been. If the models are equally good, it is a matter of chance which of
# the two is called a. Rows of one group go together, so toss one coin **for each group**: if it falls tails, all rows
# of the group change the sign of their difference `loss_a - loss_b`.
#
# - `difference` is the mean of `loss_a - loss_b` over all rows; below 0, a is better.
# - `p_value` is two-sided: of `repeats` rounds of coins count those whose mean difference is **at least** as far from 0 as
#   `difference`. What differs by rounding alone (by 1e-12, absolute) counts as equally far. The p-value is
#   `(1 + count) / (1 + repeats)`, because the data as they are, are one of the possible rounds.
# - Two models that are the same have p-value 1, and so has any difference that stems from a single group.
# - The same seed gives the same p-value, another seed (the next one too) other coins. Rows of a group do not stand together. The caller's arrays stay as they are.

# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a: np.ndarray, loss_b: np.ndarray, groups: np.ndarray, repeats: int = 1000,
            seed: int = 0) -> tuple[float, float]:
    """Are two models equally good? A randomisation test over groups: (difference, p_value).

    loss_a, loss_b: losses of the two models on the same rows. groups: each row's group, numbers or text, never missing.
    """
    ### BEGIN SOLUTION
    _, number = np.unique(groups, return_inverse=True)
    sums = np.bincount(number, weights=loss_a - loss_b)
    coins = np.random.default_rng(seed).choice([-1.0, 1.0], size=(repeats, len(sums)))
    as_far = np.abs(coins @ sums) / len(loss_a) >= np.abs(sums.sum()) / len(loss_a) - 1e-12
    return float(sums.sum() / len(loss_a)), float((1 + as_far.sum()) / (1 + repeats))
    ### END SOLUTION

# %% nbgrader={"grade_id": "compare-check", "grade": true, "points": 10}
check.compare(compare)
### BEGIN HIDDEN TESTS
check.compare(compare, draw="graded")
### END HIDDEN TESTS

# %% [markdown]
# The two models of the Desk. With what as groups would you have shipped the better one?

# %%
for what, groups in (("tickets", np.arange(len(y))), ("accounts", validation["account_id"].to_numpy()),
                     ("days", validation["day"].to_numpy())):
    difference, p_value = compare(losses(y, p), losses(y, validation["p_small"].to_numpy()), groups)
    print(f"by {what:9} difference {difference:.4f}, p-value {p_value:.3f}")

# %% [markdown]
# ## 4. Does 30 % mean thirty in a hundred?
# The model says 80 % where 65 % breach. Mend its predictions with the outcomes of the validation weeks: return `p` as it should
# have been.
#
# - The order stays, whatever luck the validation rows had: a larger prediction never becomes the smaller one (they may
#   become equal).
# - The result lies strictly between 0 and 1, however sure the model was (`p` may be exactly 0 or 1, in the validation rows
#   too), even if of the validation rows with the highest predictions every one breached, and even if the other predictions
#   were too timid (their log-odds a third of what they should be). No prediction is certain, and a log-loss of infinity has
#   ended more than one evaluation.
# - If the log-odds of the predictions are off by a shift, or by a factor (which is what a change of the base rate, or
#   overfitting, does), at least 86 % of the harm is gone, with 6,000 validation rows. Harm is the mean divergence
#   (in nats) of the predictions from the true chances, which the check knows. Rare stays rare: if a thousand predictions
#   were right as they were, the smallest of them below 1 %, the smallest result is at most 4.5 %.
# - With 200 validation rows that were right as they were, it does little harm of its own: at most 0.014 on average
#   over 40 such worlds.
# - What becomes of a prediction depends on it and on the validation rows alone, not on what else stands in `p`. The caller's
#   arrays stay as they are.
#
# The validation rows hold both outcomes, at least twenty times each; on the whole larger predictions breach more often, and
# no prediction separates the outcomes. Use scikit-learn or your own code.

# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p: np.ndarray, validation_y: np.ndarray, p: np.ndarray) -> np.ndarray:
    """The predictions `p`, recalibrated by what became of the validation rows.

    validation_p: predictions from 0 to 1. validation_y: their outcomes, 0.0 or 1.0. p: predictions to mend, from 0 to 1.
    Returns an array of the length of `p`, in its order.
    """
    ### BEGIN SOLUTION
    from sklearn.linear_model import LogisticRegression

    def log_odds(chance: np.ndarray) -> np.ndarray:
        inside = np.clip(chance, 1e-4, 1 - 1e-4)
        return np.log(inside / (1 - inside)).reshape(-1, 1)

    line = LogisticRegression().fit(log_odds(validation_p), validation_y)
    return line.predict_proba(log_odds(p))[:, 1]
    ### END SOLUTION

# %% nbgrader={"grade_id": "calibrate-check", "grade": true, "points": 9}
check.calibrate(calibrate)
### BEGIN HIDDEN TESTS
check.calibrate(calibrate, draw="graded")
### END HIDDEN TESTS

# %% [markdown]
# Fitted on the first two weeks of the validation, looked at on the other two:

# %%
early = validation["day"] < validation["day"].min() + 14
mended = calibrate(p[early], y[early], p[~early])
print(f"log-loss {log_loss(y[~early], p[~early]):.3f}, recalibrated {log_loss(y[~early], mended):.3f}; "
      f"AUC {roc_auc_score(y[~early], p[~early]):.3f} and {roc_auc_score(y[~early], mended):.3f}")

# %% [markdown]
# ## 5. Draw it so that nobody can misread it
# A reliability plot shows it to those who decide. Draw one on a new figure and return its `Axes`:
#
# - Sort the rows by `p` and cut them into `bins` parts whose sizes differ by at most one, the larger parts first (as
#   `np.array_split` does; no two predictions are equal). Each part is a **point** (`ax.plot`, `ax.scatter` or
#   `ax.errorbar`): across, its mean prediction; up, its share of breaches.
# - Each point has a vertical **95 % interval** of its share (`ax.errorbar` or `ax.vlines`; or one `ax.fill_between` over all
#   points), by a method that fits small samples: Wilson, Clopper-Pearson or Jeffreys. Where none of 20 breached the
#   interval still has a length, and none leaves the range from 0 to 1. (`errorbar` takes no negative length, and where none
#   or all breached rounding makes one of -1e-17.) Take rows for independent here.
# - The **diagonal** from (0, 0) to (1, 1), drawn as a line of its own.
# - Both axes run from 0 to 1 (a small margin is fine), so that two such plots can be laid side by side. If you add bars,
#   they begin at 0.
# - The label of the x-axis contains the word `predicted`, that of the y-axis the word `observed`, and both the unit:
#   `share of tickets`. The Axes has a title, and the title or the legend says how many tickets there are, as `n = 1,234`.

# %% nbgrader={"grade_id": "reliability-plot", "solution": true}
def reliability_plot(y: np.ndarray, p: np.ndarray, bins: int = 10) -> Axes:
    """Draw observed against predicted shares, with intervals, on a new figure.

    y: outcomes, 0.0 or 1.0. p: predicted chances, all different. bins: parts of equal size, at most len(p).
    """
    ### BEGIN SOLUTION
    parts = np.array_split(np.argsort(p), bins)
    predicted, observed = (np.array([values[part].mean() for part in parts]) for values in (p, y))
    n, z = np.array([len(part) for part in parts]), 1.96
    centre = (observed * n + z**2 / 2) / (n + z**2)
    half = z * np.sqrt(observed * (1 - observed) * n + z**2 / 4) / (n + z**2)
    _, ax = plt.subplots(figsize=(5.5, 5))
    ax.plot([0, 1], [0, 1], color="0.6", linestyle="--", label="as predicted")
    ax.vlines(predicted, centre - half, centre + half, color="#0072B2", label="95 % interval")
    ax.plot(predicted, observed, "o", color="#0072B2", label=f"{bins} parts of equal size")
    ax.set(xlim=(0, 1), ylim=(0, 1), title=f"Are the predictions right? (n = {len(y):,})",
           xlabel="predicted breaches (share of tickets)", ylabel="observed breaches (share of tickets)")
    ax.legend(loc="upper left", frameon=False)
    return ax
    ### END SOLUTION

# %% nbgrader={"grade_id": "reliability-plot-check", "grade": true, "points": 9}
check.reliability_plot(reliability_plot)
### BEGIN HIDDEN TESTS
check.reliability_plot(reliability_plot, draw="graded")
### END HIDDEN TESTS

# %%
ax = reliability_plot(y[~early], p[~early])
ax = reliability_plot(y[~early], mended)

# %% [markdown]
# ## 6. For whom does it go wrong?
# A model can be right on average and wrong for a region. But look at a hundred slices, and some will look bad by luck.
# Write the report that tells the two apart: one row for each value of each of `columns` (a value of two columns has two).
#
# - `column` and `value`: which slice. Rows without a value in a column are a slice too, with the value `missing`.
# - `tickets` and `accounts`: how many of each. `observed`: the share that breached; `predicted`: the mean of `p`.
# - `p_value` of "the predictions of this slice are right on average": add up `y - p` for each account within the slice;
#   with these sums *s*, z = (their sum) / (root of the sum of their squares), and the p-value is two-sided by the normal
#   distribution, `math.erfc(abs(z) / math.sqrt(2))`. It allows the tickets of an account to be alike.
# - A slice with fewer than `min_accounts` **accounts** is listed, but cannot be tested: its `p_value` is missing, it is
#   never flagged, and it does not count among the tests.
# - `flagged`: True for what survives the procedure of Benjamini and Hochberg (1995) at `fdr`, over **all** tested slices of
#   all columns together: of *m* p-values in ascending order find the **largest** *k* with p-value number *k* at most
#   `k / m * fdr`; the first *k* are flagged, even those of them that lie above their own limit.
#
# The order of the rows and their index do not matter. The index of `table` need not be unique; it stays as it is.

# %% nbgrader={"grade_id": "slice-report", "solution": true}
def slice_report(table: pd.DataFrame, columns: list[str], min_accounts: int = 20, fdr: float = 0.1) -> pd.DataFrame:
    """Where the predictions are wrong on average, by more than luck.

    table: y (0.0 or 1.0), p, account_id (never missing), and the `columns`: text or categories; values may be
    missing in either.
    Returns column, value, tickets, accounts, observed, predicted, p_value, flagged (True or False); one row a slice that
    has tickets.
    """
    ### BEGIN SOLUTION
    import math
    rows = []
    for column in columns:
        values = table[column].astype(object).fillna("missing").to_numpy()
        for value in dict.fromkeys(values):
            part = table[values == value]
            sums = (part["y"] - part["p"]).groupby(part["account_id"].to_numpy()).sum()
            tested = len(sums) >= min_accounts
            z = sums.sum() / math.sqrt((sums**2).sum()) if tested else 0.0
            rows.append((column, value, len(part), len(sums), part["y"].mean(), part["p"].mean(),
                         math.erfc(abs(z) / math.sqrt(2)) if tested else np.nan))
    report = pd.DataFrame(rows, columns=["column", "value", "tickets", "accounts", "observed", "predicted", "p_value"])
    ranked = np.sort(report["p_value"].dropna().to_numpy())
    passed = ranked[ranked <= np.arange(1, len(ranked) + 1) / max(len(ranked), 1) * fdr]
    return report.assign(flagged=report["p_value"] <= (passed.max() if len(passed) else -1.0))
    ### END SOLUTION

# %% nbgrader={"grade_id": "slice-report-check", "grade": true, "points": 12}
check.slice_report(slice_report)
### BEGIN HIDDEN TESTS
check.slice_report(slice_report, draw="graded")
### END HIDDEN TESTS

# %% [markdown]
# The model on its validation weeks, as it is. How many of these would you have shown to somebody without the last
# column?

# %%
slice_report(validation, NAMES).sort_values("p_value").head(8).round(3)

# %% [markdown]
# ## 7. Choose, then open
# A score becomes worth something by what is done with it. Each policy gives four tickets a day a place in the fast lane,
# and a place prevents half of the breaches. For each day of the validation weeks this is what each policy would have
# saved, in euros:

# %% nbgrader={"grade_id": "value-by-day", "locked": true}
def value_by_day(table, scores, places=4):
    """Euros saved a day if the `places` tickets with the highest score get a place: a row a day, a column a policy."""
    def saved(score):
        top = table.assign(score=score).sort_values("score", ascending=False, kind="stable").groupby("day").head(places)
        return (top["y"] * top["penalty"] * 0.5).groupby(top["day"]).sum()
    return pd.DataFrame({name: saved(score) for name, score in scores.items()})


def scores_of(table):
    severe = table["severity"].isin(["P1", "P2"])
    urgent = pd.Series(desk.policies.says_urgent(table["subject"].to_numpy()), index=table.index)
    tight = (table["team_wait_h"] + 1) / (np.maximum(table["team_wait_h"], table["open_hours"]) + 1)
    mended = calibrate(validation["p"].to_numpy(), validation["y"].to_numpy(), table["p"].to_numpy())
    return {"today's rule": severe.astype(int) + (severe & (urgent | (table["plan"] == "enterprise"))),
            "euros and hours": table["penalty"] * tight, "by p": table["p"], "by p_small": table["p_small"],
            "p x penalty": table["p"] * table["penalty"], "p_small x penalty": table["p_small"] * table["penalty"],
            "recalibrated p x penalty": mended * table["penalty"]}


UPKEEP = {"today's rule": 0.0, "euros and hours": 0.0, "by p": 40.0, "by p_small": 40.0, "p x penalty": 40.0,
          "p_small x penalty": 40.0, "recalibrated p x penalty": 45.0}       # euros a day

# %% [markdown]
# Write the decision as code, so that nobody can be tempted. On `validation` (a row a day, a column a policy, in euros)
# the **net gain** of a candidate on a day is what it saves beyond the incumbent on that day, less what its upkeep costs
# beyond that of the incumbent. Take days as independent of each other.
#
# - A candidate is *good enough* if its mean net gain is above zero by more than luck: **in at most 5 % of all cases does any
#   candidate pass that is in truth no better than the incumbent, however many candidates there are, and however good the
#   others are.** Divide the 5 % among all candidates that were tried, the bad ones too, and ask each for a one-sided test of the
#   mean: a t-test of its net gains keeps to it with 28 days, too; the normal curve, or a bootstrap of 10,000 resamples or more
#   (fewer cannot show one case in thousands), lets somewhat more through, which the check bears. A count of the days won is no
#   test of the mean, nor are ranks. Do not compare unpaired values: some days are dear for everybody.
# - Of those that are good enough, choose the one with the highest mean net gain. If there is none, the incumbent stays.
# - The test set is sealed. `open_test(name)` records the name of the policy that you have chosen and returns the table of
#   the test days, in the form of `validation`. Open it **once**, with the name that you return, whatever it then shows: no
#   runner-up takes the place of a choice that it does not confirm. If the incumbent stays, leave it sealed: the next
#   candidate will need it.
# - Return a dictionary: `policy` (the name), and on the **test** days `gain`, its mean net gain in euros a day, with `low`
#   and `high`, its two-sided 95 % interval over days (by the t distribution, or by a bootstrap of 1,000 resamples). If the
#   incumbent stays, the three are missing (`nan`).
#
# There are at least 28 days in either table, not as many in one as in the other, and at least one candidate. The caller's
# tables stay as they are.

# %% nbgrader={"grade_id": "choose-policy", "solution": true}
def choose_policy(validation: pd.DataFrame, incumbent: str, upkeep: Mapping[str, float],
                  open_test: Callable[[str], pd.DataFrame]) -> dict[str, str | float]:
    """Replace the incumbent if a candidate is better beyond luck, and say what that is worth: policy, gain, low, high.

    validation: euros saved, a row a day and a column a policy, the incumbent anywhere among them, none missing.
    upkeep: euros a day of each policy. open_test: opens the sealed test set for the policy that was chosen.
    """
    ### BEGIN SOLUTION
    from scipy.stats import t, ttest_1samp

    def net_gains(values: pd.DataFrame) -> pd.DataFrame:
        beyond = values.sub(values[incumbent], axis="index").drop(columns=incumbent)
        return beyond - pd.Series({name: upkeep[name] - upkeep[incumbent] for name in beyond.columns})

    gains = net_gains(validation)
    means, errors = gains.mean(), gains.sem()
    good = means[means > t.ppf(1 - 0.05 / len(gains.columns), len(gains) - 1) * errors]
    if good.empty:
        return {"policy": incumbent, "gain": float("nan"), "low": float("nan"), "high": float("nan")}
    chosen = str(good.idxmax())
    tested = net_gains(open_test(chosen))[chosen]
    low, high = ttest_1samp(tested, 0.0).confidence_interval(0.95)
    return {"policy": chosen, "gain": float(tested.mean()), "low": float(low), "high": float(high)}
    ### END SOLUTION

# %% nbgrader={"grade_id": "choose-policy-check", "grade": true, "points": 12}
check.choose_policy(choose_policy)
### BEGIN HIDDEN TESTS
check.choose_policy(choose_policy, draw="graded")
### END HIDDEN TESTS

# %% [markdown]
# Now at the Desk. First guess which policy it will be, and whether its gain on the test days is more or less than on the
# validation days. Then run it, once. (*Run All Cells* opens it again; the same choice on the same days is no second look, a
# changed choice is.) One of the seven, `recalibrated p x penalty`, was recalibrated on the validation weeks themselves, which
# flatters it there by a little, and on the test days no more.

# %%
on_test_days = []


def open_test(policy=None):
    table = sealed.open(policy)
    print(f"opened for {policy}: {len(table):,} tickets of {table['day'].nunique()} days")
    on_test_days.append(value_by_day(table, scores_of(table)))
    return on_test_days[-1].copy()


days = value_by_day(validation, scores_of(validation))
print(days.mean().round(1).to_string())
print(choose_policy(days, "today's rule", UPKEEP, open_test), "opened:", sealed.opened)

# %% [markdown]
# What fell? If it were the luck of the choice alone, those that were not chosen would have stayed where they were.

# %%
if on_test_days:
    print(pd.DataFrame({"validation": days.mean(), "test": on_test_days[-1].mean()}).round(0).to_string())

# %% [markdown]
# The memo below needs a figure of what each candidate is worth: its mean net gain over today's rule in euros a day, on the
# validation days, with an interval over days. Zero is today's rule; if you draw bars, they begin there. Draw it here, with
# labels, units and n; nothing checks it but your mentor's eyes.

# %%
# your figure

# %% [markdown]
# ## 8. The memo
# The product manager of the Desk asks: *"Should we let the model fill the fast lane?"* She has ten minutes and has never
# heard of an AUC. Write her a page of 200 to 350 words that names two figures of this notebook to be printed with it: yours
# of the euros and a reliability plot, each with a caption. The euros are those of your run of task 7. Your mentor checks
# these statements, yes or no; the two with a star must be met, and at least four of the others:
#
# 1. ★ The first two sentences say what to do.
# 2. ★ It gives what the choice is worth in euros a day as a range, from the test days, and says what the range means in
#    words that a product manager understands.
# 3. It says what the choice is compared with, and that the upkeep is paid for in the figure.
# 4. It says over how many days and tickets this was measured, and why the days count and not the tickets.
# 5. It names the two figures, each with a caption that says what to see in it, with n and units; in the one of the
#    euros each policy has an interval, and zero is in sight.
# 6. It says for whom the predictions are wrong, or that no group stood out, and how small a group could have hidden.
# 7. It says when the predictions as such can be trusted (what 30 % means), not only the order of tickets.
# 8. It names one thing that the measurement cannot tell, and what would (an experiment counts).

# %% [markdown] nbgrader={"grade_id": "memo", "grade": true, "solution": true, "points": 8}
# **Yes: let the model fill the fast lane from next month on, by predicted chance times penalty.** Keep today's rule ready,
# and review after eight weeks.
#
# *Worth.* Compared with today's rule it saves about 100 euros a day more; its upkeep of 40 euros is already taken off. From
# the four weeks that we had kept sealed until the choice was made, the range is 18 to 183 euros a day: if we measured
# four such weeks again and again, about 19 of 20 ranges made like this would hold the true gain. So a gain near 20 is
# possible, and a loss is unlikely. The weeks by which we chose had shown 237. That figure is too good, because the best of
# six was picked by it; please do not plan with it.
#
# *Measured on* 28 days with about 1,500 tickets. Days count and not tickets, because on a bad day all tickets go wrong
# together, and four places a day decide.
#
# *Figure 1.* "What each policy saves beyond today's rule, after upkeep, in euros a day: mean of 28 validation days, lines are
# 95 % intervals, zero is today's rule. All six lie above it, and the highest was chosen."
# *Figure 2.* "Predicted against observed share of breaches, n = 764 tickets of two weeks, before and after the correction:
# points on the dashed line are right."
#
# *Can the percentages be trusted?* As delivered, no: where the model says 80 %, about 65 % breach. It is too sure. The
# order of tickets is good. After the correction the percentages fit, within the intervals of figure 2.
#
# *For whom is it wrong?* Tickets of severity P4 breach more often than predicted; of the other groups none stands out.
# Groups of fewer than twenty customers could not be judged, and a miss of a few points in a small team could hide.
#
# *What we cannot tell.* That a place prevents half of the breaches is assumed. Drawing one place a day by lot for eight
# weeks would show it.

# %% [markdown]
# ## Done?
# Run *Kernel, Restart Kernel and Run All Cells* once, then in a terminal `craft check 08` for the report on fresh
# data, and `craft submit 08` for the file to hand in.
