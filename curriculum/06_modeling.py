# %% [markdown]
# # From baselines to a model
#
# **You will be able to**
#
# - climb a ladder of baselines on the same folds, and say what each rung gains over the one below;
# - stop where the next rung does not pay for its upkeep, and tell a gain from luck;
# - say between which floor and which ceiling an honest score lies, and what it means to stand outside;
# - see what class weights do to risks, and why a ranking does not show it;
# - test what a model promises: monotone, weighted, row by row, the same bytes again;
# - read a learning curve, check a gradient, and find your way through somebody else's training code.
#
# About 45 minutes. Where a cell says `None  # your guess`, write your guess before you run on: a wrong guess
# followed by the answer is what you will remember. The notebook also runs without guesses.

# %% [markdown]
# ## The ladder
#
# All flights out of New York in 2013. **Two hours before scheduled departure: what is the chance that this flight is
# disrupted** (arrives more than 30 minutes late, is cancelled or diverted)? We train on the months before, and ask about
# a month that follows. To be quick we take every 24th flight. Every feature is one that was known at the decision.
#
# The loss is the **log-loss**: minus the logarithm of the probability of what happened, averaged. It is small for
# risks that are sharp *and* true; nothing else gets a good one.

# %%
import os

# For fits as small as these, one thread is faster than several that wait for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import hashlib
import inspect

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from craftdata import desk, flights, pipeline

problem = flights.load_disruption()
some = np.arange(len(problem.y)) % 24 == 0
X = problem.X[some].reset_index(drop=True)
y = problem.y[some].to_numpy(dtype=float)
month = problem.decision_time[some].dt.month.to_numpy()
WORDS = ["carrier", "origin", "dest"]
TIMETABLE, EVERYTHING = list(problem.groups["SCHEDULE"]), list(X.columns)

BLUE, ORANGE, GREEN, GREY, BLACK = "#0072B2", "#D55E00", "#009E73", "#999999", "#000000"
plt.rcParams.update({
    "figure.facecolor": "white", "axes.facecolor": "white", "savefig.facecolor": "white",
    "figure.dpi": 100, "font.size": 11, "axes.spines.top": False, "axes.spines.right": False,
})


def reveal(what, answer, guess, form="{:.3f}"):
    shown = guess if isinstance(guess, str) else form.format(answer if guess is None else guess)
    yours = "you made no guess" if guess is None else f"you guessed {shown}"
    print(f"{what}: {form.format(answer)}  ({yours})")


def log_loss(happened, risk):
    risk = np.clip(risk, 1e-6, 1 - 1e-6)
    return float(-np.where(happened == 1, np.log(risk), np.log1p(-risk)).mean())


print(f"{len(y):,} flights, {y.mean():.1%} disrupted; by month from {pd.Series(y).groupby(month).mean().min():.0%} "
      f"to {pd.Series(y).groupby(month).mean().max():.0%}")

# %% [markdown]
# A **rung** is anything that learns from some flights and gives a risk to others. The first is a constant; the second
# a table that an analyst makes in an afternoon (the rate of each hour of the day, at each level of delay at the
# airport); then come models, each with a price.

# %%
def constant(train, new):
    return np.full(len(new), y[train].mean())


def rate_table(train, new):
    late = np.searchsorted([0, 5, 10, 20, 30], X["origin_delay_3h"].fillna(-1).to_numpy())
    cell = pd.Series(np.floor(X["minute_of_day"].to_numpy() / 60) * 10 + late)
    sums = pd.Series(y[train]).groupby(cell[train].to_numpy()).agg(["sum", "size"])
    rates = (sums["sum"] + 20 * y[train].mean()) / (sums["size"] + 20)
    return cell[new].map(rates).fillna(y[train].mean()).to_numpy()


def logistic(columns):
    words, numbers = [c for c in columns if c in WORDS], [c for c in columns if c not in WORDS]
    table = make_column_transformer(
        (OneHotEncoder(handle_unknown="ignore", min_frequency=50), words),
        (make_pipeline(SimpleImputer(), StandardScaler()), numbers))
    return make_pipeline(table, LogisticRegression(C=0.1, max_iter=200))


