# %% [markdown]
# # What are we predicting, and is it worth it?
#
# **You will be able to**
#
# - begin with the decision, and write the label that fits it: of which rows, at which moment, until when;
# - value a policy in euros under a budget, and compare it with a rule that needs no machine learning;
# - bound what a perfect model could be worth, before anybody builds one;
# - tell *not known yet* from *no*, and a known label from a mature one;
# - read off a catalogue what exists at the moment of the decision, and see when a proxy stops serving its goal.
#
# About 50 minutes. Where a cell says `None  # your guess`, write your guess before you run on: a wrong guess
# followed by the answer is what you will remember. The notebook also runs without guesses.

# %% [markdown]
# ## Three labels for the same flights
#
# All flights out of New York in 2013: real records, 336,776 of them. Somebody asks for *a model of late flights*,
# "late" meaning more than 30 minutes. A beginner writes the label in one line, and so does a senior in a hurry:
# `late = flights["arr_delay"] > 30`. It runs. It has no missing value. Is anything wrong with it?

# %%
import os

# For fits as small as these, one thread is faster than several that wait for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

from craftdata import desk, flights

problem = flights.load_disruption()
table = flights.load_flights()
table = table.join(flights.utc_clocks(table, flights.load_zones()))
table = table.join(flights.flight_outcomes(table, table))
assert len(table) == 336_776

BLUE, ORANGE, GREEN, GREY, BLACK = "#0072B2", "#D55E00", "#009E73", "#999999", "#000000"
plt.rcParams.update({
    "figure.facecolor": "white", "axes.facecolor": "white", "savefig.facecolor": "white",
    "figure.dpi": 100, "font.size": 11, "axes.spines.top": False, "axes.spines.right": False,
})


def reveal(what, answer, guess, form="{:.1%}"):
    shown = guess if isinstance(guess, str) else form.format(answer if guess is None else guess)
    yours = "you made no guess" if guess is None else f"you guessed {shown}"
    print(f"{what}: {form.format(answer)}  ({yours})")


# %% [markdown]
# A cancelled flight never arrives, so its `arr_delay` is missing, and in pandas `missing > 30` is False. Nobody decided
# that; the comparison did. There are at least three labels to choose from:
#
# - **silent**: the one-liner; cancelled and diverted flights count as *in time*;
# - **arrived**: late, of the flights that arrived; the others are dropped, which also looks like hygiene;
# - **any**: late, cancelled or diverted.

# %%
lost = table["arr_delay"].isna()
labels = pd.DataFrame({"silent": (table["arr_delay"] > 30).astype(float)})
labels["arrived"] = labels["silent"].mask(lost)
labels["any"] = labels["silent"].mask(lost, 1.0)
for name in labels:
    print(f"{name:8} base rate {labels[name].mean():.1%} of {labels[name].notna().sum():,} flights")

# %% [markdown]
# Three base rates, not far apart: a difference that many would round away. Now look at one day. On Saturday, 9 February,
# a blizzard lay over New York.
#
# **Predict.** How many of that day's flights were late, by the silent label?

# %%
guess_blizzard = None  # your guess, for example 0.60

# %%
february = table["month"] == 2
day = table["day"].where(february)
daily = labels[february].groupby(day[february]).mean()
daily["cancelled"] = table["cancelled"].groupby(day).mean()
worst = int(daily["cancelled"].idxmax())
reveal(f"late flights of {worst} February by the silent label", daily.loc[worst, "silent"], guess_blizzard)
month = labels.loc[february, "silent"].mean()
print(f"cancelled on that day: {daily.loc[worst, 'cancelled']:.0%}; by 'arrived' {daily.loc[worst, 'arrived']:.0%} were "
      f"late, by 'any' {daily.loc[worst, 'any']:.0%} disrupted.\nThe month's mean by the silent label is {month:.0%}.")
assert worst == 9 and daily.loc[worst, "silent"] < month < daily.loc[worst, "any"] / 3

# %%
fig, ax = plt.subplots(figsize=(9, 4.2))
ax.bar(daily.index, daily["cancelled"] * 100, color=GREY, alpha=0.5, label="cancelled")
for name, colour, mark in (("any", ORANGE, "o"), ("arrived", GREEN, "^"), ("silent", BLUE, "s")):
    ax.plot(daily.index, daily[name] * 100, color=colour, marker=mark, markersize=5, label=f"label '{name}'")
