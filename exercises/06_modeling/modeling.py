# %% [markdown]
# # 06 From baselines to a model: exercise
#
# A model is the last thing to be built, and the least part of the work: before it come the rungs that it has to
# beat, after it the promises that it has to keep. You read the team's code, build a ladder, decide where to stop, write
# one model by hand and one from parts, read learning curves, and make a training that gives the same bytes twice.
#
# Eight tasks and one page of prose. Write the answer into its cell, run it, then run the check below it: it draws
# data, calls your code, and shows you the smallest case in which it is wrong. `check.hint("choose_rung")` gives the
# first of three hints. The lesson of this unit is `curriculum/06_modeling.ipynb`.

# %% nbgrader={"grade_id": "setup", "locked": true}
import os

os.environ.setdefault("OMP_NUM_THREADS", "1")       # for fits as small as these one thread is the fastest

import hashlib
import json
import time
from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
from craftdata import desk
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, OrdinalEncoder, StandardScaler

from autograder.practice import check_for

check = check_for("06")

# %% [markdown]
# ## The data
# Seven weeks of a desk that has no fast lane yet: each ticket is left alone, and we see how it ends. The service
# logged each ticket as it stood at its decision, one hour after it was created. Beside that log there is a
# **warehouse**, which has one row a ticket *as it stands today*.
#
# `served`: the tickets that were open at their decision, with the columns of `Day.tickets` (the page of the desk,
# `datasets/craftdata/desk/card.md`, has them all): the form (`plan`, `severity`, `area`, `channel`, `language`, `subject`,
# `sla_hours`, `body_chars`, `attach_kb`), the account, the queue, and `open_hours`: the hours between creation and
# deadline in which the team works. `breached` is the label: 1 or 0. The label was known ten days later at the latest.

# %% nbgrader={"grade_id": "look", "locked": true}
days = []


def watch(day):
    days.append(day.tickets)
    return desk.policies.nobody(day)


with desk.open_desk(seed=6, days=52, tickets_per_day=130, fast_lane_places=0) as op:
    op.run(watch)
    events = op.events().sort_values("ingested_at").drop_duplicates("event_id")

outcome = events[events["type"].isin(["sla_met", "sla_breached"])].set_index("ticket_id")["type"]
served = pd.concat(days[7:42], ignore_index=True)      # the first week has no history, the last ten days no labels
served = served[served["still_open"] & served["ticket_id"].isin(outcome.index)].reset_index(drop=True)
served["breached"] = (served["ticket_id"].map(outcome) == "sla_breached").astype(int)
served["date"] = served["decide_at"].dt.floor("D")
last_days = served["date"] >= served["date"].max() - pd.Timedelta("9D")
train_rows, test_rows = served[~last_days], served[last_days]
print(f"{len(served):,} tickets of {served['date'].nunique()} days; breached: {served['breached'].mean():.1%} "
      f"({train_rows['breached'].mean():.1%} in the first {train_rows['date'].nunique()} days)")
display(served[["ticket_id", "plan", "severity", "sla_hours", "open_hours", "team_wait_h", "breached"]].head(4))


def log_loss(breached, risk):
    """Mean log-loss of predicted risks, kept away from 0 and 1 by a millionth."""
    risk = np.clip(np.asarray(risk, dtype=float), 1e-6, 1 - 1e-6)
    return -np.where(np.asarray(breached) == 1, np.log(risk), np.log1p(-risk)).mean()

# %% [markdown]
# ## 1. Somebody else's training
# The team has a model on duty. Its code is the package `craftdata.pipeline` (in `datasets/craftdata/pipeline/`; its
# `README.md` has a map; `craftdata.pipeline.train.__file__` says where it lies). Before you build a rung of your own you
# find your way through theirs. Return a dictionary with an answer to each question. A place is written as
# `file:name`, for example `ingest.py:extract`; a method as `file:Class.method`.
#
# | key | question | answer |
# |---|---|---|
# | `"scaling"` | Which function computes the means and standard deviations by which features are standardised? | place |
# | `"maturity"` | Which function leaves out the days whose labels may not all have arrived? | place |
# | `"untreated"` | Which function drops the tickets that went to the fast lane from what a model learns from? (Not the one that lists them.) | place |
# | `"rounding"` | Which function or method rounds what a user of the model sees, the probability? | place |
# | `"refused"` | A colleague changes a formula in `features.py` under its old name. Which function refuses the model that was trained before? | place |
# | `"callers"` | Which functions and methods outside `features.py` stop working if `features.build` returns a NumPy array instead of a DataFrame? Only those that call it themselves, and all of them. | set of places |
# | `"train_days"` | `train.split`, with the settings of `Config()`, is given examples of 150 days without a gap, many breaches on each: how many days has the part that trains? | whole number |
# | `"one_hot"` | How many columns of `features.build` stand for a word of a menu? | whole number |
# | `"weakest"` | What is the least value that the column `log_work_left` can have, to three decimals? | number |

# %% nbgrader={"grade_id": "pipeline-answers", "solution": true}
def pipeline_answers() -> dict[str, str | set[str] | int | float]:
    """What the team's training does, and where: one answer for each key of the table.

    Places are text such as "ingest.py:extract"; "callers" is a set of such texts; the last three are numbers.
    """
    ### BEGIN SOLUTION
    return {
        "scaling": "train.py:fit_weights",
        "maturity": "join.py:matured",
        "untreated": "join.py:examples",
        "rounding": "model.py:Model.probability",
        "refused": "artefact.py:read",
        "callers": {"train.py:fit_weights", "train.py:fit_calibration", "evaluate.py:evaluate", "serve.py:answers",
                    "monitor.py:signals"},
        "train_days": 81,
        "one_hot": 29,
        "weakest": -0.693,
    }
    ### END SOLUTION

# %% nbgrader={"grade_id": "pipeline-answers-check", "grade": true, "points": 8}
check.pipeline_answers(pipeline_answers)
### BEGIN HIDDEN TESTS
check.pipeline_answers(pipeline_answers, draw="graded")
### END HIDDEN TESTS