def boosting(**changed):
    settings = dict(max_iter=60, learning_rate=0.1, max_leaf_nodes=8, min_samples_leaf=50, random_state=0,
                    categorical_features="from_dtype", early_stopping=False)
    return HistGradientBoostingClassifier(**(settings | changed))


def rung(model, columns):
    def risks(train, new):
        model.fit(X.iloc[train][columns], y[train])
        return model.predict_proba(X.iloc[new][columns])[:, 1]
    return risks


rungs = {
    "constant": constant, "rate table": rate_table,
    "logistic, timetable": rung(logistic(TIMETABLE), TIMETABLE),
    "boosting, timetable": rung(boosting(), TIMETABLE),
    "logistic, everything": rung(logistic(EVERYTHING), EVERYTHING),
    "boosting, everything": rung(boosting(), EVERYTHING),
}

# %% [markdown]
# ## The same folds for every rung
#
# Months differ more than models do, so every rung gets the same months: train on all months before, judge on this one.
# Six folds, July to December. A rung that was judged on other folds, or has seen a label of the month that it is
# judged by, is not comparable with anything. Six folds are not six independent trials: their training sets are nested, each
# contains the one before, so a standard error over folds is a guide and no more.
#
# **Predict.** The rate table has two columns: the hour, and how late the airport's departures were in the last three
# hours. Boosted trees on the timetable have eight (carrier, airports, time, weekday, distance ...) and interactions. Which
# has the smaller loss?

# %%
guess_better = None  # your guess: "rate table" or "boosting, timetable"

# %%
folds = [(np.flatnonzero(month < m), np.flatnonzero(month == m)) for m in range(7, 13)]
risks = {name: [rung_of(train, new) for train, new in folds] for name, rung_of in rungs.items()}
losses = pd.DataFrame({name: [log_loss(y[new], risk) for (_, new), risk in zip(folds, said, strict=True)]
                       for name, said in risks.items()}, index=["Jul", "Aug", "Sep", "Oct", "Nov", "Dec"])
means = losses.mean()
better = "rate table" if means["rate table"] < means["boosting, timetable"] else "boosting, timetable"
reveal("the smaller loss has the", better, guess_better, "{}")
display(losses.round(3), means.round(4).to_frame("mean of six months").T)
assert means["rate table"] < means["boosting, timetable"]
assert means["logistic, timetable"] < means["boosting, timetable"]

# %% [markdown]
# Two columns and a division beat boosted trees. The trees had eight columns, but not the one that matters: *what is going on at the
# airport now*. And on the same timetable the plain **logistic regression is better than the trees**: there is little to
# find there, and whoever searches harder finds the accidents of last spring. Information moves the loss; the
# algorithm hardly does.

# %%
fig, ax = plt.subplots(figsize=(9, 3.9))
order = list(losses)[::-1]
for place, name in enumerate(order):
    ax.plot(losses[name], np.full(6, place), "o", color=GREY, markersize=5, alpha=0.8,
            label="a month" if place == 0 else None)
    ax.plot(means[name], place, "D", color=ORANGE if "boosting" in name else BLUE, markersize=9,
            label={"constant": "mean", "boosting, everything": "mean, boosting"}.get(name))
ax.axvline(means["constant"], color=BLACK, linewidth=1, linestyle="--")
ax.set(yticks=range(len(order)), xlabel="log-loss of a month (less is better)",
       title=f"Months differ more than rungs (n = {sum(len(new) for _, new in folds):,} flights, 6 months)")
ax.set_yticklabels(order)
ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
plt.show()

# %% [markdown]
# ## When does the next rung pay?
#
# The grey points overlap, so an interval around each mean would overlap as well, and one might think that nothing
# is known. That is wrong: the months are hard or easy **for all rungs together**. What counts is the *difference*, month by
# month, and it scatters far less.

# %%
def gain(simple, dear):
    """Mean gain of a rung over a simpler one, and its standard error, paired by month."""
    saved = losses[simple] - losses[dear]
    return saved.mean(), saved.std() / np.sqrt(len(saved))


steps = [("constant", "rate table"), ("rate table", "boosting, timetable"), ("rate table", "logistic, everything"),
         ("logistic, everything", "boosting, everything")]