ax.set(title=f"The worst day of the month is a good day by the silent label (n = {february.sum():,} flights)",
       xlabel="day of February 2013", ylabel="% of the day's flights", xticks=range(1, 29, 3), ylim=(0, 100))
ax.legend(frameon=False)
plt.show()

# %% [markdown]
# The silent label says that a blizzard is good for punctuality, and a model trained on it will believe so: snow, wind
# and a closed airport become signs of a flight *in time*. The label "arrived" is blind where the storm is worst. And
# "any" puts half an hour and a night on the airport's floor into one class. Which of them is right? The question
# cannot be answered, because nobody has said yet **what the prediction is for**.

# %% [markdown]
# ## The decision comes first
#
# A formulation is a chain, and it is written from its end: **goal** (in money or people) <- **decision** (who does what,
# when, how often) <- **label** (what would have to be known to decide well) <- **features** (what is known then) <- model.
# For our airport let two teams speak:
#
# | | the rebooking desk | the gate staff |
# |---|---|---|
# | decides | two hours before departure | two hours before departure |
# | can | call the passengers of 2 % of the flights, offer another flight | send a second crew to the gate of 2 % of the flights |
# | it helps if | the flight is cancelled, somewhat if it is diverted, hardly if it is late | it arrives late: it turns round faster |
#
# Write the label from this, with all four parts. Each is a place where projects go wrong:
#
# - **entity**: one row is one flight *about which there is a decision*. Here all; at a help desk a ticket that was
#   resolved before the decision was due needs none: it is left out, or marked.
# - **anchor**: the moment of the decision, and with it what can be known (a section below).
# - **horizon**: until when the outcome is awaited, so that every row had the same chance to turn bad.
# - **without the action**: the label says what happens *if you leave it alone*. A flight whose passengers were all rebooked
#   is not empty because nobody wanted to fly. Rows on which the action was taken show what happens *with* it; they
#   have no label of the other kind, and taking their outcome for one teaches the model that those you help
#   need no help.

# %% [markdown]
# ## What a decision is worth
#
# Accuracy has no unit. A decision has one: for each outcome, what does the action save, and what does it cost? The
# figures below are made up, and that is the point: they fit into three lines, and the people who pay can correct them.

# %%
outcome = pd.Series(np.select([table["cancelled"], table["diverted"], table["arr_delay"] > 30],
                              ["cancelled", "diverted", "late"], "fine"))
euros = pd.DataFrame({
    "rebooking": {"cancelled": 300, "diverted": 100, "late": 20, "fine": 0, "cost of an offer": 15},
    "gate staff": {"cancelled": 0, "diverted": 0, "late": 40, "fine": 0, "cost of an offer": 10},
})
gain = pd.DataFrame({team: outcome.map(euros[team]) - euros[team]["cost of an offer"] for team in euros})
euros

# %% [markdown]
# Now the usual three models: the same boosted trees on the same 45 legal features (what was known two hours before
# departure), trained on January to June with each of the three labels, and used on July to December.

# %%
fit_rows = problem.train & (np.arange(len(table)) % 3 == 0)
test = problem.test
budget = int(0.02 * test.sum())


def scores_of(label):
    rows = fit_rows & label.notna().to_numpy()
    model = HistGradientBoostingClassifier(
        max_iter=60, learning_rate=0.1, max_leaf_nodes=15, min_samples_leaf=100,
        categorical_features="from_dtype", early_stopping=False, random_state=0)
    model.fit(problem.X[rows], label[rows])
    return pd.Series(model.predict_proba(problem.X[test])[:, 1], index=table.index[test])


scores = {name: scores_of(labels[name]) for name in labels}
own = {name: labels.loc[test, name].dropna() for name in labels}
auc = pd.DataFrame({
    judge: {name: roc_auc_score(own[judge], score[own[judge].index]) for name, score in scores.items()}
    for judge in labels})
auc.round(3).rename_axis("trained on").rename_axis("AUC on", axis=1)

# %% [markdown]
# Each model wins, or nearly, on its own label, and the differences are in the third digit. By the table of a
# model comparison it does not matter which one you take. Now give each its budget: the 2 % of flights with the highest
# score get the offer, and we add up what that saves.
#
# **Predict.** The rebooking desk uses the model "any". Without any data science its boss has a rule: *look at how many
# flights this carrier has cancelled out of New York in the last three hours; where it is most, call.* What does the rule save, as a
# share of what the model saves?