# %% [markdown]
# ## 2. A ladder on the same folds
# A rung is a function `rung(X_train, y_train, X_new)` that trains a fresh model on the first two and returns its
# probabilities for `X_new`, as an array. `rungs` holds them by name, the simplest first. Give the table of their losses:
# a row a fold, numbered 0, 1, 2 ... in the order of `folds`; a column a rung, in the order of `rungs`; and before them
# a column `constant`: the loss of predicting for each validation row the mean label of that fold's training rows.
#
# - `folds` is any iterable of pairs (train, valid) of arrays of row **positions**; perhaps a generator, which can be
#   gone through once. All rungs see the same folds.
# - A rung gets the fold's rows of `X` as they are (their columns and no others, their index labels; as `X_new` the validation rows
#   alone, in the order of `valid`), the labels as an array, and nothing of the validation labels.
# - `y` holds 0 and 1, by position: a list, an array, or a Series with any index.
# - The loss of a fold is the mean of -ln(probability of what happened) over its validation rows. Probabilities,
#   those of the constant too, are first moved into the range from 1e-6 to 1 - 1e-6. Nothing is rounded.
# - No rung is called `constant`. There may be no rungs at all. `X` and `y` stay as they are.

# %% nbgrader={"grade_id": "baseline-ladder", "solution": true}
def baseline_ladder(rungs: dict[str, Callable[[pd.DataFrame, np.ndarray, pd.DataFrame], np.ndarray]], X: pd.DataFrame,
                    y: pd.Series | np.ndarray | list[int],
                    folds: Iterable[tuple[np.ndarray, np.ndarray]]) -> pd.DataFrame:
    """Validation log-loss of a constant and of each rung, on each fold.

    Returns floats (nats a row), one row a fold with the index 0, 1, 2 ..., the columns "constant" and the names of
    `rungs`.
    """
    ### BEGIN SOLUTION
    labels = np.asarray(y, dtype=float)
    rows = []
    for train, valid in folds:
        rate = labels[train].mean()
        predicted = {"constant": np.full(len(valid), rate)}
        for name, rung in rungs.items():
            predicted[name] = np.asarray(rung(X.iloc[train].copy(), labels[train].copy(), X.iloc[valid].copy()), dtype=float)
        losses = {}
        for name, risk in predicted.items():
            risk = np.clip(risk, 1e-6, 1 - 1e-6)
            losses[name] = -np.log(np.where(labels[valid] == 1, risk, 1 - risk)).mean()
        rows.append(losses)
    return pd.DataFrame(rows, columns=["constant", *rungs])
    ### END SOLUTION

# %% nbgrader={"grade_id": "baseline-ladder-check", "grade": true, "points": 11}
check.baseline_ladder(baseline_ladder)
### BEGIN HIDDEN TESTS
check.baseline_ladder(baseline_ladder, draw="graded")
### END HIDDEN TESTS

# %% [markdown]
# Your ladder, on the desk: five folds, each of three days that follow its training days.

# %%
WORDS = ["plan", "severity", "area", "channel", "team", "region", "deployment"]
NUMBERS = ["sla_hours", "open_hours", "team_open", "team_wait_h", "body_chars", "attach_kb", "messages_1h", "tenure_days",
           "acct_tickets", "acct_breaches", "acct_tickets_28d", "acct_breaches_28d"]


def rate_table(X_train, y_train, X_new):
    rates = pd.DataFrame({"key": X_train["plan"] + X_train["severity"], "y": y_train}).groupby("key")["y"].agg(["sum", "size"])
    means = (rates["sum"] + 5 * y_train.mean()) / (rates["size"] + 5)
    return (X_new["plan"] + X_new["severity"]).map(means).fillna(y_train.mean()).to_numpy()


def logistic(words, numbers):
    def rung(X_train, y_train, X_new):
        table = make_column_transformer(
            (OneHotEncoder(handle_unknown="ignore"), words),
            (make_pipeline(FunctionTransformer(np.log1p), StandardScaler()), numbers))
        model = make_pipeline(table, LogisticRegression(C=0.3, max_iter=1000)).fit(X_train, y_train)
        return model.predict_proba(X_new)[:, 1]
    return rung


RUNGS = {"rate table": rate_table, "logistic, form": logistic(WORDS[:4], ["sla_hours"]),
         "logistic, all": logistic(WORDS, NUMBERS)}
day_number = (served["date"] - served["date"].min()).dt.days.to_numpy()
FOLDS = [(np.flatnonzero(day_number < start), np.flatnonzero((day_number >= start) & (day_number < start + 3)))
         for start in range(10, 25, 3)]
ladder = baseline_ladder(RUNGS, served, served["breached"], FOLDS)
display(ladder.round(3), ladder.mean().rename("mean").to_frame().T.round(3))

# %% [markdown]
# ## 3. Where to stop
# Each rung costs upkeep: data to log, code to maintain, a person who is called at night. `losses` says what the desk
# would lose with each rung, in euros a month, measured on 12 folds (a row a fold; a column a rung; less is better);
# `upkeep` what each rung costs in euros a month, whatever happens. Which rung do you build?
#
# - Right is the rung with the least **true** sum of loss and upkeep. Nobody knows the true losses: the folds scatter. A dearer rung
#   has to *prove* that what it saves is more than what it costs; what you cannot tell from luck is no proof.
# - Some months are worse than others, for all rungs together, and by far more than rungs differ.
# - Neither the columns of `losses` nor `upkeep` are in the order of upkeep, and `upkeep` may hold rungs that were not
#   measured, which are no candidates. Of rungs with the same upkeep the one that stands first in `losses` is built
#   unless another is proved to be better. There is at least one rung.
# - All may be in cents or in millions: a factor on both changes nothing.
# - Your rule is put to 120 desks of the kind `"noise"` and must be right on at least 113 of them, and to 20 of each other kind
#   and must be right on at least 18. It may take 20 milliseconds a desk.
#
# `make_desk(seed, kind)` makes such desks, so you can measure how often your rule is wrong before the check does. On
# `"noise"` one early rung is worth it and seven others are no better; on `"upkeep"` the last rungs lose less and cost more than that;
# on `"jump"` two rungs gain nothing and the one above them gains much; on `"cheap"` the best rung that
# stands late in the table is among the cheapest; on `"climb"` two rungs pay, one after the other, and of the dearer ones, which do
# not, the last beats the one before it; on `"calm"` folds hardly scatter, and the right rung saves a tenth more than a cheaper one;
# on `"even"` three dearer rungs clearly lose less than a cheap one that pays, and cost a little more than they save.

