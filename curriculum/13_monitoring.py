# %% [markdown]
# # Keep it alive
#
# **You will be able to**
#
# - look at the rows before the statistics, with monitors that survive the faults that they are there to find;
# - say how large a drift score is when nothing has changed, and keep a budget of false alarms over days and figures;
# - tell a season from a drift, and a drift from a damage;
# - judge a model by outcomes that come late, without an alarm from the delay;
# - find a feature that is served otherwise than it was trained on, and say what to ask first when you are called;
# - write an alert that somebody who was asleep can act on.
#
# About 45 minutes. Where a cell says `None  # your guess`, write your guess before you run on. The notebook also
# runs without guesses.

# %% [markdown]
# ## Half a year in production
#
# All flights out of New York in 2013. A model says two hours before departure whether a flight will be *disrupted* (more than
# 30 minutes late, cancelled or diverted). It was trained on January to June and goes live on 1 July. From now on you
# watch it. What would you look at?

# %%
import os

# For fits as small as these, one thread is faster than several that wait for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from scipy.stats import chi2
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import log_loss, roc_auc_score

from craftdata import desk, flights

problem = flights.load_disruption()
table = flights.load_flights()
month, y = table["month"].to_numpy(), np.asarray(problem.y)
quarter = np.arange(len(table)) % 4 == 0          # every fourth flight is enough for what follows

BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#999999"
plt.rcParams.update({
    "figure.facecolor": "white", "axes.facecolor": "white", "savefig.facecolor": "white",
    "figure.dpi": 100, "font.size": 11, "axes.spines.top": False, "axes.spines.right": False,
})


def reveal(what, answer, guess, form="{:.0%}"):
    def text(value):
        return value if isinstance(value, str) else form.format(value)

    yours = "you made no guess" if guess is None else f"you guessed {text(guess)}"
    print(f"{what}: {text(answer)}  ({yours})")


def trained_on(rows):
    model = HistGradientBoostingClassifier(
        max_iter=60, learning_rate=0.1, max_leaf_nodes=15, min_samples_leaf=100,
        categorical_features="from_dtype", early_stopping=False, random_state=0)
    return model.fit(problem.X[rows], y[rows])


model = trained_on(problem.train & quarter)
live = problem.test & quarter
score = pd.Series(model.predict_proba(problem.X[live])[:, 1])
truth, when = pd.Series(y[live]), pd.Series(month[live])

# %% [markdown]
# The commonest dashboard shows the loss by month. Here it is.

# %%
loss = pd.Series({m: log_loss(truth[when == m], score[when == m]) for m in range(7, 13)})
rate = truth.groupby(when).mean()
constant = pd.Series({m: log_loss(truth[when == m], np.full((when == m).sum(), rate[m])) for m in rate.index})
pd.DataFrame({"log-loss": loss, "disrupted": rate}).rename_axis("month").round(3)

# %% [markdown]
# A model that nobody touched seems to become much better by September, and much worse by December. It did neither: in autumn
# hardly any flight is disrupted, and a constant would do well, too. A monitor needs something to compare with. So let us
# call **skill** the share of the loss of the best constant *of that month* that the model removes, and put beside it what the
# monitoring tools sell: how far the *inputs* have drifted.

# %% [markdown]
# ## A number with its noise
#
# The usual measure is the *population stability index*. Cut the training values into ten bins of equal share, compare
# the shares now, and add up (share now - share then) * ln(share now / share then). Banks have used it for scorecards for
# decades, with a rule of thumb that stands in countless blogs: below .1 all is well, above .25 something has happened.
# (Matthew Burke, who wrote one of the most copied implementations, later went looking for a source of these limits and
# found none: `mwburke.github.io`, *Distribution Drift Tolerance*.)

# %%
def psi(reference, current, bins=10):
    past = reference.dropna().to_numpy(float)
    edges = np.unique(np.quantile(past, np.arange(1, bins) / bins))
    counts = []
    for side in (reference, current):
        values = side.to_numpy(float)
        inside = np.bincount(np.searchsorted(edges, values[~np.isnan(values)]), minlength=len(edges) + 1)
        counts.append(np.append(inside, np.isnan(values).sum()))      # what is missing is a bin as well
    counts = np.array([pair for pair in zip(*counts, strict=True) if sum(pair)]).T + 0.5      # empty on both sides: no bin
    then, now = counts / counts.sum(axis=1, keepdims=True)
    return float(((now - then) * np.log(now / then)).sum())