# %%
guess_rule = None  # your guess, for example 0.5

# %% [markdown]
# The rule counts what was known: flights that were due to leave in the three hours before the decision and did not.

# %%
due = ((table["scheduled_departure"] - pd.Timestamp(0, tz="UTC")) / pd.Timedelta("1min")).to_numpy()
carrier = table.groupby("carrier").ngroup().to_numpy()
is_cancelled = table["cancelled"].to_numpy()
when_cancelled = [np.sort(due[(carrier == c) & is_cancelled]) for c in range(carrier.max() + 1)]
decide_at = due - 120


def recent_cancellations(hours):
    """Of the flight's carrier, out of New York, in the hours before the decision."""
    counts = np.zeros(len(table))
    for c, times in enumerate(when_cancelled):
        mine = carrier == c
        counts[mine] = (np.searchsorted(times, decide_at[mine], side="right")
                        - np.searchsorted(times, decide_at[mine] - 60 * hours, side="right"))
    return counts


rng = np.random.default_rng(0)
ties = pd.Series(rng.random(test.sum()) * 1e-9, index=table.index[test])     # equal scores: by lot
scores["rule"] = pd.Series(recent_cancellations(3)[test], index=table.index[test])


def offers(score):
    return (score + ties).nlargest(budget).index


worth = pd.DataFrame({
    team: {name: gain.loc[offers(score), team].sum() for name, score in scores.items()} for team in gain})
reveal("the rule's value in that of the model 'any', rebooking",
       worth.loc["rule", "rebooking"] / worth.loc["any", "rebooking"], guess_rule, "{:.0%}")
(worth / 1000).round(0).rename_axis("thousands of euros in half a year")

# %% [markdown]
# Six months, 2 % of the flights, the same money. Three things to see, and all are about the label:
#
# - For the **rebooking desk** the silent label, whose AUC nobody would have questioned, throws most of the money away: it
#   avoids just the flights that will be cancelled.
# - For the **gate staff** the order is reversed: the silent label is the best of all. There is no best label, only the
#   label of a decision.
# - One line without machine learning does better than all three models, because it looks at what the desk can change.
#
# Is it luck? Cancellations come in storms, so whole days have to be redrawn, not flights.

# %%
dates = pd.factorize(pd.to_datetime(table.loc[test, ["year", "month", "day"]]))[0]
by_day = pd.DataFrame({
    name: gain["rebooking"].where(gain.index.isin(offers(score)), 0)[test].groupby(dates).sum()
    for name, score in scores.items()})
drawn = by_day.to_numpy()[rng.integers(0, len(by_day), (2000, len(by_day)))].sum(axis=1)
drawn = pd.DataFrame(drawn, columns=by_day.columns)
for name in labels:
    low, high = (drawn["rule"] - drawn[name]).quantile([0.025, 0.975]) / 1000
    print(f"rule less model '{name}': {low:4.0f} to {high:4.0f} thousand euros "
          f"(95 %, {len(by_day)} days redrawn)")
assert worth.loc["rule", "rebooking"] > worth.loc[list(labels), "rebooking"].max()
assert worth["gate staff"].idxmax() == "silent" and worth.loc[list(labels), "rebooking"].idxmin() == "silent"

# %% [markdown]
# The rule is better than "silent" and "arrived" beyond doubt. Against "any" the interval touches zero: honestly, *at least
# as good*, by a rule that needs no training data and can be explained on the telephone.

# %% [markdown]
# ## A rule first
#
# Was the rule picked because it looks good on the test months? Try it on January to June with other windows:

# %%
train = np.flatnonzero(problem.train)
for hours in (1, 3, 6, 12):
    first = train[np.argsort(-recent_cancellations(hours)[train], kind="stable")[:int(0.02 * len(train))]]
    saved = gain["rebooking"].iloc[first].sum()
    print(f"cancelled in the last {hours:2} hours: {saved / 1000:4.0f} thousand euros, January to June")

# %% [markdown]
# Any window of a few hours would do. A rule goes live, too: where a figure is missing, is 0, or comes from a carrier that
# nobody has seen, it must give a score all the same, by a constant that somebody chose, and never by the mean of
# whatever table it stands in. Whoever has stood at that desk in a storm could have told us. So before a model:
# **ask the people who decide today, write down their rule, and value it**. Then let a model try, with the label
# that belongs to the decision, here *cancelled*.