# %% nbgrader={"grade_id": "make-desk", "locked": true}
def make_desk(seed, kind):
    """(losses, upkeep, wanted) of a made-up desk. kind: "noise", "upkeep", "jump", "cheap", "climb", "calm" or "even"."""
    rng = np.random.default_rng([seed, len(kind)])
    gain, cost = {                       # true savings against the first rung and upkeep, in units of 100
        "noise": ([0, 10, 10, 10, 10, 10, 10, 10, 10], [0, 2, 2.02, 2.04, 2.06, 2.08, 2.1, 2.12, 2.14]),
        "upkeep": ([0, 10, 14, 16], [0, 2, 12, 20]),
        "jump": ([0, 0, 0, 14], [0, 2, 4, 6]),
        "cheap": ([0, 9, 10, 10], [0, 6, 8, 1]),
        "climb": ([0, 10, 20, 12, 22], [0, 2, 5, 9, 13]),
        "calm": ([0, 9, 10, 10], [0, 1, 1.1, 3]),
        "even": ([0, 10, 14, 14, 14], [0, 2, 6.15, 6.2, 6.25]),
    }[kind]
    noise = rng.normal(size=(12, len(gain))) * (rng.uniform(0.02, 0.1) if kind == "calm" else rng.uniform(0.8, 1.6))
    months = rng.normal(size=(12, 1)) * rng.uniform(20, 60) + 200 * 10.0 ** rng.uniform(0, 1.4)
    scale = 100 * 10.0 ** rng.uniform(-3, 3)
    names = [f"rung {letter}" for letter in rng.permutation(list("abcdefghi"))[:len(gain)]]
    losses = pd.DataFrame((months - np.array(gain) + noise) * scale, columns=names)[list(rng.permutation(names))]
    upkeep = pd.Series(np.array(cost) * scale, index=names).sample(frac=1, random_state=seed)
    return losses, upkeep, names[{"noise": 1, "upkeep": 1, "jump": 3, "cheap": 3, "climb": 2, "calm": 2, "even": 1}[kind]]


losses, upkeep, wanted = make_desk(0, "noise")
display(losses.head(3).round(), upkeep.to_frame("upkeep").T.round(), (losses.mean() + upkeep).to_frame("mean sum").T.round())
print("right:", wanted)

# %% nbgrader={"grade_id": "choose-rung", "solution": true}
def choose_rung(losses: pd.DataFrame, upkeep: pd.Series) -> str:
    """The rung to build: the one with the least sum of loss and upkeep, unless luck alone says so.

    losses: euros a month, a row a fold (12), a column a rung. upkeep: euros a month, indexed by rung. Returns a
    column name of `losses`.
    """
    ### BEGIN SOLUTION
    candidates = sorted(losses.columns, key=lambda name: upkeep[name])
    chosen = candidates[0]
    for name in candidates[1:]:
        gain = losses[chosen] - losses[name] - (upkeep[name] - upkeep[chosen])
        if gain.mean() > 4 * gain.std() / np.sqrt(len(gain)):
            chosen = name
    return chosen
    ### END SOLUTION

# %% nbgrader={"grade_id": "choose-rung-check", "grade": true, "points": 11}
check.choose_rung(choose_rung)
### BEGIN HIDDEN TESTS
check.choose_rung(choose_rung, draw="graded")
### END HIDDEN TESTS

# %%
for kind in ("noise", "upkeep", "jump", "cheap", "climb", "calm", "even"):
    right = sum(choose_rung(*made[:2]) == made[2] for made in (make_desk(seed, kind) for seed in range(200)))
    print(f"{kind:8} right on {right} of 200 desks")

# %% [markdown]
# ## 4. One model by hand
# Whoever has written a model once reads the others with other eyes. Logistic regression, with an L2 penalty and weights:
#
# $$L(\beta) = \frac{\sum_i w_i\, \ell_i}{\sum_i w_i} + \frac{\lambda}{2} \sum_{j \ge 1} \beta_j^2, \qquad
#   \ell_i = -\ln P(y_i), \qquad P(y_i = 1) = \frac{1}{1 + e^{-m_i}}, \qquad m_i = \beta_0 + \sum_{j \ge 1} \beta_j x_{ij}$$
#
# The intercept `beta[0]` is not penalised. A row of weight 2 counts like two rows, one of .5 like half a row, one of 0 like none.
#
# - `loss_and_gradient(beta, X, y, weight)` returns L (a float) and its gradient (an array like `beta`), exact for
#   margins $m_i$ of any size: with a margin of -1000 and $y = 1$ the row's loss is 1000, neither infinite nor cut off.
# - `fit(X, y, weight=None)` finds the minimum and returns the object itself; afterwards `beta_` holds it: no entry of
#   the gradient is larger than 1e-6 in size or, for a column with values beyond 1, than 1e-6 times the largest of them
#   (so near the minimum that floats hardly show whether L still falls). No weights means a weight of 1 for each row.
#   Each fit starts afresh.
# - `predict(X)` returns the probabilities of 1, an array.
#
# `X` is a two-dimensional array of floats with any number of columns (at least one), `y` an array of 0 and 1, `weight`
# an array of numbers >= 0, whole or not, not all 0. In `fit` both labels occur with a positive weight, and `l2` is at least 1e-4, but one column may be in thousandths and the
# next in thousands, and a column may separate the labels perfectly. NumPy and `scipy.optimize` are fine, and any
# method: plain gradient descent will teach you why there are others. Arguments stay as they are.