for simple, dear in steps:
    mean, error = gain(simple, dear)
    unpaired = np.sqrt((losses[simple].var() + losses[dear].var()) / 6)
    print(f"{simple:20} to {dear:20} gains {mean:+.4f}: {mean / error:+.1f} paired standard errors of {error:.4f} "
          f"(unpaired: {unpaired:.4f})")
assert gain(*steps[2])[0] > 4 * gain(*steps[2])[1] and 0 < gain(*steps[3])[0] < 2 * gain(*steps[3])[1]

# %% [markdown]
# The famous *one-standard-error rule* (Breiman and others, 1984: take the simplest model within one standard error of the best) uses
# the scatter of a mean, not that of a difference: with months as unequal as these it is far too generous. And a small *p* is not a reason to
# build either: a rung costs columns to log, code, a person who is called. Write the upkeep beside the gain, in the same
# unit, and ask for proof of the difference. The opposite mistake is as common: **stopping at the first rung that
# gains nothing**. The third rung of our ladder gains nothing over the table, the fifth does.
#
# And the last step, from logistic regression with everything to boosting with everything? The gain is less than two standard errors, and
# there are only six folds: not proved. We stay with the logistic regression until more months say otherwise; that boosting is
# *not* better is not proved either.
#
# One more trap. Try enough rungs, and the best of them looks good by luck:

# %%
rng = np.random.default_rng(0)
lucky = [rng.normal(0, 1, (12, k)).mean(axis=0).max() for k in (1, 2, 5, 10, 20) for _ in range(400)]
lucky = np.array(lucky).reshape(5, 400).mean(axis=1)
for k, value in zip((1, 2, 5, 10, 20), lucky, strict=True):
    print(f"best of {k:2} rungs that all gain nothing, 12 folds: looks {abs(value) * np.sqrt(12):.1f} standard errors better")
assert lucky[-1] * np.sqrt(12) > 1.5

# %% [markdown]
# ## Rare outcomes
#
# Only a fifth of the flights is disrupted. "The classes are imbalanced", says the forum, "use
# `class_weight='balanced'`" (or oversample, or SMOTE: all of them change the base rate that the model sees).
#
# **Predict.** Logistic regression with everything, with balanced weights. The AUC is practically the same as before. And the log-loss:
# better than before, worse, or even worse than the *constant*?

# %%
guess_balanced = None  # your guess: "better", "worse" or "worse than the constant"

# %%
train, new = np.flatnonzero(month < 7), np.flatnonzero(month >= 7)
plain_model = logistic(EVERYTHING).fit(X.iloc[train], y[train])
weighted_model = logistic(EVERYTHING).set_params(logisticregression__class_weight="balanced").fit(X.iloc[train], y[train])
plain, balanced = (model.predict_proba(X.iloc[new])[:, 1] for model in (plain_model, weighted_model))
base = np.full(len(new), y[train].mean())
table = pd.DataFrame({name: {"AUC": roc_auc_score(y[new], risk), "log-loss": log_loss(y[new], risk), "mean risk": risk.mean()}
                      for name, risk in (("constant", base), ("as it is", plain), ("balanced", balanced))})
answer = ("worse than the constant" if table["balanced"]["log-loss"] > table["constant"]["log-loss"]
          else "worse" if table["balanced"]["log-loss"] > table["as it is"]["log-loss"] else "better")
reveal("balanced weights make the loss", answer, guess_balanced, "{}")
display(table.round(3))
print(f"disrupted from July on: {y[new].mean():.3f} of {len(new):,} flights")
assert abs(table["balanced"]["AUC"] - table["as it is"]["AUC"]) < 0.01
assert table["balanced"]["log-loss"] > table["constant"]["log-loss"]
assert table["balanced"]["mean risk"] > 2 * y[new].mean()

# %% [markdown]
# A model that is worse than knowing nothing, and no ranking shows it. On average it says more than twice what happens: it
# was trained on a world in which half of the flights are disrupted.