# %%
labels["cancelled"] = table["cancelled"].astype(float)
scores["cancelled"] = scores_of(labels["cancelled"])
worth.loc["cancelled"] = [gain.loc[offers(scores["cancelled"]), team].sum() for team in gain]
best = {team: gain.loc[test, team].nlargest(budget).sum() for team in gain}

order = ["silent", "arrived", "any", "rule", "cancelled"]
fig, axes = plt.subplots(1, 2, figsize=(9.5, 4), sharey=True)
for ax, team in zip(axes, gain, strict=True):
    shares = worth.loc[order, team] / best[team] * 100
    ax.barh(order, shares, color=[BLUE, GREEN, ORANGE, BLACK, GREY])
    for place, share in enumerate(shares):
        ax.text(share + 0.5, place, f"{share:.0f} %", va="center")
    ax.set(title={"rebooking": "for the rebooking desk", "gate staff": "for the gate staff"}[team],
           xlabel="% of the value of perfect knowledge", xlim=(0, 76))
axes[0].set_ylabel("model trained on, or rule")
fig.suptitle(f"The same flights, budget and features: worth of {budget:,} offers, July to December")
fig.tight_layout()
plt.show()
ahead = worth.loc["cancelled", "rebooking"] - worth.loc["rule", "rebooking"]
right = gain["rebooking"].where(gain.index.isin(offers(scores["cancelled"])), 0)[test].groupby(dates).sum()
again = rng.integers(0, len(by_day), (2000, len(by_day)))
low, high = np.quantile((right - by_day["rule"]).to_numpy()[again].sum(axis=1), [0.025, 0.975]) / 1000
print(f"The model with the right label saves {ahead / 1000:.0f} thousand euros more in half a year "
      f"than the rule; by redrawn days {low:.0f} to {high:.0f} thousand (95 %).")
assert worth["rebooking"].idxmax() == "cancelled" and abs(low) < 0.1 * high

# %% [markdown]
# That difference is what the model is worth, as far as half a year can tell: days redrawn, its lower end is close to
# nothing. Not its AUC, not the whole bar: **the distance to the rule**, and from
# it go data pipelines, monitoring, retraining and the person who is called at night. Whether it pays is
# now a question that two people can discuss. If the answer is no, the rule is the product, and it is done today.

# %% [markdown]
# ## What is it worth at most
#
# You can ask this before the first model. A perfect model makes its offers to flights that will be cancelled, and to
# no other. So the ceiling needs a base rate, a budget and the costs, and a table of the costs is all we had to invent:
#
# - as many places as there are (a budget), or as there are cases, whichever is **less**;
# - the dearest cases first, since a perfect model would do so;
# - times what the action really saves, less what a place costs.

# %%
rate, per_day = table.loc[problem.train, "cancelled"].mean(), test.sum() / 184
places = budget / 184
ceiling = min(places, per_day * rate) * (300 - 15)
print(f"by the base rate of January to June {per_day * rate:.1f} flights a day are cancelled; there are {places:.1f} offers "
      f"a day,\nso the budget binds: a ceiling of {ceiling * 184 / 1000:.0f} thousand euros in half a year")
assert places < per_day * rate
print(f"perfect knowledge of July to December was worth {best['rebooking'] / 1000:.0f} thousand")

# %% [markdown]
# The two agree roughly. The ceiling is a little too high: cancellations come in storms, and on quiet days offers are left
# over, which an average does not see. And a base rate is known from a sample, and from another season. How roughly? Say we had asked
# before collecting anything, with 100 flights of one week on the desk, of which none was cancelled. The textbook
# interval, $p \pm 1.96 \sqrt{p(1-p)/n}$, gives 0 to 0: *no flight is ever cancelled*. It is called Wald's, and most
# dashboards use it.
#
# **Predict.** Flights are cancelled at the true rate of the year. In how many of all possible samples of 100 flights does
# Wald's interval of 95 % contain it?

# %%
guess_coverage = None  # your guess, for example 0.95

# %%
from scipy.stats import binom

n, truth = 100, table["cancelled"].mean()
k = np.arange(n + 1)
p = k / n
wald = p - 1.96 * np.sqrt(p * (1 - p) / n), p + 1.96 * np.sqrt(p * (1 - p) / n)
denominator = n + 1.96**2
middle, reach = (k + 1.96**2 / 2) / denominator, 1.96 * np.sqrt(n * p * (1 - p) + 1.96**2 / 4) / denominator
wilson = middle - reach, middle + reach
held = {name: binom.pmf(k, n, truth)[(low <= truth) & (truth <= high)].sum()
        for name, (low, high) in {"Wald": wald, "Wilson": wilson}.items()}