# %% nbgrader={"grade_id": "LogisticModel", "solution": true}
class LogisticModel:
    """Logistic regression with an L2 penalty on all coefficients but the intercept.

    l2: the strength lambda, >= 0. After fit, beta_ is the array (intercept, coefficients).
    """

    def __init__(self, l2: float = 1.0) -> None:
        ### BEGIN SOLUTION
        self.l2 = l2
        ### END SOLUTION

    def loss_and_gradient(self, beta: np.ndarray, X: np.ndarray, y: np.ndarray,
                          weight: np.ndarray) -> tuple[float, np.ndarray]:
        """L and its gradient at beta, of shape (1 + number of columns,)."""
        ### BEGIN SOLUTION
        design = np.column_stack([np.ones(len(X)), X])
        penalty = np.append(0.0, np.full(len(beta) - 1, self.l2))
        share = weight / weight.sum()
        margin = design @ beta
        loss = share @ np.logaddexp(0, np.where(y == 1, -margin, margin)) + 0.5 * penalty @ beta**2
        return float(loss), design.T @ (share * (self._risk(margin) - y)) + penalty * beta
        ### END SOLUTION

    def fit(self, X: np.ndarray, y: np.ndarray, weight: np.ndarray | None = None) -> "LogisticModel":
        """Find the minimum of L; returns self."""
        ### BEGIN SOLUTION
        weight = np.ones(len(X)) if weight is None else np.asarray(weight, dtype=float)
        design = np.column_stack([np.ones(len(X)), X])
        penalty = np.append(0.0, np.full(X.shape[1], self.l2))
        share = weight / weight.sum()
        beta = np.zeros(design.shape[1])
        loss, gradient = self.loss_and_gradient(beta, X, y, weight)
        while np.abs(gradient).max() > 1e-9:
            risk = self._risk(design @ beta)
            curvature = (design.T * (share * risk * (1 - risk))) @ design + np.diag(penalty)
            step = np.linalg.lstsq(curvature, gradient, rcond=1e-15)[0]
            length = 1.0
            while length > 1e-10:
                trial = beta - length * step
                new_loss, new_gradient = self.loss_and_gradient(trial, X, y, weight)
                if new_loss < loss or np.abs(new_gradient).max() < np.abs(gradient).max():
                    break
                length = length / 2
            else:
                break
            beta, loss, gradient = trial, new_loss, new_gradient
        self.beta_ = beta
        return self
        ### END SOLUTION

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Probability of 1 for each row of X."""
        ### BEGIN SOLUTION
        return self._risk(self.beta_[0] + X @ self.beta_[1:])

    def _risk(self, margin):
        return 0.5 * (1 + np.tanh(0.5 * margin))
        ### END SOLUTION

# %% nbgrader={"grade_id": "LogisticModel-check", "grade": true, "points": 13}
check.LogisticModel(LogisticModel)
### BEGIN HIDDEN TESTS
check.LogisticModel(LogisticModel, draw="graded")
### END HIDDEN TESTS

# %%
few = np.log1p(train_rows[["open_hours", "sla_hours", "team_wait_h"]].to_numpy(dtype=float))
by_hand = LogisticModel(l2=0.001).fit(few, train_rows["breached"].to_numpy())
asked = np.log1p(test_rows[["open_hours", "sla_hours", "team_wait_h"]].to_numpy(dtype=float))
print("by hand, three columns: log-loss", round(log_loss(test_rows["breached"], by_hand.predict(asked)), 4),
      "| coefficients", by_hand.beta_.round(3))

# %% [markdown]
# ## 5. A model between a floor and a ceiling
# Now build a model of standard parts that the desk could use. A colleague has exported the training table **from the warehouse**:
# the columns of `served`, and three more.
#
# | column | what the warehouse's page says |
# |---|---|
# | `hours_open` | hours since creation, or from creation to resolution if it is resolved |
# | `messages` | messages of the ticket |
# | `priority` | present priority of the ticket (starts as `severity`; agents may change it) |
#
# `BreachModel().fit(train)` learns from such a table (with `breached`, 0 or 1) and returns itself;
# `predict(rows)` gives the risk of a breach for each row, by position, as an array or a Series. `rows` come from the
# **service**, at their decision: without `breached`, in any order and number (at least one), and with the three columns as they are then.
# Below, `warehouse` is such a training table and `at_the_desk` such rows.
#
# Your model is judged on a desk whose true risks are known:
#
# - **Ceiling.** Given rows from the warehouse, where the three columns hold what they hold today, its log-loss may not be
#   below that of the *true* risks: who knows more than the truth has seen the outcome. Nor may a risk depend on what those columns
#   hold.
# - **Floor.** *Regret* is the mean Kullback-Leibler divergence from the true risk to yours: 0 for the truth itself. On new days your
#   model must remove at least 75 % of the regret that the team's kind of model removes (a logistic regression on the logged
#   columns, logarithms of the skewed ones, as `logistic(WORDS, NUMBERS)` above); regret is removed relative to a
#   constant, the training rows' breach rate. So the risks have to be *risks*: a ranking is not enough. (Below 50 % the check says
#   that they are no risks at all.)
# - **A promise to customers.** Of two tickets that differ in `open_hours` alone, the one with more open hours never gets
#   the higher risk, *whatever table the model was trained on*: also on one of 600 rows on which tickets with more hours breach more
#   often. The data does not see to that. What keeps the promise is the form of the model, or, if it is linear, `fit` looks at
#   the sign of its coefficient (over all rows hours and breaches may fall together, and rise together among tickets that are alike in all else).
# - A row's risk depends on that row alone, not on the others in its table. A word in `area`, `channel`, `language`, `team`, `region` or
#   `deployment` that training has not seen, and missing `seats`, must give a risk like others (from 0 to 1, and of that row alone).
# - Tables stay as they are. Training takes a few seconds at most on some 3,000 rows; scikit-learn and everything above is at your
#   service.
#
# A search for settings is not asked for. If you build trees: `SMALL_TREES`, below, holds settings of `HistGradientBoostingClassifier`
# that suit some 3,000 rows (`HistGradientBoostingClassifier(**SMALL_TREES, ...)`); its defaults are made for tables of ten thousand rows and more, and
# are too sure here: on most desks they fall below the floor, on some, that of the public check among them, they just pass. What no
# settings do for you: the columns, the words, the promise.

# %% nbgrader={"grade_id": "warehouse", "locked": true}
def of_today(rows):
    """The three columns of the warehouse: what they hold today."""
    said = events[events["type"].isin(["customer_msg", "agent_reply", "message"])].groupby("ticket_id").size()
    ended = events[events["type"] == "resolved"].groupby("ticket_id")["occurred_at"].min()
    changed = events[events["type"] == "priority_changed"].set_index("ticket_id")["value"]
    ids = rows["ticket_id"]
    hours = (ids.map(ended).fillna(events["ingested_at"].max()) - rows["created_at"]) / pd.Timedelta("1h")
    return rows.assign(hours_open=hours, messages=ids.map(said).fillna(0), priority=ids.map(changed).fillna(rows["severity"]))


def of_the_decision(rows):
    """The three columns as the service has them one hour after creation."""
    return rows.assign(hours_open=1.0, messages=rows["messages_1h"].astype(float), priority=rows["severity"])


SMALL_TREES = {"learning_rate": 0.08, "max_iter": 80, "max_leaf_nodes": 8, "l2_regularization": 1.0, "early_stopping": False,
               "random_state": 0}
warehouse = of_today(train_rows)
at_the_desk = of_the_decision(test_rows.drop(columns="breached"))
display(warehouse[["ticket_id", "severity", "priority", "messages_1h", "messages", "hours_open", "breached"]].head(3))

# %% nbgrader={"grade_id": "BreachModel", "solution": true}
class BreachModel:
    """Risk that a ticket breaches its SLA if left alone, from what the service knows at its decision."""

    def fit(self, train: pd.DataFrame) -> "BreachModel":
        """Learn from rows of the warehouse: the columns of `served`, `breached`, and three columns of today."""
        ### BEGIN SOLUTION
        words = ["plan", "severity", "area", "channel", "team", "region", "deployment"]
        numbers = ["open_hours", "sla_hours", "team_open", "team_wait_h", "body_chars", "attach_kb", "messages_1h",
                   "tenure_days", "acct_tickets", "acct_breaches", "acct_tickets_28d", "acct_breaches_28d"]
        table = make_column_transformer(
            (OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), words), ("passthrough", numbers),
            verbose_feature_names_out=False).set_output(transform="pandas")
        trees = HistGradientBoostingClassifier(**SMALL_TREES, monotonic_cst={"open_hours": -1})
        self.pipeline_ = make_pipeline(table, trees).fit(train, train["breached"])
        return self
        ### END SOLUTION

    def predict(self, rows: pd.DataFrame) -> np.ndarray:
        """Risk from 0 to 1 of each row, by position."""
        ### BEGIN SOLUTION
        return self.pipeline_.predict_proba(rows)[:, 1]
        ### END SOLUTION

# %% nbgrader={"grade_id": "BreachModel-check", "grade": true, "points": 13}
check.BreachModel(BreachModel)
### BEGIN HIDDEN TESTS
check.BreachModel(BreachModel, draw="graded")
### END HIDDEN TESTS

# %%
risk = BreachModel().fit(warehouse).predict(at_the_desk)
for name, said in [("constant", np.full(len(test_rows), train_rows["breached"].mean())),
                   ("logistic, all", logistic(WORDS, NUMBERS)(train_rows, train_rows["breached"], test_rows)),
                   ("your model", risk)]:
    print(f"{name:14} log-loss on {len(test_rows)} tickets of new days: {log_loss(test_rows['breached'], said):.3f}, "
          f"mean risk {np.mean(said):.3f} (breached: {test_rows['breached'].mean():.3f})")

# %% [markdown]
# ## 6. What is wrong with this training?
# Six teams trained a model on more and more rows and kept the losses (log-loss, nats a row; less is better). Each row of `curve` is one
# training:
#
# | column | meaning |
# |---|---|
# | `rows` | number of training rows |
# | `train` | loss on the training rows |
# | `valid` | loss on held-out rows of the same table |
# | `audited` | loss on the same held-out rows, but by labels that two people have checked one by one |
# | `served` | loss in service, in the month after |
# | `constant` | loss of the best constant on the held-out rows (the same in each row of the table) |
# | `expert` | loss that experts think can be reached with these columns, on correct labels (the same in each row) |
#
# One thing is wrong, or none. Say which, as one word:
#
# - `"bug"`: the optimiser or the model's code is broken: it cannot even fit a handful of rows, and stays near the constant there.
# - `"leak"`: the table holds something of the outcome that the service does not have.
# - `"labels"`: many labels are wrong, at random, in the whole table; the model itself has learned what there is to learn.
# - `"bias"`: the model is too simple, at worst hardly better than the constant, and more rows will not help. A handful of rows it fits.
# - `"variance"`: the model has learned its rows by heart; more rows will help.
# - `"fine"`: none of these: it does nearly what the experts think possible.
#
# Curves scatter: a loss by up to about a fiftieth of the distance from `expert` to `constant`. That distance may be large or small: a factor on
# all losses changes nothing. The trainings are at least six and stand in any order of `rows`. The labels of what was served have been corrected in every
# case but `"labels"`. Only one thing is wrong at a time, and if one is, then by at least a quarter of that distance.
# Your rule is put to 20 curves of each kind and must be right on at least 19 of them. `make_curve(seed, kind)` makes such curves.

# %% nbgrader={"grade_id": "make-curve", "locked": true}
def make_curve(seed, kind):
    """A made-up learning curve. kind: "bug", "leak", "labels", "bias", "variance" or "fine"."""
    rng = np.random.default_rng([seed, *map(ord, kind)])
    expert = rng.uniform(0.05, 0.4)
    span = rng.uniform(0.05, 0.5)
    rows = np.unique((rng.uniform(10, 40) * 2.0 ** np.arange(rng.integers(7, 12)) * rng.uniform(0.8, 1.2)).astype(int))
    gap = {"variance": rng.uniform(2.0, 5.0)}.get(kind, 0.6) * (rows / rows[0]) ** -rng.uniform(0.45, 0.7)
    if kind == "variance":
        gap = gap * rng.uniform(0.35, 0.7) / gap[-1]
    wrong = rng.uniform(0.32, 0.7)
    level = {"bias": rng.choice([wrong, rng.uniform(0.82, 0.97)]), "labels": wrong}.get(kind, rng.uniform(-0.04, 0.06))
    learned = rng.uniform(0.6, 0.8) if kind == "bias" else rng.uniform(0.4, 0.6)
    train = level - np.minimum(gap, level + 0.9 * expert / span) * learned
    valid = level + np.minimum(gap, 1.3)
    audited, served = valid.copy(), valid + rng.uniform(-0.02, 0.06)
    if kind == "labels":
        audited = valid - level + rng.uniform(-0.04, 0.06)
    if kind == "leak":
        drop = rng.choice([0.0, rng.uniform(0.3, 0.9)]) * min(1.0, expert / span)
        train, valid, audited = train - drop, valid - drop, audited - drop
        served = valid + rng.uniform(0.5, 2.0)
    if kind == "bug":
        train, valid, audited = (rng.uniform(0.85, 1.15) + 0.0 * gap for _ in range(3))
        served = valid + rng.uniform(-0.05, 0.1)
    curve = {"rows": rows} | {name: expert + span * (values + rng.normal(size=len(rows)) * 0.008)
                              for name, values in (("train", train), ("valid", valid), ("audited", audited), ("served", served))}
    table = pd.DataFrame(curve).assign(constant=expert + span, expert=expert)
    table[["train", "valid", "audited", "served"]] = table[["train", "valid", "audited", "served"]].clip(lower=0.0)
    return table.iloc[rng.permutation(len(table))].reset_index(drop=True)


make_curve(1, "variance").sort_values("rows").round(3)

# %% nbgrader={"grade_id": "diagnose-curve", "solution": true}
def diagnose_curve(curve: pd.DataFrame) -> str:
    """What is wrong: "bug", "leak", "labels", "bias", "variance" or "fine".

    curve: rows, train, valid, audited, served, constant, expert; a row a training, in any order; losses in nats.
    """
    ### BEGIN SOLUTION
    ordered = curve.sort_values("rows")
    span = ordered["constant"] - ordered["expert"]
    losses = ordered[["train", "valid", "audited", "served"]]
    excess = losses.sub(ordered["expert"], axis=0).div(span, axis=0)
    few, many = excess.iloc[0], excess.iloc[-1]
    if few["train"] > 0.8:
        return "bug"
    if many["served"] - many["valid"] > 0.2:
        return "leak"
    if many["valid"] - many["audited"] > 0.15:
        return "labels"
    if many["valid"] - many["train"] > 0.2:
        return "variance"
    return "bias" if many["valid"] > 0.2 else "fine"
    ### END SOLUTION

# %% nbgrader={"grade_id": "diagnose-curve-check", "grade": true, "points": 11}
check.diagnose_curve(diagnose_curve)
### BEGIN HIDDEN TESTS
check.diagnose_curve(diagnose_curve, draw="graded")
### END HIDDEN TESTS

# %%
kinds = ["bug", "leak", "labels", "bias", "variance", "fine"]
said = pd.DataFrame([(kind, diagnose_curve(make_curve(seed, kind))) for kind in kinds for seed in range(100)],
                    columns=["is", "said"])
pd.crosstab(said["is"], said["said"]).reindex(index=kinds, columns=kinds, fill_value=0)

# %% [markdown]
# ## 7. Debug: the same training, twice
# A bag of rate tables: `bags` times draw as many rows as there are, with replacement, compute the shrunk breach rate of
# each cell (plan and severity), and average the tables. Yesterday's artefact cannot be made again, nobody knows why. It has at least six faults:
# run it twice, shuffle the rows, add a ticket, change the seed, and look.

# %% nbgrader={"grade_id": "train-v0", "locked": true}
MEMORY = {}


def train_bag_v0(config, tickets):
    np.random.seed(None)
    holdout = [hash(ticket) % 5 == 0 for ticket in tickets["ticket_id"]]
    train = tickets[~np.array(holdout)]
    total = MEMORY.setdefault("total", {})
    for _ in range(config["bags"]):
        drawn = train.iloc[np.random.randint(0, len(train), len(train))]
        prior = tickets["breached"].mean()
        for cell, labels in drawn.groupby(drawn["plan"] + "/" + drawn["severity"])["breached"]:
            rate = (labels.sum() + 5 * prior) / (len(labels) + 5)
            total[cell] = total.get(cell, 0) + rate / config["bags"]
    return {"rates": total, "prior": prior, "holdout": sorted(tickets["ticket_id"][holdout]), "trained_at": time.time()}


first, again = (train_bag_v0({"bags": 5, "seed": 1}, train_rows) for _ in range(2))
print(json.dumps(first) == json.dumps(again), {cell: round(again["rates"][cell], 3) for cell in list(again["rates"])[:3]})

# %% [markdown]
# Write the version that can be repeated. `config` has `bags` (1 to 100) and `seed` (a whole number from 0 to 1,000,000); `tickets` has
# `ticket_id` (unique), `plan`, `severity`, `breached` (0 or 1), perhaps others, in any order and with any index.
#
# - **Holdout.** A ticket is held out if `int(hashlib.sha256(f"{seed}:{ticket_id}".encode()).hexdigest(), 16) % 5 == 0`: so
#   it depends on the ticket and the seed alone. Held-out tickets teach nothing, the prior included. Some tickets are left to train on.
# - **Bags.** Each bag is drawn from the tickets that train; each bag is a draw of its own (not one draw used again), and *the first bags
#   stay what they are when more are asked for*. How you draw is up to you; that bags are independent and a row as likely as
#   another is not. Another seed draws all bags anew: it shares none with its neighbour, nor with a seed 10, 100 or 1,000
#   further on, and of a hundred seeds no two meet by chance.
# - **Rates.** In a bag: (breaches + 5 · prior) / (rows + 5) for each cell, where the prior is the breach rate of all tickets that train, each once.
#   Cells are named `plan/severity`. A cell that has tickets that train, but none in this bag, has the prior there. The rate of a cell is the mean of its rates in all bags.
#   Nothing is rounded.
# - **The same bytes.** Returned is a dictionary with `rates` (cell: float, in alphabetical order of cells), `prior` (float) and `holdout` (list
#   of ids, sorted), nothing else, of plain Python values, so that `json.dumps` can write it. The same config and the same tickets, in whatever order
#   and after whatever else was run, give the same text: neither the clock nor anything that was drawn before has a part in it. `tickets` stays as it is.
#   That holds for the process of tomorrow, too: `hash` of a text is another number in each process. (The check, which runs in one process, does not see
#   that; nor that `np.random.seed` in the function, which gives the same text, moves the draws of whoever comes after you. A colleague will: restart the
#   kernel and compare.)

# %% nbgrader={"grade_id": "train-bag", "solution": true}
def train_bag(config: dict[str, int], tickets: pd.DataFrame) -> dict[str, object]:
    """Breach rates of (plan, severity), averaged over bootstrap samples; the same arguments give the same bytes.

    config: bags 1 to 100, seed 0 to 1,000,000. tickets: ticket_id, plan, severity, breached (0 or 1), in any order. Returns
    "rates" (by "plan/severity"), "prior" and "holdout" (ids), ready for json.dumps.
    """
    ### BEGIN SOLUTION
    ordered = tickets.sort_values("ticket_id")
    held_out = np.array([int(hashlib.sha256(f"{config['seed']}:{ticket}".encode()).hexdigest(), 16) % 5 == 0
                         for ticket in ordered["ticket_id"]])
    train = ordered[~held_out]
    names, cells = np.unique((train["plan"] + "/" + train["severity"]).to_numpy(dtype=str), return_inverse=True)
    labels = train["breached"].to_numpy(dtype=float)
    prior = labels.mean()
    rates = np.zeros(len(names))
    for bag in range(config["bags"]):
        drawn = np.random.default_rng([config["seed"], bag]).integers(0, len(train), len(train))
        rows = np.bincount(cells[drawn], minlength=len(names))
        breaches = np.bincount(cells[drawn], weights=labels[drawn], minlength=len(names))
        rates += (breaches + 5 * prior) / (rows + 5)
    return {"rates": dict(zip(names.tolist(), (rates / config["bags"]).tolist())), "prior": float(prior),
            "holdout": ordered["ticket_id"][held_out].tolist()}
    ### END SOLUTION

# %% nbgrader={"grade_id": "train-bag-check", "grade": true, "points": 11}
check.train_bag(train_bag)
### BEGIN HIDDEN TESTS
check.train_bag(train_bag, draw="graded")
### END HIDDEN TESTS

# %%
seeds = pd.DataFrame({seed: train_bag({"bags": 20, "seed": seed}, train_rows)["rates"] for seed in range(5)})
seeds.assign(spread=seeds.max(axis=1) - seeds.min(axis=1)).round(3)

# %% [markdown]
# ## 8. A test for what a model promises
# The next model comes from a colleague, the one after that from a vendor. Write the test that each has to pass:
# `test_model(fit_predict)` returns `None` if all is well and raises an `AssertionError` otherwise. A model is a function
#
# `fit_predict(X, y, weight, new)`: it trains on `X` (`open_hours` > 0 and `severity`, one of P1 to P4), labels `y` and weights `weight`, and returns
# the risk of each row of `new` (the same two columns, any index). `y` and `weight` are arrays by position; the result is an array.
#
# | promise | |
# |---|---|
# | shape | an array of finite numbers from 0 to 1, one for each row of `new` |
# | weights | a row of weight 2 counts like two rows, wherever in `X` they stand, a row of weight 0 like none |
# | monotone | of two new rows that differ in `open_hours` alone, whatever their severity, the one with more hours never gets the higher risk |
# | row by row | a row's risk does not depend on the other rows of `new`, nor on its place there |
# | repeatable | the same call gives the same risks |
# | calibrated | the mean risk over the training rows, weighted, is the weighted breach rate, within .05 |
# | learns | if, on hours from 1 to 100, the short ones breach much more often than the long ones, it gives them clearly higher risks: at least .2 apart where the rates are 0 and 1 |
#
# - Numbers that should be equal may differ by 1e-6, and a risk that may not rise may rise by 1e-6: good models are trained by iterations,
#   and add up in any order. More than that is a broken promise. Nothing is promised that is not in the table: all weights times two are twice the rows,
#   and a model may trust twice the rows more.
# - Right models keep the promises if there are at least 30 training rows with both labels among rows of positive weight, and all `open_hours`, those of `new`, too,
#   are from 1 to 100. Fewer rows, or other values, and they may not. They may treat `severity` as they like.
# - You make the tables yourself. Tables with an effect and tables without one, weights of more than one kind, many rows and one, open hours from 1 to 100 in steps of three or less, each severity: a promise is often kept on
#   one table, or for one severity, and broken on the next. A model that raises an exception has failed, too: let it pass through or turn it into an
#   AssertionError. A few dozen calls with 30 to 300 rows show every mistake here; the test of one model must end within 8 s.

# %% nbgrader={"grade_id": "test-model", "solution": true}
def test_model(fit_predict: Callable[[pd.DataFrame, np.ndarray, np.ndarray, pd.DataFrame], np.ndarray]) -> None:
    """Raise an AssertionError if a model breaks one of the seven promises.

    fit_predict: called with X (open_hours, severity), y (0 or 1), weight (>= 0) and new rows like X; returns risks.
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(7)
    n = 60
    ones = np.ones(n)
    X = pd.DataFrame({"open_hours": rng.uniform(1, 100, n), "severity": rng.choice(["P1", "P2", "P3", "P4"], n)})
    grid = pd.DataFrame({"open_hours": np.tile(np.linspace(1, 100, 34), 4), "severity": np.repeat(["P1", "P2", "P3", "P4"], 34)})
    falls = (X["open_hours"] < 50).to_numpy(dtype=float)
    rises = 1 - falls
    mixed = (rng.uniform(size=n) < 0.5 - 0.4 * (X["open_hours"] > 50)).to_numpy(dtype=float)
    rare = (np.arange(n) % 12 == 0).astype(float)

    for y in (falls, rises, mixed, rare):
        risk = fit_predict(X, y, ones, grid)
        assert isinstance(risk, np.ndarray) and risk.shape == (len(grid),), "one risk for each new row"
        assert np.isfinite(risk).all() and risk.min() >= 0 and risk.max() <= 1, "risks from 0 to 1"
        assert np.allclose(risk, fit_predict(X, y, ones, grid), rtol=0, atol=1e-6), "the same call, the same risks"
        assert (np.diff(risk.reshape(4, 34), axis=1) <= 1e-6).all(), "more open hours, never more risk"
        backwards = fit_predict(X, y, ones, grid[::-1])
        assert np.allclose(backwards[::-1], risk, rtol=0, atol=1e-6), "the order of new rows has no part in it"
        for place in (0, 50, 135):
            alone = fit_predict(X, y, ones, grid.iloc[[place]])
            assert np.shape(alone) == (1,) and abs(alone[0] - risk[place]) < 1e-6, "a row alone gets the same risk"
        for weight in (ones, rng.integers(0, 4, n).astype(float), 1 + 9 * y):
            weighted = fit_predict(X, y, weight, grid)
            often = np.repeat(np.arange(n), weight.astype(int))
            repeated = fit_predict(X.iloc[often], y[often], np.ones(len(often)), grid)
            assert np.allclose(weighted, repeated, rtol=0, atol=1e-6), "a weight of 2 is two rows, of 0 none"
            own = fit_predict(X, y, weight, X)
            assert abs(np.average(own, weights=weight) - np.average(y, weights=weight)) < 0.05, "calibrated"
    short, long = fit_predict(X, falls, ones, pd.DataFrame({"open_hours": [5.0, 95.0], "severity": ["P3", "P3"]}))
    assert short > long + 0.2, "what breaches more often has the higher risk"
    ### END SOLUTION