# %%
fig, ax = plt.subplots(figsize=(5.6, 4.6))
for name, risk, colour, marker in (("as it is", plain, BLUE, "o"), ("balanced", balanced, ORANGE, "s")):
    bins = pd.qcut(risk, 10, labels=False)
    ax.plot(pd.Series(risk).groupby(bins).mean(), pd.Series(y[new]).groupby(bins).mean(), marker + "-", color=colour, label=name)
ax.plot([0, 1], [0, 1], color=BLACK, linewidth=1, linestyle="--")
ax.set(xlabel="mean predicted risk (tenths of the flights)", ylabel="share that was disrupted", xlim=(0, 1), ylim=(0, 1),
       title=f"The same ranking, other risks (n = {len(new):,})")
ax.legend(frameon=False)
plt.show()

# %% [markdown]
# If you need another *decision*, move the threshold, or put the prices into it. Leave the risks true. And if rows must be resampled, then inside
# the training part of each fold: a copied row that stands on both sides of a split is a label that the model remembers.

# %% [markdown]
# ## The floor and the ceiling
#
# Is a loss of .4 good? Without a floor and a ceiling nobody can say. (Both are of *quality*: the floor is the largest loss that is
# allowed, the ceiling the smallest that is possible.) The **floor** you can always have: the constant, and the simplest
# rung that is honest. The **ceiling** is the loss of somebody who knows the true risks, and still not the dice. In real data
# nobody knows it; at the Desk, our simulated help desk, its builders do. Tickets of five weeks; will one breach its
# SLA? Beside what the service knew at the decision the warehouse has a column `messages`: how many messages the ticket had.

# %%
days = []


def watch(day):
    days.append(day.tickets)
    return desk.policies.nobody(day)


with desk.open_desk(seed=60, days=52, tickets_per_day=100, fast_lane_places=0) as op:
    op.run(watch)
    events = op.events().drop_duplicates("event_id")
outcome = events[events["type"].isin(["sla_met", "sla_breached"])].set_index("ticket_id")["type"]
tickets = pd.concat(days[7:42], ignore_index=True)
tickets = tickets[tickets["still_open"] & tickets["ticket_id"].isin(outcome.index)].reset_index(drop=True)
breached = (tickets["ticket_id"].map(outcome) == "sla_breached").to_numpy(dtype=float)
said = events[events["type"].isin(["customer_msg", "agent_reply", "message"])].groupby("ticket_id").size()
numbers = ["sla_hours", "open_hours", "team_wait_h", "acct_breaches", "acct_tickets", "body_chars"]
served = np.log1p(tickets[numbers])
cut = len(tickets) * 7 // 10


def desk_loss(in_training, in_test):
    columns = make_pipeline(StandardScaler(), LogisticRegression(C=0.3)).fit(in_training[:cut], breached[:cut])
    return log_loss(breached[cut:], columns.predict_proba(in_test[cut:])[:, 1])


whole_life = served.assign(messages=np.log1p(tickets["ticket_id"].map(said).fillna(0)))
at_decision = served.assign(messages=np.log1p(tickets["messages_1h"]))
desk_losses = {"constant": log_loss(breached[cut:], np.full(len(tickets) - cut, breached[:cut].mean())),
               "honest": desk_loss(served, served), "with messages, offline": desk_loss(whole_life, whole_life),
               "with messages, served": desk_loss(whole_life, at_decision)}
truth = desk.make_truth(seed=60, days=52, tickets_per_day=100, fast_lane_places=0).set_index("ticket_id")["p_breach"]
desk_losses["true risks (the ceiling)"] = log_loss(breached[cut:], tickets["ticket_id"].map(truth).to_numpy()[cut:])
print({name: round(loss, 3) for name, loss in desk_losses.items()}, f"(n = {len(tickets) - cut:,})")
assert desk_losses["with messages, offline"] < desk_losses["honest"] < desk_losses["with messages, served"]
assert desk_losses["true risks (the ceiling)"] < desk_losses["with messages, offline"]

# %% [markdown]
# Offline it is the best model so far, and still not better than the true risks: by its loss alone nobody would suspect a leak. In service a ticket has at its decision the messages of one hour, and the same model is worse
# than the honest one. The rule of thumb "too good to be true" helps only with leaks that are large enough to break through
# the ceiling. For all others there is one question, asked of each column: **could it have had this value at the decision?** And one test: put the
# value of the decision into the row; if the risk moves, the column is not one to learn from.