reveal(f"Wald's 95 % interval contains the true {truth:.1%}", held["Wald"], guess_coverage)
print(f"Wilson's: {held['Wilson']:.1%}. None of {n} cancelled: Wald {wald[0][0]:.3f} to {wald[1][0]:.3f}, "
      f"Wilson {max(wilson[0][0], 0):.3f} to {wilson[1][0]:.3f}")
assert held["Wald"] < 0.93 < held["Wilson"]

# %% [markdown]
# Rare events are the normal case of our trade, and small samples are where formulation happens. Use an interval that
# knows this (Wilson's, Clopper and Pearson's, Jeffreys'; Brown, Cai and DasGupta, *Interval Estimation for a Binomial
# Proportion*, 2001, compare them), and carry both ends through to euros. If even the upper end does not pay for the
# upkeep, you have saved a year.

# %% [markdown]
# ## Labels that are not there yet
#
# A flight's fate is known in hours. Most labels take weeks, and that is a second way to count *not known* as *no*. For
# this we need to see what was known then and what came out later, so we go to the Desk: a simulated help desk, whose
# tickets breach their deadline (SLA) or do not. Stand at the end of day 45, and look at the tickets of the last days.

# %%
with desk.open_desk(seed=7, days=60, tickets_per_day=60, fast_lane_places=0) as op:
    op.run()
    stand = pd.Timestamp("2024-03-21", tz="UTC")                       # the end of day 45
    tickets = op.tickets(as_of=stand)[["ticket_id", "created_at"]]
    then = tickets["ticket_id"].map(op.labels(as_of=stand).set_index("ticket_id")["breach"]).astype(float)
    later = tickets["ticket_id"].map(op.labels().set_index("ticket_id")["breach"]).astype(float)
age = (stand - tickets["created_at"]) / pd.Timedelta("1D")
young = age <= 3
print(f"{young.sum()} tickets are at most three days old; the outcome of {then[young].notna().mean():.0%} of them "
      f"is known. Of the known ones {then[young].mean():.1%} breached.")

# %% [markdown]
# **Predict.** Two weeks later all outcomes are in. How many of these tickets breached?

# %%
guess_truth = None  # your guess, for example 0.12

# %%
reveal("breaches among the tickets of the last three days", later[young].mean(), guess_truth)
print(f"unknown taken for met: {then[young].fillna(0).mean():.1%} · known ones only: "
      f"{then[young].mean():.1%} · in truth: {later[young].mean():.1%}")
assert then[young].fillna(0).mean() < then[young].mean() < later[young].mean()

# %% [markdown]
# `fillna(0)` is wrong, as expected. But dropping the unknown ones is wrong **in the same direction**, and this is what
# people do who have read about `fillna(0)`. A ticket that is resolved in an hour has its label after an hour. A ticket that
# breaches has it at its deadline, days later. *Good news travels first*: among the young, whoever has a label is good.

# %% [markdown]
# Not only on day 45: stand at the end of each of 25 days in a row, and look back each time.

# %%
looks = []
with desk.open_desk(seed=7, days=70, tickets_per_day=60, fast_lane_places=0) as op:
    op.run()
    final = op.labels().set_index("ticket_id")["breach"].astype(float)
    for stood in pd.date_range("2024-02-29", periods=25, freq="D", tz="UTC"):
        seen = op.tickets(as_of=stood)[["ticket_id", "created_at"]]
        known = op.labels(as_of=stood).set_index("ticket_id")["breach"].astype(float)
        looks.append(pd.DataFrame({
            "days": np.ceil((stood - seen["created_at"]) / pd.Timedelta("1D")).astype(int).clip(lower=1),
            "then": seen["ticket_id"].map(known), "later": seen["ticket_id"].map(final)}))
looks = pd.concat(looks).query("days <= 12")
by_age = looks.groupby("days")
low, high = (looks["then"].fillna(guess).groupby(looks["days"]).mean() for guess in (0, 1))

fig, (ax, below) = plt.subplots(2, 1, figsize=(9, 5.6), sharex=True, height_ratios=[3, 1])
ax.fill_between(low.index, low * 100, high * 100, color=GREY, alpha=0.35,
                label="certain at that time: between these")