# %% nbgrader={"grade_id": "test-model-check", "grade": true, "points": 12}
check.test_model(test_model)
### BEGIN HIDDEN TESTS
check.test_model(test_model, draw="graded")
### END HIDDEN TESTS

# %% [markdown]
# ## 9. Which model, and why
# The desk's head wants to know which model goes on duty. The constraints: the service has one small core and answers within 50 milliseconds
# a ticket; the account managers were promised that more open hours never mean more risk; the model is trained each night from
# the log; and two people look after it, one of whom is on holiday. This is what the candidates do. (It takes some seconds. The time in the
# report is that of a training and of all tickets of the ten days in one go: what one ticket takes alone it does not show.)

# %% nbgrader={"grade_id": "report", "locked": true}
class Rung:
    """A rung of the ladder with the methods of BreachModel."""

    def __init__(self, rung):
        self.rung = rung

    def fit(self, train):
        self.train = train
        return self

    def predict(self, rows):
        return self.rung(self.train, self.train["breached"].to_numpy(dtype=float), rows)


def default_trees(X_train, y_train, X_new):
    table = make_column_transformer(
        (OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), WORDS), ("passthrough", NUMBERS))
    return make_pipeline(table, HistGradientBoostingClassifier(random_state=0)).fit(X_train, y_train).predict_proba(X_new)[:, 1]