# %% [markdown]
# **Predict.** We draw 60 flights *of the training months*, compare the hour of their departure with the training
# months themselves, and repeat this 500 times. Nothing has changed. On how many of the draws is PSI above .1?

# %%
guess_noise = None  # your guess, for example 0.05

# %%
rng = np.random.default_rng(13)
usual = problem.X.loc[problem.train, "minute_of_day"].astype(float).sample(20_000, random_state=0)
sizes = [30, 60, 120, 250, 500, 1000, 2000]
drawn = {n: np.array([psi(usual, usual.iloc[rng.integers(0, len(usual), n)]) for _ in range(500 if n == 60 else 120)])
         for n in sizes}
reveal("draws of 60 above .1 although nothing has changed", (drawn[60] > 0.1).mean(), guess_noise)
bins_used = 10
line = (bins_used - 1) * (1 / np.array(sizes) + 1 / len(usual))
assert (drawn[60] > 0.1).mean() > 0.5 and (drawn[2000] > 0.1).mean() == 0

# %%
fig, ax = plt.subplots(figsize=(9, 4.2))
ax.boxplot([drawn[n] for n in sizes], positions=range(len(sizes)), widths=0.5, medianprops={"color": BLUE, "linewidth": 2},
           flierprops={"marker": ".", "markersize": 3, "markeredgecolor": GREY})
ax.plot(range(len(sizes)), line, color=ORANGE, marker="o", label="(B - 1) (1/n + 1/m), for B = 10 bins")
for limit in (0.1, 0.25):
    ax.axhline(limit, color=GREY, linestyle="--", linewidth=1)
    ax.text(len(sizes) - 0.55, limit, f" {limit}", va="center")
ax.set(title="PSI when nothing has changed (hour of departure, 120 to 500 draws each)", xlabel="values compared, n",
       ylabel="PSI", yscale="log", xticks=range(len(sizes)), xticklabels=sizes)
ax.legend(frameon=False)
plt.show()

# %% [markdown]
# The orange line is no fit. If nothing has changed, PSI / (1/n + 1/m) follows chi-squared with *B* - 1 degrees of freedom,
# nearly, for *B* bins and n and m values: so its *mean* is (*B* - 1) (1/n + 1/m). For a desk with 60 tickets a day that is
# already .15, and on a Sunday with 15 it is .6: a limit without n is a limit on the size of the day.
#
# Three more things to know about it, all found in copied code:
#
# - `np.histogram(current, edges)` **drops** what lies outside of the edges. If somebody serves minutes for hours, almost
#   all values are outside, and the drift that is left is that of the few which are not.
# - A missing value is in no bin. Dropped, half a column can vanish without a change of its shape.
# - An empty bin makes the logarithm infinite. The usual repair, 0.0001 in its place, is a choice of how loud an empty bin
#   shall be. Half a count in every bin does it in proportion to n.

# %% [markdown]
# ## The season is not drift
#
# Now the flights, month by month, with tens of thousands of values: here PSI has hardly any noise. 42 numeric
# inputs and the model's own score, each against January to June.
#
# **Predict.** In which of the six months is the drift of the score largest, and in which is the skill worst? Write
# two numbers of months, as text.

# %%
guess_months = None  # your guess, for example "12 and 12"

# %%
numeric = [name for name in problem.X if problem.X[name].dtype.kind == "f"]
then = problem.X.loc[problem.train & (np.arange(len(table)) % 16 == 0), numeric]
score_then = pd.Series(model.predict_proba(problem.X[problem.train & (np.arange(len(table)) % 16 == 0)])[:, 1])
now = problem.X.loc[live, numeric].reset_index(drop=True)
drift = pd.DataFrame({m: {name: psi(then[name], now.loc[when == m, name][::3]) for name in numeric} for m in rate.index})
score_drift = pd.Series({m: psi(score_then, score[when == m]) for m in rate.index})
skill = 1 - loss / constant
auc = pd.Series({m: roc_auc_score(truth[when == m], score[when == m]) for m in rate.index})
reveal("largest drift of the score, worst skill", f"{score_drift.idxmax()} and {skill.idxmin()}", guess_months)
print(f"inputs above .25: {', '.join(f'{(drift[m] > 0.25).sum()} in month {m}' for m in drift)}, of {len(drift)}")
pd.DataFrame({"PSI of the score": score_drift, "largest PSI of an input": drift.max(), "which": drift.idxmax(),
              "skill": skill, "AUC": auc}).rename_axis("month").round(3)