ax.plot(by_age["then"].mean() * 100, color=ORANGE, marker="o", label="breached, of those known at that time")
ax.plot(by_age["later"].mean() * 100, color=BLUE, marker="s", label="breached, as known weeks later")
ax.set(title=f"The youngest tickets look best (the Desk, 25 days, n = {len(looks):,} looks at a ticket)",
       ylabel="% breached", ylim=(0, 70))
ax.legend(frameon=False)
below.bar(by_age["then"].count().index, by_age["then"].count() / by_age.size() * 100, color=GREY)
below.set(xlabel="age of the ticket when looked at, in days (rounded up)", ylabel="% known",
          xticks=range(1, 13), ylim=(0, 100))
fig.tight_layout()
plt.show()
seen, true = by_age["then"].mean(), by_age["later"].mean()
print(f"one day old: {seen[1]:.1%} of the known ones breached, in truth {true[1]:.1%}; "
      f"twelve days old: {seen[12]:.1%}, in truth {true[12]:.1%}")
assert seen[1] < 0.6 * true[1] and ((low <= true + 1e-9) & (true <= high + 1e-9)).all()

# %% [markdown]
# Two ways out, and both are used:
#
# - **Wait until the cohort is mature.** A row is mature when its label *would* be known, whichever it were: deadline, plus the
#   time that a label may take to arrive (the *grace*), has passed. That is a property of the clock and never of the
#   outcome. Mature rows without a label are a fault of the feed, to be looked into, not to be guessed.
# - **Say what is certain.** For a report that cannot wait: at least the known breaches (all open ones met), at most the
#   known ones and all open ones. The grey band: it holds the truth at every age, by arithmetic and without a model.
#
# In a report by weeks a row belongs to the week in which it **began**, created by the day of the report, and never to the
# one in which its outcome fell: otherwise an open row has no week, and a bad week is written down to the next. And a week
# begins at an instant, so name the day, the hour and the time zone; a week in which nothing began has no rate.
#
# How long to wait? Draw the share known by age, **among those that have reached the age**: a ticket of two days cannot
# say what is known after four. And a label known *now* need not have been known *then*: it counts for the age at which
# it arrived.

# %% [markdown]
# ## What can be known at the decision
#
# Back to the flights, and to the features. Of all columns of this table, which one would you least suspect? Perhaps
# `tailnum`, the registration of the aircraft: a mere identifier, and known in the morning.

# %%
no_tail = table["tailnum"].isna()
print(f"tail number missing: {no_tail.sum():,} flights, of which cancelled: "
      f"{table.loc[no_tail, 'cancelled'].mean():.0%}; that is {no_tail.sum() / table['cancelled'].sum():.0%} of all cancelled flights")
caught = test & no_tail.to_numpy()
print(f"'call where the tail number is missing' would save {gain.loc[caught, 'rebooking'].sum() / 1000:.0f} "
      f"thousand euros with {caught.sum():,} calls and no error;\n"
      f"our best model saved {worth['rebooking'].max() / 1000:.0f} thousand with {budget:,}")
assert table.loc[no_tail, "cancelled"].all()

# %% [markdown]
# A policy that is never wrong, from one column, is no discovery (that is Twyman's law: *any figure that looks interesting or
# different is usually wrong*). The column was filled in **after** the flight; where no aircraft flew, none was
# entered. The name says *known in the morning*, the row says *written at departure*. So a catalogue is read row by row,
# with three questions, and the names promise nothing:
#
# 1. **Is it there in time, for every row?** Not *usually*: a field that is there for nine of ten rows is missing just
#    for the unusual ones, and then the gap is the leak.
# 2. **Does it stay as it was?** A field that is updated in place shows its last value. It was readable at the decision,
#    and it said something else. Kept versions, with the time of each, make it usable again.
# 3. **What is it made from?** A rate, a rank or a score is as late as the latest of its sources, and theirs.

# %%
catalogue = pd.DataFrame([
    ("sched_dep_time", "months before", "never", "", "usable"),
    ("dep_delay", "departure", "never", "", "too late"),
    ("tailnum", "departure", "never", "", "too late, and its gaps tell the outcome"),
    ("weather of the hour", "up to 60 minutes after the hour", "never", "", "usable as of its report"),
    ("delay of the inbound leg", "its landing", "never", "arr_delay of the inbound leg", "usable if it has landed"),
    ("carrier's delay rate of the day", "midnight", "all day", "arr_delay", "too late as it stands"),
], columns=["field", "written at", "rewritten", "made from", "two hours before departure"])
catalogue