candidates = {"rate table": Rung(rate_table), "logistic, form": Rung(RUNGS["logistic, form"]),
              "logistic, all": Rung(RUNGS["logistic, all"]), "boosting, defaults": Rung(default_trees), "your model": BreachModel()}
columns_used = {"rate table": 2, "logistic, form": 5, "logistic, all": 19, "boosting, defaults": 19, "your model": None}      # None: count the columns that your model reads
day_losses, report = {}, {}
sweep = pd.concat([at_the_desk.head(40).assign(open_hours=hours) for hours in (2.0, 5.0, 10.0, 20.0, 40.0, 80.0)])
for name, model in candidates.items():
    start = time.perf_counter()
    model.fit(warehouse)
    risk = np.asarray(model.predict(at_the_desk))
    seconds = time.perf_counter() - start
    losses = -np.log(np.clip(np.where(test_rows["breached"] == 1, risk, 1 - risk), 1e-6, 1))
    day_losses[name] = pd.Series(losses).groupby(test_rows["date"].to_numpy()).mean()
    swept = np.asarray(model.predict(sweep)).reshape(6, 40)
    report[name] = {"log-loss": losses.mean(), "mean risk": risk.mean(), "train and predict, s": seconds,
                    "promise broken, of 40 tickets": int((np.diff(swept, axis=0) > 1e-9).any(axis=0).sum()),
                    "columns used": columns_used[name]}
    gain = day_losses["rate table"] - day_losses[name]
    report[name]["better than the table, days of 10"] = int((gain > 0).sum())