# %% [markdown]
# ## What a model must promise
#
# A score is a mean. Users meet single rows. An airline's dispatcher would say: *the later the aircraft comes in, the higher the
# risk*, all else equal. Trees never heard of that.
#
# **Predict.** For what share of the flights with a known incoming aircraft does the risk *fall* if that aircraft is reported 15
# minutes later?

# %%
guess_falls = None  # your guess, for example 0.05

# %%
free = boosting(max_iter=120, min_samples_leaf=20).fit(X.iloc[train], y[train])
bound = boosting(max_iter=120, min_samples_leaf=20, monotonic_cst={"previous_arr_delay": 1}).fit(X.iloc[train], y[train])
known = X.iloc[new][X.iloc[new]["previous_arr_delay"].notna()]
later = known.assign(previous_arr_delay=known["previous_arr_delay"] + np.float32(15))


def falls(model):
    return (model.predict_proba(later)[:, 1] < model.predict_proba(known)[:, 1] - 1e-9).mean()


reveal("the risk falls for", falls(free), guess_falls, "{:.1%}")
print(f"with the constraint: {falls(bound):.1%}; log-loss {log_loss(y[new], free.predict_proba(X.iloc[new])[:, 1]):.4f} "
      f"without it, {log_loss(y[new], bound.predict_proba(X.iloc[new])[:, 1]):.4f} with it (n = {len(known):,} of {len(new):,})")
assert falls(free) > 0.03 and falls(bound) == 0