# %% [markdown]
# ## A proxy is not the goal
#
# Money is slow to measure, so teams steer by something faster. Let the goal be *passengers arrive*, and the proxy be the
# figure on every airline's poster: **the share of arrived flights that were in time** (at most 30 minutes late). Now a
# manager is paid by it.
#
# **Predict.** She cancels every flight that could not leave within an hour of its schedule. What becomes of the figure?

# %%
guess_poster = None  # your guess: "rises", "falls" or "stays"

# %%
def dashboard(flown):
    arrived = flown & table["arr_delay"].notna()
    return pd.Series({"in time, of arrived (proxy)": (table.loc[arrived, "arr_delay"] <= 30).mean(),
                      "in time, of scheduled": ((table["arr_delay"] <= 30) & arrived).mean(),
                      "never arrived (guardrail)": 1 - arrived.mean()})


before, after = dashboard(table["dep_time"].notna()), dashboard(table["dep_delay"] <= 60)
reveal("the figure on the poster", "rises" if after.iloc[0] > before.iloc[0] else "falls", guess_poster, "{}")
assert after.iloc[0] > before.iloc[0] + 0.05 and after.iloc[1] <= before.iloc[1]
assert 3.5 < after.iloc[2] / before.iloc[2] < 4
print(f"never arrived: {after.iloc[2] / before.iloc[2]:.1f} times as many as before")
pd.DataFrame({"before": before, "after": after}).map("{:.1%}".format)

# %% [markdown]
# The proxy leaps, nobody is better off, and almost four times as many never arrive. It fell for the trick of the label
# "arrived", which lost the blizzard: **its denominator moves with the decision**. Whenever a measure becomes a target, look at who can leave the denominator.
#
# Two protections. Choose the proxy by what it did: of past changes whose effect on the goal is known, did it have the
# right *sign*? And give every proxy a **guardrail**, a figure that must not become worse, for those who pay if it goes
# wrong: here those who do not arrive; at a help desk the customers on the cheap plan, who never get a place.

# %% [markdown]
# ## A label is code, so test it
#
# All of this is one function in the end, and somebody will rewrite it. Type checks do not help: the silent label has
# the right type, range, length, and no missing value. What helps is a table of tiny cases, one for each sentence of the
# definition, with **edges**: exactly at the limit, and one step beside it.

# %%
def label_silent(arr_delay, cancelled, diverted):
    return arr_delay > 30


def label_any(arr_delay, cancelled, diverted):
    return (arr_delay > 30) | cancelled | diverted


CASES = [
    ("half an hour late is in time", 30.0, False, False, False),
    ("31 minutes are late", 31.0, False, False, True),
    ("early is in time", -45.0, False, False, False),
    ("cancelled counts", np.nan, True, False, True),
    ("diverted counts, though it departed", np.nan, False, True, True),
]


def broken_rules(label):
    return [what for what, delay, cancelled, diverted, expected in CASES
            if bool(label(delay, cancelled, diverted)) != expected]


print("label_any breaks:", broken_rules(label_any), "· label_silent breaks:", broken_rules(label_silent))
assert not broken_rules(label_any) and len(broken_rules(label_silent)) == 2

# %% [markdown]
# Now the other half, which is forgotten more often: **a test is a claim too**. Would it catch a wrong label? Put wrong ones
# to it, one for each rule, and see each fail; and put right ones to it that are written differently, and see them pass.
# A test that compares the order of rows or a dtype that nobody promised fails on right code, and is switched off.

# %%
wrong = {
    ">= instead of >": lambda delay, cancelled, diverted: (delay >= 30) | cancelled | diverted,
    "early is late": lambda delay, cancelled, diverted: (abs(delay) > 30) | cancelled | diverted,
    "cancelled forgotten": lambda delay, cancelled, diverted: (delay > 30) | diverted,
    "diverted forgotten": lambda delay, cancelled, diverted: (delay > 30) | cancelled,
    "an hour": lambda delay, cancelled, diverted: (delay > 60) | cancelled | diverted,
}
right = {"not in time": lambda delay, cancelled, diverted: not (delay <= 30)}
for name, label in (wrong | right).items():
    print(f"{name:20} {'caught' if broken_rules(label) else 'passes'}: {broken_rules(label)}")
assert all(broken_rules(label) for label in wrong.values())
assert not any(broken_rules(label) for label in right.values())