print(f"{len(test_rows)} tickets of {test_rows['date'].nunique()} new days; breached {test_rows['breached'].mean():.3f}; "
      f"trained on {len(warehouse)}")
display(pd.DataFrame(report).T.round(3))
names = list(candidates)
for simpler, name in [*zip(names, names[1:]), ("logistic, all", "your model")]:
    gain = day_losses[simpler] - day_losses[name]
    print(f"{name!r} gains {gain.mean():+.3f} over {simpler!r}, day by day; standard error {gain.sem():.3f} (n = {len(gain)} days)")
print("(The table's losses are means over tickets, these gains over days: what is compared with its error is the latter.)")

# %% [markdown]
# Write the page (250 to 400 words) that says which candidate goes on duty, for the head of the desk and for the
# engineer who will look after it. Your mentor checks these statements, yes or no; the two with a star must be met, and at least
# four of the others:
#
# 1. ★ It names one candidate, and the next simpler one that it was compared with, with the losses of both from the report.
# 2. ★ It says what the comparison's uncertainty is (days, standard error), and does not call a difference within it a gain.
# 3. It names the constraint that rules at least one candidate out, with the figure of the report that shows it.
# 4. It says what the chosen model costs in upkeep: columns to log, code, training, who is called.
# 5. It says what a simpler model would do better, honestly.
# 6. It names what was not measured, or what the report cannot show.
# 7. It says by which observation, with a number, one would go back to the simpler model or on to another.
# 8. A head of desk can follow it: no term of the field stays unexplained.