# %%
grid = np.arange(-30, 121, 3, dtype=np.float32)
drops = free.predict_proba(known)[:, 1] - free.predict_proba(later)[:, 1]
picked = known.iloc[np.argsort(-drops)[:8]]
every = known.iloc[:: max(1, len(known) // 200)]
fig, axes = plt.subplots(1, 2, figsize=(9, 3.6), sharey=True)
for ax, model, title in ((axes[0], free, "without constraint"), (axes[1], bound, "never falling")):
    for rows, colour, width, name in ((picked, BLUE, 1.2, "the eight with the largest fall"), (every, ORANGE, 3, "mean")):
        swept = np.array([model.predict_proba(rows.assign(previous_arr_delay=value))[:, 1] for value in grid])
        drawn = swept.mean(axis=1, keepdims=True) if name == "mean" else swept
        lines = ax.plot(grid, drawn, color=colour, linewidth=width)
        lines[0].set_label(f"{name} (n = {len(rows)})")
    ax.set(title=title, xlabel="delay of the incoming aircraft, minutes", ylim=(0, 1))
axes[0].set_ylabel("predicted risk")
axes[1].legend(frameon=False, fontsize=9)
fig.suptitle("On average the trees know it; single flights they betray", y=1.03)
plt.show()

# %% [markdown]
# The mean curve rises, and single flights do not follow it. The constraint costs next to nothing.
# A promise is tested row by row, by changing one thing. Other promises of this kind:
#
# - **Weights.** A row of weight 2 counts like two rows, one of weight 0 like none. (`min_samples_leaf` counts rows, not weights: many
#   models break this without a word.)
# - **Row by row.** A row's risk does not depend on the others of its batch: scaling by the batch's mean, or ranks, break it.
# - **Calibrated.** On average it says what happens.
# - **Repeatable.** The same call, the same risk.
#
# A model keeps a promise on the data where the effect is clear, and breaks it where there is none or the opposite: test on both.

# %%
flat = np.linspace(0, 1, 60)[:, None]
for name, labels in (("an effect", (flat[:, 0] < 0.5)), ("no effect", np.arange(60) % 3 == 2), ("the opposite", flat[:, 0] > 0.5)):
    slope = LogisticRegression(C=1.0).fit(flat, labels).coef_[0, 0]
    print(f"labels with {name:13}: slope {slope:+.2f}", "-> the promise 'never rising' holds" if slope <= 0 else "-> broken")

# %% [markdown]
# ## What a learning curve says
#
# Train on more and more rows; keep the loss on the training rows and on held-out ones. Two curves know two diseases: both high and close (**bias**: a
# simpler model than the world), far apart (**variance**: learned by heart, more rows help).

# %%
shuffled = np.random.default_rng(1).permutation(train)
sizes = [100, 200, 400, 800, 1600, 3200, len(train)]
curves = {}
for name, make, columns in (("logistic, everything", logistic, EVERYTHING),
                            ("boosting, everything", lambda _: boosting(min_samples_leaf=10), EVERYTHING)):
    for size in sizes:
        rows = shuffled[:size]
        model = make(columns).fit(X.iloc[rows], y[rows])
        curves[name, size] = [log_loss(y[part], model.predict_proba(X.iloc[part])[:, 1]) for part in (rows, new)]
fig, axes = plt.subplots(1, 2, figsize=(9, 3.6), sharey=True)
for ax, name in zip(axes, ("logistic, everything", "boosting, everything"), strict=True):
    both = np.array([curves[name, size] for size in sizes])
    ax.plot(sizes, both[:, 0], "s--", color=ORANGE, label="training rows")
    ax.plot(sizes, both[:, 1], "o-", color=BLUE, label=f"July to December (n = {len(new):,})")
    ax.axhline(log_loss(y[new], base), color=BLACK, linewidth=1, linestyle=":")
    ax.set(xscale="log", title=name, xlabel="training flights (log scale)", ylim=(0, 1.2))
axes[0].set_ylabel("log-loss (dotted: constant)")
axes[0].legend(frameon=False, fontsize=9)
fig.suptitle("With a hundred rows boosting is worse than a constant", y=1.03)
plt.show()
smallest = curves["boosting, everything", 100]
print(f"100 flights: boosting {smallest[0]:.3f} on its own rows, {smallest[1]:.3f} on new ones; constant {log_loss(y[new], base):.3f}")
assert smallest[1] > log_loss(y[new], base)

# %% [markdown]
# With more curves one sees more diseases. A loss **in service** far above that on held-out rows of the same table: the table knows something that
# the service does not, a **leak** (and the held-out loss need not look suspicious). A loss by **checked labels** far below that by
# the labels as they are: the labels are wrong, not the model. And first of all, the cheapest test there is: can it **fit a handful of
# rows**? With ten rows and a flexible model the training loss must come close to zero. If it stays at the constant's, it is
# no matter of data or of size: the code is broken.

# %%
ten = np.r_[train[y[train] == 1][:5], train[y[train] == 0][:5]]
fits = boosting(max_iter=200, min_samples_leaf=1).fit(X.iloc[ten][TIMETABLE], y[ten])
broken = boosting(max_iter=200, min_samples_leaf=1, learning_rate=1e-6).fit(X.iloc[ten][TIMETABLE], y[ten])
for name, model in (("as it should be", fits), ("learning rate lost its exponent", broken)):
    print(f"{name:32} loss on its ten rows {log_loss(y[ten], model.predict_proba(X.iloc[ten][TIMETABLE])[:, 1]):.4f}")
assert log_loss(y[ten], fits.predict_proba(X.iloc[ten][TIMETABLE])[:, 1]) < 0.05

# %% [markdown]
# ## One model by hand
#
# Logistic regression is a margin $m = \beta_0 + x\beta$ and a curve. The textbook writes the loss with the probability: $-\ln p$. A computer should
# not: for a margin of -800 the probability is 0, and its logarithm minus infinity.

# %%
margin = np.array([-800.0, -40.0, 0.0, 40.0])
with np.errstate(all="ignore"):
    textbook = -np.log(1 / (1 + np.exp(-margin)))
    clipped = -np.log(np.clip(1 / (1 + np.exp(-margin)), 1e-15, 1))
print("the textbook:", textbook.round(3) + 0.0, "\nclipped:     ", clipped.round(3) + 0.0, "\nlogaddexp:   ", np.logaddexp(0, -margin).round(3) + 0.0)

# %% [markdown]
# And a gradient is derived once, by hand, and therefore wrong once. **Finite differences** check any gradient, also one that you did not
# derive: move one entry a little, and compare what the loss does with what the gradient says.

# %%
a, b = rng.normal(size=(50, 3)), rng.normal(size=50)


def squares(w):
    return ((a @ w - b) ** 2).mean() + 0.3 * (w[1:] ** 2).sum()


def wrong_gradient(w):
    return 2 * a.T @ (a @ w - b) / 50 + 0.3 * np.r_[0, w[1:]]          # the 2 of the penalty is missing


w = np.array([0.5, -1.0, 2.0])
measured = np.array([(squares(w + 1e-5 * e) - squares(w - 1e-5 * e)) / 2e-5 for e in np.eye(3)])
print("measured:", measured.round(4), "| claimed:", wrong_gradient(w).round(4))
assert abs(measured[0] - wrong_gradient(w)[0]) < 1e-6 < abs(measured[1] - wrong_gradient(w)[1])

# %% [markdown]
# Then one walks downhill. With columns of different sizes that is a walk in a canyon: the step that is safe for the steep direction gets
# nowhere in the flat one. Newton's method asks for the curvature as well: it needs one step for squares, and a few, damped where they
# are too long, for logistic regression.

# %%
for size in (1, 10, 100):
    steep = np.column_stack([np.ones(50), a[:, 1], size * a[:, 2]])
    curvature = steep.T @ steep / 50
    step, w = 1 / np.linalg.eigvalsh(curvature).max(), np.zeros(3)
    best = np.linalg.solve(curvature, steep.T @ b / 50)
    number = 0
    while np.abs(curvature @ (w - best)).max() > 1e-6 and number < 100_000:
        w, number = w - step * curvature @ (w - best), number + 1
    still = "  and not there yet" if number == 100_000 else ""
    print(f"one column {size:3} times as large: {number:7,} steps downhill{still}; Newton's method: one, for squares")

# %% [markdown]
# ## The same bytes again
#
# Train twice with the same code on the same data. Is it the same model?
#
# **Predict.** `np.random.seed(0)` stands at the top, as in most notebooks; then `HistGradientBoostingClassifier()` with its defaults,
# twice, on the same flights. Of the hundred flights with the highest risk, how many are the same?

# %%
guess_same = None  # your guess, for example 100

# %%
many = np.r_[train, np.flatnonzero(month >= 7)[: max(0, 10_200 - len(train))]]      # with more than 10,000 rows it stops early
asked = np.setdiff1d(new, many)
np.random.seed(0)
twice = [HistGradientBoostingClassifier(categorical_features="from_dtype").fit(X.iloc[many], y[many]) for _ in range(2)]
first, second = (model.predict_proba(X.iloc[asked])[:, 1] for model in twice)
same = len(set(np.argsort(-first)[:100]) & set(np.argsort(-second)[:100]))
reveal("of the hundred riskiest flights are the same", same, guess_same, "{:d}")
print(f"iterations: {twice[0].n_iter_} and {twice[1].n_iter_}; a flight's risk differs by up to {np.abs(first - second).max():.2f}")
assert same < 100 and len(many) > 10_000

# %% [markdown]
# With more than 10,000 rows it stops early, on a tenth of the rows drawn at random, and `random_state=None` means: another tenth each
# time. The seed at the top makes the *notebook* repeatable from top to bottom, but not the training: the second one goes on where the first
# stopped, and so does every cell that you run twice. What else makes a training another one: the global state of NumPy (whoever
# draws first), the order of rows (a sample takes *positions*), `hash()` of a text (another one in each process), the clock, a default argument that
# remembers. A seed at the top helps against none of these. What helps: sort by key, give each part of the work **its own generator**, made of the seed and the part as a pair
# (with their sum, part 1 of seed 7 would be part 0 of seed 8; NumPy's page on parallel generation warns of that), and let membership follow
# from the row itself:

# %%
ids = [f"flight-{number}" for number in range(16)]
side = {i: int(hashlib.sha256(f"7/{i}".encode()).hexdigest(), 16) % 4 == 0 for i in ids}
print("held out:", [i for i in ids if side[i]], "whatever order they come in, and whoever joins them")
print("two parts, own generators:", [np.random.default_rng([7, part]).integers(0, 100, 3).tolist() for part in (0, 1)])

# %% [markdown]
# ## Somebody else's train.py
#
# Most models are not started but inherited. Three questions find the way: *where does the data enter, where does it leave, and what is
# fitted in between, on which rows?* Do not read from the top: read from the call. The Desk's team has its code in `craftdata.pipeline`.

# %%
print(inspect.getsource(pipeline.operate.learn))

# %% [markdown]
# Five statements, which lead into four other files. A question such as "is the calibration fitted on rows that the model has seen?" is now one hop away: `train.split` makes the
# parts. Do not believe its docstring; **run it on a table that you can check by hand**.

# %%
dates = pd.date_range("2024-01-01", periods=120, tz="UTC").repeat(30)
parts = pipeline.train.split(pd.DataFrame({"date": dates, "breach": True}), pipeline.Config(test_days=14))
for name in ("train", "calibration", "test"):
    part = getattr(parts, name)["date"]
    print(f"{name:12} {part.min():%d %b} to {part.max():%d %b}: {part.nunique()} days")
assert parts.train["date"].max() < parts.calibration["date"].min()

# %% [markdown]
# ## Your turn: a faded example
#
# "Never rising" by hand. *Pool adjacent violators*: go through the rates from left to right; whenever a rate is higher than the one before,
# merge the two blocks into one with their weighted mean, and look back again. The first half is given. Complete the two lines
# marked `...` (each now holds a wrong value that lets the notebook run), then set `done = True` to let the cell test it.

# %%
done = False


def never_rising(rates, weights):
    blocks = []
    for rate, weight in zip(rates, weights, strict=True):
        blocks.append([rate, weight, 1])
        while len(blocks) > 1 and blocks[-1][0] > blocks[-2][0]:
            later, mass, number = blocks.pop()
            merged = later                                   # ... the weighted mean of the two blocks
            blocks[-1] = [merged, mass, number]              # ... weight and number of both
    return [rate for rate, _, number in blocks for _ in range(number)]


if done:
    assert np.allclose(never_rising([0.6, 0.2, 0.4, 0.1], [1, 1, 1, 1]), [0.6, 0.3, 0.3, 0.1])
    assert np.allclose(never_rising([0.2, 0.5], [3, 1]), [0.275, 0.275])
    assert np.allclose(never_rising([0.1, 0.1, 0.7], [1, 2, 1]), [0.25, 0.25, 0.25])
    print("right: and a row of weight 2 counts like two rows")

# %% [markdown]
# <details><summary>One way to complete it</summary>
#
# `merged = (blocks[-1][0] * blocks[-1][1] + later * mass) / (blocks[-1][1] + mass)` and
# `blocks[-1] = [merged, blocks[-1][1] + mass, blocks[-1][2] + number]`.
# </details>

# %% [markdown]
# ## Five questions
#
# Answer from memory, then unfold.
#
# <details><summary>1. Why do rungs have to be compared fold by fold, and not by intervals around their means?</summary>
#
# Folds are hard or easy for all rungs together. The difference within a fold does not contain that; intervals around the means contain little else.
# </details>
#
# <details><summary>2. What do balanced class weights do to the AUC, and what to the risks?</summary>
#
# Next to nothing to the ranking; the risks are those of a world in which both outcomes are equally frequent, far too high here.
# </details>
#
# <details><summary>3. A model's loss lies between the constant's and that of the true risks. Is there no leak?</summary>
#
# That is not known: a small leak does not break through the ceiling. Ask of each column what it held at the decision, put that value in, and look whether the risk moves.
# </details>
#
# <details><summary>4. Training and validation losses are both high and close. Name two diagnoses, and what tells them apart.</summary>
#
# Bias, or wrong labels: by checked labels the loss falls in the second case only. (And if it cannot even fit ten rows: a bug.)
# </details>
#
# <details><summary>5. You set a seed, and two trainings still differ. Name three causes.</summary>
#
# The order of rows, a generator that is shared with other code, hash() of text, the clock, state that is remembered between calls, an unseeded part of a library.
# </details>

# %% [markdown]
# ## Now the exercise
#
# `exercises/06_modeling/modeling.ipynb`: read the team's training, build a ladder and decide where to stop, write a model by hand and one from
# parts, read learning curves, repair a training that cannot be repeated, and write the test that every next model has to pass.