# %% [markdown]
# ## Your turn: half is given
#
# Our budget of 2 % fell from the sky. *How many offers should the rebooking desk make with a given score?* An offer costs 15
# euros, so at some point the next one loses money. Write a function that returns the best number of offers and what
# they are worth: go down the list, best score first, add up the gains, and stop where the sum is largest. (No offer
# at all is allowed, and worth 0.) Mend the gaps, then call it: `mine = best_number(scores["cancelled"], gain["rebooking"])`.

# %%
def best_number(score, gain):
    in_order = gain[score.index]   # gap 1: not yet in the order of the score, highest first
    sums = [0.0, *in_order]        # gap 2: single gains; wanted: what the first 0, 1, 2, ... are worth together
    best = ...                     # gap 3: the number of offers with the largest sum
    return best, sums[best]


mine = None  # best_number(scores["cancelled"], gain["rebooking"])

# %% [markdown]
# This cell tests your answer against the definition, tried on every fiftieth number of offers.

# %%
if mine is None:
    print('Not tried yet: mend the gaps and set mine = best_number(scores["cancelled"], gain["rebooking"]).')
else:
    ranked = scores["cancelled"].sort_values(ascending=False, kind="stable").index
    tried = {number: gain.loc[ranked[:number], "rebooking"].sum() for number in range(0, 30_000, 50)}
    most = max(tried.values())
    near = gain.loc[ranked[:int(mine[0])], "rebooking"].sum()
    print(f"Yours: {mine[0]:,} offers, {mine[1] / 1000:.1f} thousand euros; by definition they are worth "
          f"{near / 1000:.1f}; "
          f"the best number tried is worth {most / 1000:.1f}.")
    right_number = np.isclose(near, mine[1], atol=500) and near >= most - 500
    print("Right." if right_number else "Not yet: is the order that of the score, and is the sum a running one?")

# %% [markdown]
# <details>
# <summary>Solution</summary>
#
# ```python
# def best_number(score, gain):
#     in_order = gain[score.index][score.sort_values(ascending=False, kind="stable").index]
#     sums = np.concatenate([[0.0], np.cumsum(in_order)])
#     best = int(np.argmax(sums))
#     return best, sums[best]
# ```
#
# That number was chosen on the very flights on which it is judged, so its worth is a little flattered; in a project
# you would choose it on earlier months.
#
# </details>

# %% [markdown]
# ## Without looking back
#
# Answer aloud or on paper, then unfold.
#
# **1.** Two models have AUC .79 and .80. Which saves more?
#
# <details><summary>Answer</summary>
#
# That cannot be said. AUC weighs all pairs alike and knows no budget, no euros and, above all, only its own label. Fix
# decision, budget and costs, and value both policies, and a rule.
#
# </details>
#
# **2.** Someone drops all rows whose label is not known yet, and trains on the rest. What is wrong?
#
# <details><summary>Answer</summary>
#
# Whether a label is known depends on what it is: quick outcomes are known first. Among the young rows the known ones are
# no fair sample. Drop the *immature* rows, whatever their label, known ones included.
#
# </details>
#
# **3.** Last year's customers at risk got a call, and few of them left. You train on last year. What has the model learned?
#
# <details><summary>Answer</summary>
#
# That being at risk is harmless: their outcome is that of the call. The called ones have no label "if left alone". Leave
# them out, and keep a part of the decisions random, so that there are labels for such customers at all.
#
# </details>
#
# **4.** In the last 200 orders there was no fraud. What is the rate of fraud at most?
#
# <details><summary>Answer</summary>
#
# Not 0. By Wilson about 1.9 % at 95 % (the rule of three gives 3 / 200 = 1.5 % for the one-sided bound).
#
# </details>
#
# **5.** A field is called `priority` and is filled the moment a ticket is created. May the model use it?
#
# <details><summary>Answer</summary>
#
# That depends on whether it is changed later. If agents raise it when the deadline is near, the table shows what the service
# never saw. Usable only if it never changes, or if its versions are kept with the time of each.
#
# </details>

# %% [markdown]
# ## Now at the Desk
#
# The exercise is `exercises/01_formulation`: a help desk that wants a model for its fast lane. You write its label and the
# test that guards it, measure how late the truth is, mend a report that flatters, audit a catalogue, value policies, find
# the rule that a model has to beat, bound what there is to win, and write the page on which it is decided. When
# a check fails, its message names the section of this lesson to look at again.