# %%
names = dict(zip(range(7, 13), ("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), strict=True))
fig, ax = plt.subplots(figsize=(8, 4.2))
ax.scatter(score_drift, skill * 100, s=70, color=BLUE)
for m, name in names.items():
    ax.annotate(name, (score_drift[m], skill[m] * 100), xytext=(7, 4), textcoords="offset points")
for limit in (0.1, 0.25):
    ax.axvline(limit, color=GREY, linestyle="--", linewidth=1)
counts = when.value_counts()
ax.set(title=f"Drift is not damage: one model, six months ({counts.min():,} to {counts.max():,} flights each)",
       xlabel="drift of the score, PSI against January to June", ylabel="skill, % of the constant's loss removed",
       xlim=(0, 1.1 * score_drift.max()), ylim=(0, 110 * skill.max()))
plt.show()
assert skill.idxmin() == 11 and score_drift.idxmax() != 11 and skill[9] == skill.max() and score_drift[9] > 0.25
assert (drift > 0.25).sum().min() >= 5 and (drift.idxmax() == "temp").sum() == 4

# %% [markdown]
# September has "major drift" and the best skill of all. August is as stable as one could wish, and no better than most.
# November, the only month in which the model is really worse, is neither first nor last. And the inputs? In *every* month
# many of them are above .25, in four of the six temperature most of all: July is warmer than the average of January to
# June. Nobody needs to be woken for that.
#
# All of this is season. Against **the same weeks of last year** July would be an ordinary July; but the first year of
# a service has no last year, and then honest monitors compare with the last weeks and say so. The same holds on the small
# scale: Sundays against Sundays, or at least weekends against weekends, since six Mondays are too few to know their spread.
#
# Would retraining have helped in November? Train on everything until October:

# %%
november = live & (month == 11)
newer = trained_on(quarter & (month <= 10))
auc_new = roc_auc_score(y[november], newer.predict_proba(problem.X[november])[:, 1])
print(f"AUC in November: {auc[11]:.3f} as trained until June, {auc_new:.3f} as trained until October (n = {november.sum():,})")
assert abs(auc_new - auc[11]) < 0.02

# %% [markdown]
# Hardly. So it is not staleness; what it is, these figures do not say. (We suspect that there was less to foresee: fewer of the storms by
# which one knows a bad evening in the morning.) Not every bad month is the model's fault, and a retraining that "fixes" it would have
# been credited with December.

# %% [markdown]
# ## Thirty figures, every morning
#
# A dashboard does not show one figure. Suppose thirty, each tested each morning, with an alarm where p < .05.
#
# **Predict.** We draw 300 flights of the training months at random and call them a day; nothing has changed. On
# how many of such days does at least one of thirty figures alarm?

# %%
guess_family = None  # your guess, for example 0.05

# %%
thirty = [name for name in numeric if then[name].notna().mean() > 0.5][:30]
reference = problem.X.loc[problem.train, thirty].astype(float)
centre, spread, present = reference.mean(), reference.std(), reference.notna().sum()
p_values = []
for _ in range(300):
    day = reference.iloc[rng.integers(0, len(reference), 300)]
    z = (day.mean() - centre) / (spread / np.sqrt(day.notna().sum()))
    p_values.append(chi2.sf(z**2, 1))
p_values = np.array(p_values)
reveal("quiet days with an alarm", (p_values < 0.05).any(axis=1).mean(), guess_family)
for limit in (0.05, 0.05 / 30, 1 / 28 / 30):
    print(f"p < {limit:.5f}: alarm on {(p_values < limit).any(axis=1).mean():5.1%} of {len(p_values)} quiet days, "
          f"{28 * (p_values < limit).any(axis=1).mean():4.1f} days in four weeks")
assert 0.4 < (p_values < 0.05).any(axis=1).mean() < 0.9

quiet = np.random.default_rng(0).normal(size=(1000, 41))
with_outage = np.column_stack([quiet, np.full(len(quiet), 10.0)])
print(f"41 quiet days and an outage of ten deviations: a standard deviation {with_outage.std(axis=1).mean() / quiet.std(axis=1).mean():.1f} times as large")

# %% [markdown]
# (Were the figures independent, it would be 1 - .95^30 = 79 %. They hang together, as real figures do, and so a little less.)
# So begin at the other end, with the **budget**: how often may this monitor be wrong? One false alarm day in four weeks for *all*
# figures is 1 / 28 / 30 a figure and day. And look longer: a change stays, noise does not. The sum of four days' distances
# (in standard deviations) has a deviation of 2, while a shift of two adds up to 8.
#
# But that is normal noise, and a desk is not normal: outages, Mondays after holidays, growth, a big customer's
# bad day. The arithmetic gives the order of magnitude; the limit itself is set on **quiet weeks of the real thing**, by
# counting alarm days. And what is usual must be *robust*: one outage of ten deviations in six weeks of reference
# makes the standard deviation 1.8 times as large, for as long as this reference is in use.
#
# Never let the monitor learn from the days it watches. Who compares each day with the last six weeks, yesterday included,
# takes every step of a slow drift for the new usual, and after any jump is quiet again as soon as the window has moved on.

# %% [markdown]
# ## First the rows, then the statistics
#
# Most of what goes wrong is no drift at all: somebody deployed something. On 12 February 2013 a weather station at Newark
# reported this:

# %%
weather = flights.load_weather()
newark = weather[(weather["origin"] == "EWR") & (weather["month"] == 2)]
worst = newark.loc[newark["wind_speed"].idxmax()]
print(f"{worst['day']:.0f} February, {worst['hour']:.0f}:00: wind of {worst['wind_speed']:,.0f} mph")
by_day = newark.groupby("day")["wind_speed"].agg(["mean", "median", "max"])
print(f"that day's mean {by_day.loc[12, 'mean']:.0f}, median {by_day.loc[12, 'median']:.0f} mph; PSI of the day: "
      f"{psi(weather['wind_speed'], newark.loc[newark['day'] == 12, 'wind_speed']):.2f}, "
      f"of the day before {psi(weather['wind_speed'], newark.loc[newark['day'] == 11, 'wind_speed']):.2f} (n = 24 hours)")
last = table["month"].eq(12) & table["day"].eq(31)
print(f"and on 31 December the temperature is missing for {problem.X.loc[last.to_numpy(), 'temp'].isna().mean():.0%} of the flights "
      f"by the evening's features, on the 29th for {problem.X.loc[(table['month'].eq(12) & table['day'].eq(29)).to_numpy(), 'temp'].isna().mean():.0%}")
assert worst["wind_speed"] > 1000

# %% [markdown]
# One value in twenty-four is faster than sound. The median does not notice (that is what robust means), and PSI has it in the bin
# "windy": the day before looks odder. The mean is strange, if somebody looks, and says neither which hour nor why. A line that says *wind is between 0 and 150 mph* finds it in the first
# hour and names it. The list is short, and it comes **before** every drift score:
#
# **schema** (a column is gone, or new: a renamed one is both) · **type** · **missing** (share, against what is usual) ·
# **range and units** · **levels** · **grain** (no key twice) · **volume** (too few, too many) · **freshness** (the newest
# row is old; or from the future).
#
# Two rules for the code. It must *survive* what it looks for: a monitor that ends with `KeyError: 'severity'` has found the fault and
# told nobody. And `nan` is neither inside nor outside of any range: each comparison with it is False, the one with your
# limit too, so ask for what is missing by itself.

# %% [markdown]
# ## A monitor that never speaks
#
# A range check that has found nothing for a year. Is it good data, or this?

# %%
def too_windy(hours):
    return (hours["wind_speed"].mean() > 150) or (hours["wind_speed"] > 150).all()


print("12 February found:", bool(too_windy(newark[newark["day"] == 12])))
drill = newark[newark["day"] == 11].assign(wind_speed=lambda hours: hours["wind_speed"].where(hours["hour"] != 9, 151.0))
print("drill with one hour of 151 mph found:", bool(too_windy(drill)))
assert not too_windy(drill)

# %% [markdown]
# From outside, silence of a broken monitor and silence of good data are the same. So there are **fire drills**: rows with one
# fault, as small as it may come, that must be found, and good rows *on all bounds* that must not. A drill with
# all hours at 9,000 mph would have praised the function above.

# %% [markdown]
# ## Labels come late
#
# Rows in order, figures as ever: is the model right? Only outcomes can tell. At the Desk (the help desk of our exercises) an
# SLA is *met* the moment a ticket is resolved, and *breached* at its deadline, up to a week later. We know the true
# chance of each ticket here, so let the model be perfect: it says the truth. The desk is quiet, and today is its last day.
#
# **Predict.** Take the tickets of the last seven days whose outcome is known this evening. How many standard errors
# does their number of breaches lie from what the perfect model had said of them?

# %%
guess_dip = None  # your guess, for example 0.0

# %%
START, DAYS = pd.Timestamp("2024-02-05", tz="UTC"), 63
today = START + pd.Timedelta(days=DAYS)


def desk_of(incidents=()):
    parameters = {"seed": 7, "days": DAYS, "tickets_per_day": 1500, "incidents": incidents}
    tables = desk.make_tables(**parameters)
    key = desk.make_truth(**parameters).set_index("ticket_id")
    came = tables.events[tables.events["type"].isin(["sla_met", "sla_breached"])].sort_values("ingested_at")
    came = came.drop_duplicates("ticket_id").set_index("ticket_id")["type"]
    tickets = tables.tickets.join(key[["p_breach", "open_at_decision", "breach_alone"]], on="ticket_id")
    tickets = tickets[tickets["open_at_decision"]]
    outcome = tickets["ticket_id"].map(came)
    return tickets.assign(y=(outcome == "sla_breached").astype(float).where(outcome.notna()),
                          ripe=tickets["due_at"] + pd.Timedelta("36h") <= today,
                          age=(today - tickets["created_at"]) // pd.Timedelta("1D"))


def z_of(rows):
    rows = rows[rows["y"].notna()]
    p = rows["p_breach"]
    return (rows["y"].sum() - p.sum()) / np.sqrt((p * (1 - p)).sum())


quiet = desk_of()
week = quiet[quiet["age"] < 7]
reveal("standard errors from the truth, of what is known", z_of(week), guess_dip, "{:+.1f}")
print(f"the same, of the {int(week['ripe'].sum())} ripe ones among {len(week)}: {z_of(week[week['ripe']]):+.1f}")
young = week[~week["ripe"]]
print(f"of the others, which are known early: {z_of(young):+.1f}")
assert z_of(week) < -3.5 and z_of(young) < -4 and abs(z_of(week[week["ripe"]])) < 3.5

# %%
rows = []
for days in range(1, 15):
    part = quiet[quiet["age"] == days]
    for name, some in (("known", part[part["y"].notna()]), ("ripe", part[part["y"].notna() & part["ripe"]])):
        if len(some) >= 100:
            rows.append((-days, name, some["y"].mean() * 100, some["p_breach"].mean() * 100, z_of(some)))
by_age = pd.DataFrame(rows, columns=["age", "of", "observed", "said", "z"]).pivot(index="age", columns="of")
fig, axes = plt.subplots(2, 2, figsize=(10, 6), sharex=True, sharey="row", height_ratios=(2, 1))
for (ax, below), which in zip(axes.T, ("known", "ripe"), strict=True):
    ax.plot(by_age["said"][which].dropna(), color=BLUE, marker="s", label="said by the perfect model")
    ax.plot(by_age["observed"][which].dropna(), color=ORANGE, marker="o", label="came true")
    ax.set(title={"known": "all that is known", "ripe": "ripe: due 36 hours ago, or more"}[which])
    below.bar(by_age.index, by_age["z"][which], color=GREY)
    below.axhline(0, color="black", linewidth=0.8)
    below.set(xlabel="day of creation; 0 is today")
axes[0, 0].set(ylabel="breaches, % of these tickets", ylim=(0, 1.05 * by_age[["said", "observed"]].max().max()))
axes[1, 0].set_ylabel("standard errors")
axes[0, 0].legend(frameon=False, loc="lower left")
fig.suptitle(f"A perfect model on a quiet desk, seen from its last evening (n = {(quiet['age'] < 15).sum():,} tickets)")
fig.tight_layout()
plt.show()

# %% [markdown]
# A perfect model, and its newest days cry *too gloomy!*, every evening anew. It gets worse with size: the more tickets, the surer
# the wrong alarm. Two rules:
#
# - **Judge what is ripe.** A ticket is ripe when its outcome would be known *whichever it were*: deadline plus the time that an
#   outcome may take to arrive. That is a question to the clock, never to the outcome. Ripe and yet unknown is a fault of the feed;
#   if more than a few are, the week is *blind*, and nothing is said about the model.
# - **Compare like with like.** What was said and what came true, of *the same* tickets. Those with short deadlines are ripe
#   first and are other tickets than the rest; against the mean of all they would always look different.
#
# The spread of the number of breaches is the sum of p (1 - p) over the tickets. With one mean p for all it would be
# larger: a group of sure ones and sure nots is hardly random at all. And tickets that were *helped* are left out: the model
# spoke of those that are left alone.

# %% [markdown]
# ## Drift is not damage
#
# The flights showed drift without damage. Here is the other half. On the same desk the tickets about *billing* and *ui* begin to
# take several times the work, from the fifth week on. Nothing else changes, and no form has a field for it. "Our model" says what was true
# before.

# %%
changed = desk_of((desk.Incident("concept", 28, 60, 0.5),))
said = quiet.set_index("ticket_id")["p_breach"]
changed = changed.assign(p_breach=changed["ticket_id"].map(said)).dropna(subset="p_breach")
late = changed["created_at"] >= START + pd.Timedelta(days=28)
inputs = {"body_chars": psi(changed.loc[~late, "body_chars"], changed.loc[late, "body_chars"]),
          "sla_hours": psi(changed.loc[~late, "sla_hours"], changed.loc[late, "sla_hours"]),
          "what the model says": psi(changed.loc[~late, "p_breach"], changed.loc[late, "p_breach"])}
print("PSI, before against after:", ", ".join(f"{name} {value:.3f}" for name, value in inputs.items()))
slow = changed["area"].isin(["billing", "ui"])
for name, mask in (("billing and ui", slow), ("all others", ~slow)):
    part = changed[mask & late & changed["ripe"]]
    print(f"{name:15} z = {z_of(part):+5.1f} of {len(part):,} ripe tickets since")
assert max(inputs.values()) < 0.1 and z_of(changed[slow & late & changed["ripe"]]) > 5

# %% [markdown]
# No input moves, no score moves, and the model is badly wrong, most of all about billing and ui. (The others wait behind them in the
# same queues.) So there are two questions, and neither answers the other: *have
# the inputs changed?* and *are the outcomes what was said?* By their answers one tells the causes apart:
#
# | | outcomes as said | outcomes otherwise |
# |---|---|---|
# | **inputs as ever** | quiet | **concept**: the world answers otherwise; retrain once there are ripe outcomes |
# | **inputs moved** | **covariate** or **season**: other customers; mostly harmless | calibration is off for the new ones; by segment |
#
# and both rows are only worth asking if the rows are in order and the outcomes arrive at all.

# %% [markdown]
# ## The same name, another number
#
# One kind of damage hides from everything so far. Suppose that the feature store mixes up its rows: each flight is served the
# inbound aircraft (its delay, its slack) of some other flight.

# %%
columns = [name for name in numeric if name.startswith("previous_")]
shifted = problem.X[live].copy()
order = rng.permutation(len(shifted))
shifted[columns] = shifted[columns].to_numpy()[order]
served = model.predict_proba(shifted)[:, 1]
print("PSI:", ", ".join(f"{name} {psi(problem.X.loc[live, name], shifted[name]):.4f}" for name in columns))
print(f"AUC {roc_auc_score(truth, score):.3f} -> {roc_auc_score(truth, served):.3f}; "
      f"mean of the score {score.mean():.3f} -> {served.mean():.3f}")
differ = ~np.isclose(problem.X.loc[live, columns[0]], shifted[columns[0]], equal_nan=True)
print(f"{columns[0]} served otherwise than recomputed: {differ.mean():.0%} of the flights")
assert differ.mean() > 0.3 and roc_auc_score(truth, served) < roc_auc_score(truth, score) - 0.003

# %% [markdown]
# The distribution is the same to the last digit, so no
# monitor of distributions can see it. **Skew** is found by comparing pairs: log what was served, recompute a sample from the
# warehouse as of the decision, match by key, count differences. With a tolerance, since sums differ in their last bits; with
# missing equal to missing, since `nan != nan`; and a feature that only one side has differs always.

# %% [markdown]
# ## What to ask first
#
# When you are called, ask in the order in which answers make others worthless:
#
# 1. **Are the rows in order, and served as recomputed?** If not, stop: it is a *bug*. It moves figures and outcomes as well, and a
#    model retrained on broken rows is broken by the repair.
# 2. **Do outcomes arrive?** If not, nothing can be said about the model. Hold reports and retraining.
# 3. **Have the figures moved, and would they have, a year ago?** Season, or a change of who comes.
# 4. **Do ripe outcomes contradict what was said, and whose?** If nothing has moved and they do, it is the concept.
#
# Often one of the answers is missing: nothing is ripe yet, there is no last year. *Missing is not no.* Then several causes are
# possible, each with a chance (how often it was one before) and each wrong answer with a price, and the decision is the one with the least expected
# cost: perhaps for a rare cause that is dear to overlook, perhaps for waiting a day.

# %%
chances = pd.Series({"concept": 0.2, "quiet": 0.8})
price = pd.DataFrame({"retrain": {"concept": 0, "quiet": 300}, "wait a week": {"concept": 2000, "quiet": 0},
                      "look at 30 cases by hand": {"concept": 150, "quiet": 150}})
print(price.mul(chances, axis=0).sum().rename("expected cost, euros").to_string())
assert price.mul(chances, axis=0).sum().idxmin() == "look at 30 cases by hand"

# %% [markdown]
# "Quiet" is four times as likely, and to act as if it were quiet is the dearest.

# %% [markdown]
# ## Woken at three
#
# Back to the flights, on the night of 31 December. The monitor of drift has spoken, and this is what it sends. It is the form of many
# dashboards: the monitor's name, its score, its limit.

# %%
day_of = table["day"].to_numpy()
on_31 = (month == 12) & (day_of == 31)
print(f"[CRITICAL] data drift: feature=temp psi={psi(then['temp'], problem.X.loc[on_31, 'temp']):.4f} threshold=0.2500 window=1d")
beyond = int((drift.loc["temp"] > 0.25).sum())
print(f"(In {beyond} of the {drift.shape[1]} months of the second half-year temp was beyond this threshold for the whole month.)")
assert beyond == 6

# %% [markdown]
# Would you get up? The number has been "critical" for half a year, so probably not. Since when, for whom, and what would you do? It
# does not even say what has happened: the column is *empty*. Here is what the same data can say.

# %%
weather_columns = [name for name in numeric if problem.X.loc[on_31, name].isna().all() and then[name].notna().any()]
empty = problem.X["temp"].isna().to_numpy()
share = pd.Series(empty[month == 12]).groupby(day_of[month == 12]).mean()
first = share.index[(share > 0.5) & (share.index > 7)][0]                  # the first bad day
since = (month == 12) & (day_of >= first)
touched = since & empty
usually = share[share.index < first]
origins = ", ".join(sorted(set(table["origin"].to_numpy()[touched])))
print(f"temp is missing for {share[31]:.0%} of today's flights, usually {usually.max():.0%}.\n"
      f"Since {first} December (New York time): {touched.sum():,} of {since.sum():,} flights, from {origins}.\n"
      f"The same cause: {len(weather_columns)} columns are empty, all that come from the weather.\n"
      "First: let the model run without weather, as for a missing station; do not retrain. Have the feed restarted.\n"
      "Ask: who runs the weather feed. What it costs is unknown: the outcomes of these flights are not ripe.")
assert share[31] == 1 and usually.max() < 0.005 and len(weather_columns) > 1

# %% [markdown]
# An alert is written for its reader, who was asleep and knows none of our words:
#
# - **What, and how bad**, first of all: a figure with its unit, beside what is usual. 100 % beside 0 % needs no limit.
# - **Since when**: the first bad day, with its zone. It is seldom the day on which a monitor spoke, and whatever was decided in between has
#   to be looked at as well.
# - **The blast radius**: how many of how many, and whose.
# - **The first action**, which follows from the cause, and whom to ask. For a fault of the pipeline: stop, or fall back. For a season there is
#   none; so there is no alert.
# - **What is not known** is called so. "0 flights" and "an unknown number of flights" are different nights.
#
# And *one cause is one alert*: a monitor for each column would have telephoned once for every empty column, at the same minute.

# %% [markdown]
# ## Your turn: half is given
#
# *How many days until a monitor sees it?* Write a function that takes daily distances (in standard deviations, already
# against the right kind of day) and returns the first day on which the sum of the last `days` distances exceeds `limit *
# sqrt(days)`, up or down; the first possible day is the one on which there are `days` of them. `None` if there is none.
# Mend the gaps, then set `mine = first_alarm`.

# %%
def first_alarm(distances, days, limit):
    for day in range(len(distances)):              # gap 1: on the first days there are fewer than `days`
        total = distances[day]                     # gap 2: of one day; wanted: of the last `days`
        if total > limit * np.sqrt(days):          # gap 3: one direction only
            return day
    return None


mine = None  # first_alarm

# %% [markdown]
# This cell tests your answer on four cases.

# %%
if mine is None:
    print("Not tried yet: mend the gaps and set mine = first_alarm.")
else:
    cases = [([0, 0, 3, 3, 3, 3], 3, 4, 4), ([0, 0, -3, -3, -3, -3], 3, 4, 4), ([9, 0, 0, 0], 3, 4, 2), ([1, -1] * 5, 2, 3, None)]
    wrong = [case for case in cases if mine(list(case[0]), case[1], case[2]) != case[3]]
    print("Right." if not wrong else f"Not yet: first_alarm{wrong[0][:3]} is {mine(list(wrong[0][0]), *wrong[0][1:3])}, "
          f"expected {wrong[0][3]}")

# %% [markdown]
# <details>
# <summary>Solution</summary>
#
# ```python
# def first_alarm(distances, days, limit):
#     for day in range(days - 1, len(distances)):
#         total = sum(distances[day - days + 1:day + 1])
#         if abs(total) > limit * np.sqrt(days):
#             return day
#     return None
# ```
#
# More days find smaller shifts and find large ones later; which is better depends on what a day costs.
#
# </details>

# %% [markdown]
# ## Without looking back
#
# Answer aloud or on paper, then unfold.
#
# **1.** A PSI of .2 on a Sunday with 20 rows, ten bins. What do you know?
#
# <details><summary>Answer</summary>
#
# Nothing. If nothing has changed its mean is about 9 / 20 = .45, so .2 is rather little. A limit needs n.
#
# </details>
#
# **2.** Every input is as ever, every score too. Can the model be wrong?
#
# <details><summary>Answer</summary>
#
# Yes: the concept can change (same inputs, other outcomes), and a feature can be served to the wrong rows. The first shows in
# ripe outcomes, the second in served against recomputed.
#
# </details>
#
# **3.** Why does the share of breaches among known outcomes fall in the newest week, on any desk?
#
# <details><summary>Answer</summary>
#
# Met is known at the resolution, breached at the deadline. Good news travels first. Judge what is ripe by the clock.
#
# </details>
#
# **4.** Ten figures, 28 days, one false alarm day wanted. Which p-value for one figure on one day?
#
# <details><summary>Answer</summary>
#
# About 1 / 280 = .0036, if noise were as assumed. Then count alarm days on quiet weeks, and set the limit by these.
#
# </details>
#
# **5.** The contract is broken, the figures have leapt, and the ripe outcomes are off. What do you do first?
#
# <details><summary>Answer</summary>
#
# Mend the rows (and fall back to something that does not need them). The other two may be its consequences; retraining
# on these rows would teach the model the fault.
#
# </details>

# %% [markdown]
# ## Now at the Desk
#
# The exercise is `exercises/13_monitoring`: you are on call for the model of the help desk. You write the monitor of the rows and its
# fire drill, mend the PSI, build a monitor that keeps a budget on desks it has not seen, judge a model by ripe
# outcomes, find the feature that is served otherwise, decide what to do when evidence is missing, write the text that wakes somebody, and then work through
# four weeks in which two things go wrong at once. When a check fails, its message names the section of this lesson
# to look at again.