# %% [markdown] nbgrader={"grade_id": "model-memo", "grade": true, "solution": true, "points": 8}
# **Which model goes on duty: the logistic regression on all logged columns**
#
# *Decision.* We put "logistic, all" on duty. It gives each ticket a chance of missing its deadline by adding up
# weighted facts about the ticket, its account and its queue. We measure a model by its log-loss: the more surprised it is by what
# happens, the larger, and zero for a prophet. On the ten newest days it has the loss that the report shows for it; the next simpler
# candidate, the same method on the form alone, has the clearly larger one beside it.
#
# *How sure we are.* Tickets of one day share their luck, so we compare days, and there are ten. "Logistic, all" beats the rate table on
# nearly all of them. Boosted trees with our promise built in ("your model") differ from it by less than two standard errors: we cannot tell
# them apart, and do not claim that either is better.
#
# *What rules others out.* Account managers were promised that more working hours never mean more risk. Boosting as it comes breaks
# that on the tickets counted in the report, and it is too sure of itself, which its loss shows. Whoever prefers trees must take those with the promise built in.
#
# *What it costs.* Nineteen columns to log instead of five, among them the queue and the account's history, which come from other teams. Training
# and answering take a fraction of a second on our core. One person can read its nineteen weights; when a column is missing, the
# service refuses the day and the old rule orders the tickets. The engineer on duty is called once a day at most.
#
# *What the simple table does better.* It needs two columns, cannot break, and an agent can check it by hand. If we
# lose the log it is what we fall back on.
#
# *Not measured.* Ten days of one season. No change of contract, no outage, and nobody yet knows whether a risk well
# estimated is a ticket well chosen: that needs an experiment.
#
# *When we change our mind.* If over four weeks the loss is not at least a tenth lower than the table's, we go back to
# the table; if boosting with the promise is better by more than two standard errors over thirty days, we go on to it.

# %% [markdown]
# ## Done?
# Run *Kernel, Restart Kernel and Run All Cells* once, then in a terminal `craft check 06` for the report on fresh
# data, and `craft submit 06` for the file to hand in.
