# %% [markdown]
# # 05 Features that survive production: exercise
#
# A feature can shine offline for three reasons: it is good, it has seen its own label, or it is computed by one
# piece of code in training and by another in the service. You build the parts that a team keeps for years: an
# encoder, a calendar, a definition with two callers, a vocabulary, a guard at the model's door, and the procedure
# that decides which features may stay.
#
# Eight tasks and one page of prose. Write the answer into its cell, run it, then run the check below it: it draws
# data, calls your code, and shows you the smallest case in which it is wrong. `check.hint("ablate")` gives the first
# of three hints. The lesson of this unit is `curriculum/05_features.ipynb`.

# %% nbgrader={"grade_id": "setup", "locked": true}
import json
import re
import unicodedata
from collections.abc import Callable

import numpy as np
import pandas as pd
from craftdata import desk
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.model_selection import check_cv

from autograder.practice import check_for

check = check_for("05")
tables = desk.make_tables(seed=5, days=60, tickets_per_day=40)
tickets, events, accounts = tables.tickets, tables.events, tables.accounts

# %% [markdown]
# ## The tables
# - `tickets`: one row a ticket as its form said, with `created_at` and `decide_at`, the moment of the decision, one
#   hour later; `plan`, `severity`, `area`, `channel`, `language`, `subject`, `sla_hours`, `team`, `account_id` ...
# - `finished`: the tickets whose outcome has arrived, with `breached` (0 or 1), `known_at` (the moment from which the
#   outcome was known) and `hours` (from creation to outcome).
#
# All times are instants in UTC. No table comes in an order that means anything.

# %% nbgrader={"grade_id": "look", "locked": true}
outcomes = events[events["type"].str.startswith("sla_")].sort_values("ingested_at")
outcomes = outcomes.drop_duplicates("ticket_id").rename(columns={"ingested_at": "known_at"})
finished = tickets.merge(outcomes[["ticket_id", "type", "occurred_at", "known_at"]], on="ticket_id", validate="1:1")
finished["breached"] = (finished["type"] == "sla_breached").astype(int)
finished["hours"] = (finished["occurred_at"] - finished["created_at"]) / pd.Timedelta("1h")
finished = finished.drop(columns=["type", "occurred_at"])
calendars = {team: desk.calendar_of(tables, team) for team in tables.teams["team"]}
display(tickets.head(3), finished[["ticket_id", "account_id", "known_at", "breached", "hours"]].head(3))
print(f"{finished['account_id'].nunique()} accounts; the largest has "
      f"{finished['account_id'].value_counts().max()} of {len(finished)} finished tickets, "
      f"{(finished['account_id'].value_counts() == 1).sum()} accounts have one")

# %% [markdown]
# ## 1. A target encoder that does not read its own label
# Replace each category by the mean of the target among the rows of that category, shrunk towards the mean of all:
#
# $$\text{value} = \frac{\text{sum of } y \text{ in the category} + \text{strength} \times \text{prior}}
#   {\text{rows in the category} + \text{strength}}, \qquad \text{prior} = \text{mean of } y$$
#
# - `fit(X, y)` learns from all rows it is given and returns the encoder itself; `transform(X)` uses what was learned.
# - `fit_transform(X, y)`, which a pipeline calls on the training rows, is **not** `fit` and then `transform`: the rows
#   of each test part of the cross-validation are encoded with what the rows of its train part teach, and nothing else,
#   the prior included. (A splitter may leave a gap: then the train part is not all the others.) Afterwards the encoder is as after `fit(X, y)`.
# - `cv` is whatever scikit-learn takes: a number of folds, a splitter, or a list of (train, test) positions;
#   `check_cv(cv).split(X)` gives the (train, test) positions for all three (a number: folds of neighbouring rows,
#   neither shuffled nor stratified). Each row stands in exactly one test part.
# - Each column has its own categories, compared as they are written: `Web` is not `web`, and the empty text is a
#   category like others. A category that was never learned gets the prior, and so does a missing one,
#   always: rows without a category are no category; their labels count in the prior.
# - `X` is a DataFrame with a unique index; `y` has one number a row of `X` (0 and 1, or hours such as 2.5), **by
#   position**: an array, or a Series with any index. Both methods return floats in a DataFrame with the columns and the
#   index of the `X` that they are given, both in its order. The caller's `X` and `y` stay as they are.
# - It follows scikit-learn's contract: the constructor stores its arguments under their own names and does nothing
#   else, and `fit` starts afresh, whatever was fitted before. (`BaseEstimator` gives you `get_params`; note what
#   `TransformerMixin` gives you that you do *not* want.)

# %% nbgrader={"grade_id": "CrossFitTargetEncoder", "solution": true}
class CrossFitTargetEncoder(TransformerMixin, BaseEstimator):
    """Shrunk target means of categories; the rows it is fitted on are encoded by other rows' labels alone.

    cv: a number of folds, a splitter, or a list of (train, test) positions. strength: how many rows at the prior
    each category starts with, > 0.
    """

    def __init__(self, cv: object = 5, strength: float = 10.0) -> None:
        ### BEGIN SOLUTION
        self.cv = cv
        self.strength = strength
        ### END SOLUTION

    def fit(self, X: pd.DataFrame, y: pd.Series | np.ndarray) -> "CrossFitTargetEncoder":
        """Learn from all rows; returns self."""
        ### BEGIN SOLUTION
        self.prior_, self.tables_ = self._learned(X, np.asarray(y, dtype=float))
        return self
        ### END SOLUTION

    def transform(self, X: pd.DataFrame) -> pd.DataFrame:
        """Encode any rows with what was learned from all."""
        ### BEGIN SOLUTION
        return self._encoded(X, self.prior_, self.tables_)
        ### END SOLUTION

    def fit_transform(self, X: pd.DataFrame, y: pd.Series | np.ndarray) -> pd.DataFrame:
        """Encode the rows themselves, each by the other part of the cross-validation; then be as after fit."""
        ### BEGIN SOLUTION
        target = np.asarray(y, dtype=float)
        parts = [self._encoded(X.iloc[own], *self._learned(X.iloc[others], target[others]))
                 for others, own in check_cv(self.cv).split(X)]
        self.fit(X, y)
        return pd.concat(parts).loc[X.index]

    def _learned(self, X, target):
        prior = target.mean()
        tables = {}
        for column in X.columns:
            groups = pd.Series(target).groupby(X[column].to_numpy())
            tables[column] = (groups.sum() + self.strength * prior) / (groups.size() + self.strength)
        return prior, tables

    def _encoded(self, X, prior, tables):
        return pd.DataFrame({column: X[column].map(tables[column]).astype(float).fillna(prior)
                             for column in X.columns}, index=X.index)
        ### END SOLUTION

# %% nbgrader={"grade_id": "CrossFitTargetEncoder-check", "grade": true, "points": 14}
check.CrossFitTargetEncoder(CrossFitTargetEncoder)
### BEGIN HIDDEN TESTS
check.CrossFitTargetEncoder(CrossFitTargetEncoder, draw="graded")
### END HIDDEN TESTS

# %% [markdown]
# The test that every such encoder should pass: labels that are dealt out at random have nothing to do with the
# account. How strongly does the feature correlate with them?

# %%
dealt = np.random.default_rng(0).permutation(finished["breached"])
encoder = CrossFitTargetEncoder(cv=5, strength=2.0)
for name, feature in [("fit, then transform", encoder.fit(finished[["account_id"]], dealt).transform(finished[["account_id"]])),
                      ("fit_transform", encoder.fit_transform(finished[["account_id"]], dealt))]:
    print(f"{name:20} correlation with its own random label {np.corrcoef(feature['account_id'], dealt)[0, 1]:+.3f}")

# %% [markdown]
# ## 2. What time is it there?
# A ticket that comes on Friday at 17:50 will not be looked at before Monday, in the zone of the team that has it.
# Turn `created_at` into six numbers. `X` has the columns `team` and `created_at` (and perhaps others); `calendars`
# gives each team's `desk.Calendar` with `zone`, `workdays` (0 is Monday) and `holidays` (local dates, as `datetime.date`).
#
# - `day_sin`, `day_cos`: the local time of day as an angle. Midnight is 0, a day is the full circle, 06:00 is a
#   quarter of it; seconds count.
# - `week_sin`, `week_cos`: the same for the local time of the week: Monday 00:00 is 0, seven days are the full circle.
#   On the day on which clocks change, too, what the wall clock shows is what counts.
# - `workday`: 1 if the local date is one of the calendar's workdays and no holiday, else 0. `workday_next`: the same
#   of the next local date.
# - A missing `created_at`, or a team that has no calendar (missing ones too), gives missing values in all six columns.
#
# Nothing is learned: `fit(X, y=None)` returns the transformer itself, and a row's values depend on that row alone.
# `created_at` may be written in any time zone. The result has the index of `X`, which is unique, and the six columns
# in this order; `X` stays as it is; the constructor stores its argument under its own name and does nothing else.

# %% nbgrader={"grade_id": "CalendarFeatures", "solution": true}
class CalendarFeatures(TransformerMixin, BaseEstimator):
    """Local time of day and week on circles, and whether the team works today and tomorrow.

    calendars: the desk.Calendar of each team, by the team's name. transform returns the float columns day_sin,
    day_cos, week_sin, week_cos, workday, workday_next.
    """

    def __init__(self, calendars: dict[str, desk.Calendar]) -> None:
        ### BEGIN SOLUTION
        self.calendars = calendars
        ### END SOLUTION

    def fit(self, X: pd.DataFrame, y: object = None) -> "CalendarFeatures":
        """Nothing is learned; returns self."""
        ### BEGIN SOLUTION
        return self
        ### END SOLUTION

    def transform(self, X: pd.DataFrame) -> pd.DataFrame:
        """The six columns for the rows of X (team, created_at)."""
        ### BEGIN SOLUTION
        names = ["day_sin", "day_cos", "week_sin", "week_cos", "workday", "workday_next"]
        features = pd.DataFrame(np.nan, index=X.index, columns=names)
        for team, calendar in self.calendars.items():
            rows = X["created_at"].notna() & (X["team"] == team)
            wall = X.loc[rows, "created_at"].dt.tz_convert(calendar.zone).dt.tz_localize(None)
            days = (wall - wall.dt.normalize()) / pd.Timedelta("1D")
            weeks = (wall.dt.day_of_week + days) / 7
            for name, turns in (("day", days), ("week", weeks)):
                features.loc[rows, f"{name}_sin"] = np.sin(2 * np.pi * turns)
                features.loc[rows, f"{name}_cos"] = np.cos(2 * np.pi * turns)
            for name, date in (("workday", wall), ("workday_next", wall + pd.Timedelta("1D"))):
                features.loc[rows, name] = [
                    float(day.weekday() in calendar.workdays and day.date() not in calendar.holidays) for day in date]
        return features
        ### END SOLUTION

# %% nbgrader={"grade_id": "CalendarFeatures-check", "grade": true, "points": 12}
check.CalendarFeatures(CalendarFeatures)
### BEGIN HIDDEN TESTS
check.CalendarFeatures(CalendarFeatures, draw="graded")
### END HIDDEN TESTS

# %%
CalendarFeatures(calendars).fit(tickets).transform(tickets[["team", "created_at"]]).describe().round(2)

# %% [markdown]
# ## 3. One definition, two callers
# At night, at `as_of`, a job writes what is known of each account into a **store**, a dictionary that a key-value
# database keeps as JSON. During the day the service gets one ticket as JSON, looks its account up and needs five
# numbers. The training table needs the same five for thousands of tickets, so: one definition, two callers.
#
# - `store(history, as_of)`: a dictionary with whatever you need of each account, of what was known **at or before**
#   `as_of` and nothing else. It must survive `json.loads(json.dumps(...))`: text as keys, plain numbers, text and lists
#   as values.
# - `one(ticket, store)`: the features of one ticket, a dictionary of floats with the keys of `columns` in their order.
#   `ticket` is a dictionary of JSON values with `account_id`, `seats`, `sla_hours` and others that do not matter. A
#   missing value is `None`, or the key is not there; it is never nan. `sla_hours` is never missing. The service has
#   another object than the night job, made with the same `rate` and `strength`: all that `one` knows of the history
#   is the `store` it is given.
# - `batch(tickets, history, as_of)`: the features of many tickets, a table with the columns of `columns` and the index
#   of `tickets` (which is unique). Here missing values are written as in pandas (nan or None). **Each row equals what `one` gives for that
#   ticket, bit for bit**, whatever other tickets stand in the table. (One way is that `batch` calls
#   `one`; what counts is that the bits agree.) A night may be computed again with another `history`.
#
# The five features of a ticket (log is the natural logarithm), where `known` are the account's rows in `history` with `known_at <= as_of`:
#
# | feature | value |
# |---|---|
# | `account_rate` | (breached among `known` + `rate` * `strength`) / (number of `known` + `strength`) |
# | `account_log_known` | log(1 + number of `known`) |
# | `account_hours` | mean of `hours` among `known`, those of 0 hours too; 0 if there is none |
# | `log_seats` | log(1 + seats); 0 if `seats` is missing |
# | `sla_days` | `sla_hours` / 24 |
#
# Rows of `history` without an account belong to nobody; a ticket without an account is a ticket of which nothing is
# known. The caller's tables stay as they are.

# %% nbgrader={"grade_id": "DeskFeatures", "solution": true}
class DeskFeatures:
    """The features of a ticket: one definition for the training table and for the service.

    rate, strength: of the prior; strength > 0. history: ticket_id (unique), account_id (may be missing), known_at,
    breached (0 or 1), hours (>= 0, never missing), in any order. as_of: an instant.
    """

    columns = ["account_rate", "account_log_known", "account_hours", "log_seats", "sla_days"]

    def __init__(self, rate: float = 0.2, strength: float = 5.0) -> None:
        ### BEGIN SOLUTION
        self.rate = rate
        self.strength = strength
        ### END SOLUTION

    def store(self, history: pd.DataFrame, as_of: pd.Timestamp) -> dict:
        """What is known of each account at as_of; JSON."""
        ### BEGIN SOLUTION
        known = history[history["known_at"] <= as_of]
        return {account: [len(rows), int(rows["breached"].sum()), float(rows["hours"].sum())]
                for account, rows in known.groupby("account_id")}
        ### END SOLUTION

    def one(self, ticket: dict, store: dict) -> dict[str, float]:
        """The features of one ticket, a dictionary of JSON values, as the service gets it."""
        ### BEGIN SOLUTION
        known, breached, hours = store.get(ticket.get("account_id"), [0, 0, 0.0])
        seats = ticket.get("seats")
        return {
            "account_rate": (breached + self.rate * self.strength) / (known + self.strength),
            "account_log_known": float(np.log1p(known)),
            "account_hours": hours / known if known else 0.0,
            "log_seats": 0.0 if seats is None else float(np.log1p(seats)),
            "sla_days": ticket["sla_hours"] / 24,
        }
        ### END SOLUTION

    def batch(self, tickets: pd.DataFrame, history: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
        """The features of many tickets; each row is what `one` gives."""
        ### BEGIN SOLUTION
        store = self.store(history, as_of)
        rows = [self.one({name: None if pd.isna(value) else value for name, value in ticket.items()}, store)
                for ticket in tickets.to_dict("records")]
        return pd.DataFrame(rows, index=tickets.index, columns=self.columns, dtype=float)
        ### END SOLUTION

# %% nbgrader={"grade_id": "DeskFeatures-check", "grade": true, "points": 14}
check.DeskFeatures(DeskFeatures)
### BEGIN HIDDEN TESTS
check.DeskFeatures(DeskFeatures, draw="graded")
### END HIDDEN TESTS

# %% [markdown]
# One day at the Desk: the night's store, and the same ticket as the training table and as the service see it.

# %%
night = pd.Timestamp(finished["known_at"].quantile(0.8)).floor("D")
latest = accounts[accounts["known_at"] <= night].sort_values("known_at").drop_duplicates("account_id", keep="last")
today = tickets[tickets["created_at"].between(night, night + pd.Timedelta("1D"), inclusive="left")]
today = today.merge(latest[["account_id", "seats"]], on="account_id", how="left", validate="m:1")
features = DeskFeatures()
display(features.batch(today, finished, night).head(2))
arrived = json.loads(today[["account_id", "seats", "sla_hours"]].iloc[:1].to_json(orient="records"))[0]
arrived, features.one(arrived, json.loads(json.dumps(features.store(finished, night))))

# %% [markdown]
# ## 4. Words, frozen
# Customers write in five languages, and tomorrow they write words that nobody has written before. `fit(subjects)`
# settles for good which words are columns; `transform(subjects)` fills them in.
#
# The **words** of a subject:
# 1. Bring the text to the Unicode form NFKC, then `casefold` it: SSO in wide letters is `sso`, `Straße` is `strasse`.
# 2. Take the maximal runs of letters and digits (the underscore is neither), in any script, as Python's `[^\W_]+` finds them.
# 3. Japanese is written without spaces. Within a run, each maximal stretch of Japanese characters (`JAPANESE` below: kana and
#    kanji alike) becomes the pairs of its neighbouring characters, or the single character if it has one; each other
#    stretch is a word. `SAMLログイン` has the words `saml`, `ログ`, `グイ`, `イン`.
#
# - `fit`: the vocabulary is the words that stand in at least `min_subjects` of the subjects; how often a word stands
#   in one subject does not matter. `fit` returns the transformer itself and starts afresh each time.
# - `transform`: the columns are `word=...` for each word of the vocabulary in sorted order, then `unknown_share`. The
#   value is 1.0 if the subject has the word, else 0.0. `unknown_share` is the share of the subject's different words
#   that are not in the vocabulary; 0.0 if it has no words. The vocabulary may be empty: then it is the only
#   column.
# - A missing subject has no words. `subjects` is a Series with a unique index, which the result has, too; it stays as
#   it is. The constructor stores its argument under its own name and does nothing else.

# %% nbgrader={"grade_id": "subject-words-look", "locked": true}
JAPANESE = "\u3005\u3040-\u30ff\u4e00-\u9fff"      # for a character class of `re`: f"[{JAPANESE}]"
print(re.findall(f"[{JAPANESE}]+", "SAMLログインがループする"))
tickets.groupby("language")["subject"].first()

# %% nbgrader={"grade_id": "SubjectWords", "solution": true}
class SubjectWords(TransformerMixin, BaseEstimator):
    """Which known words stand in a subject; the vocabulary is settled by `fit` and never changes after.

    min_subjects: in how many of the fitted subjects a word must stand to become a column.
    """

    def __init__(self, min_subjects: int = 2) -> None:
        ### BEGIN SOLUTION
        self.min_subjects = min_subjects
        ### END SOLUTION

    def fit(self, subjects: pd.Series, y: object = None) -> "SubjectWords":
        """Settle the vocabulary; returns self."""
        ### BEGIN SOLUTION
        counts = pd.Series([word for subject in subjects for word in self._words(subject)], dtype=object)
        counts = counts.value_counts()
        self.vocabulary_ = sorted(counts[counts >= self.min_subjects].index)
        return self
        ### END SOLUTION

    def transform(self, subjects: pd.Series) -> pd.DataFrame:
        """The columns word=... and unknown_share."""
        ### BEGIN SOLUTION
        words = [self._words(subject) for subject in subjects]
        columns = {f"word={word}": [float(word in found) for found in words] for word in self.vocabulary_}
        known = set(self.vocabulary_)
        columns["unknown_share"] = [len(found - known) / len(found) if found else 0.0 for found in words]
        return pd.DataFrame(columns, index=subjects.index)

    def _words(self, subject):
        if not isinstance(subject, str):
            return set()
        found = set()
        for run in re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", subject).casefold()):
            for japanese, other in re.findall(f"([{JAPANESE}]+)|([^{JAPANESE}]+)", run):
                pairs = {japanese[i:i + 2] for i in range(len(japanese) - 1)}
                found |= pairs or {japanese or other}
        return found
        ### END SOLUTION

# %% nbgrader={"grade_id": "SubjectWords-check", "grade": true, "points": 10}
check.SubjectWords(SubjectWords)
### BEGIN HIDDEN TESTS
check.SubjectWords(SubjectWords, draw="graded")
### END HIDDEN TESTS

# %%
early = tickets.sort_values("created_at")["subject"].iloc[:1000]
late = tickets.sort_values("created_at")["subject"].iloc[1000:]
words = SubjectWords(min_subjects=3).fit(early)
print(f"{words.transform(early).shape[1] - 1} words; unknown in later subjects, by language:")
words.transform(late)["unknown_share"].groupby(tickets["language"].reindex(late.index)).mean().round(3)

# %% [markdown]
# ## 5. The last gate before the model
# Whatever comes in, the model must get the same columns, in the same order, as finite floats. `schema` says which; it
# was written at training time and is all that you may use beside the row itself:
#
# ```python
# schema = {"seats": {"low": 1.0, "high": 5000.0, "fill": 25.0},       # a number
#           "plan": {"levels": ["free", "team", "enterprise"]}}        # a category
# ```
#
# - In the order of the schema: a **number** gives two columns, `seats` and `seats_missing`. Values below `low` or above
#   `high`, infinite ones too, are drawn to the nearer end. A value that is missing or no number (`"n/a"`) becomes `fill`, and
#   `seats_missing` is 1.0 (else 0.0). Text that spells a number (`"12"`, `" 7 "`, `"12.5"`, `"1e2"`, and
#   `"inf"`, which is infinite) is that number; the values `True` and `False` are 1 and 0, while the text `"true"` spells
#   no number. Numbers and truth values may be Python's or NumPy's. (What readers of numbers disagree on, such as
#   `"1_000"`, a `Decimal`, or a whole number too large for a float, is not tested.)
# - A **category** gives one column a level, `plan=free`, `plan=team`, `plan=enterprise`, and `plan=other`: exactly one
#   of them is 1.0, the others 0.0. What is missing or none of the levels is `other`; levels are texts
#   and are compared as they are written: `Free` is not `free`, and a number is never a level, even if it prints alike.
# - A column of the schema that `rows` lacks is missing in all rows. Other columns do not matter, nor does the order of
#   the columns. A table without rows gives a table without rows, with all columns.
# - All columns of the result are float64; its index is that of `rows`, which stays as it is. No input raises.

# %% nbgrader={"grade_id": "model-input", "solution": true}
def model_input(rows: pd.DataFrame, schema: dict[str, dict]) -> pd.DataFrame:
    """The matrix that the model was trained on, for any rows: same columns, same order, finite floats.

    rows: any columns, dtypes and values (numbers, text, truth values, None, nan, lists); a unique index. schema: of each input column,
    in order, either low, high and fill (low <= fill <= high), or levels (texts).
    """
    ### BEGIN SOLUTION
    columns = {}
    for name, rule in schema.items():
        values = rows[name] if name in rows else pd.Series(np.nan, index=rows.index)
        if "levels" in rule:
            for level in rule["levels"]:
                columns[f"{name}={level}"] = values.astype(object) == level
            columns[f"{name}=other"] = ~values.isin(rule["levels"])
        else:
            numbers = values.map(_number).astype(float)
            columns[name] = numbers.clip(rule["low"], rule["high"]).fillna(rule["fill"])
            columns[f"{name}_missing"] = numbers.isna()
    return pd.DataFrame(columns, index=rows.index).astype(float)


def _number(value):
    try:
        return float(value)
    except (TypeError, ValueError):
        return np.nan
    ### END SOLUTION

# %% nbgrader={"grade_id": "model-input-check", "grade": true, "points": 11}
check.model_input(model_input)
### BEGIN HIDDEN TESTS
check.model_input(model_input, draw="graded")
### END HIDDEN TESTS

# %% [markdown]
# ## 6. Debug: a neighbour that lives in the same house
# "How did the tickets most like this one end?" The feature below was the pride of the model. Offline its correlation
# with the label is wonderful, also when the labels are dealt out at random. It has at least five faults; find them by
# running it on small tables of your own.

# %% nbgrader={"grade_id": "neighbour-rate-v0", "locked": true}
def neighbour_rate_v0(history, rows, scales, k, prior):
    columns = list(history.columns.drop(["ticket_id", "known_at"]))
    spread = rows.reindex(columns=columns).std().fillna(1).replace(0, 1)
    rates = []
    for _, row in rows.reindex(columns=columns).iterrows():
        distance = ((history[columns] - row).abs() / spread).sum(axis=1)
        nearest = distance.sort_values().index[:k]
        rates.append(history.loc[nearest, "breached"].mean())
    return pd.Series(rates)

known = finished[["ticket_id", "known_at", "body_chars", "sla_hours", "breached"]].sample(500, random_state=0)
known["breached"] = np.random.default_rng(0).permutation(known["breached"])        # labels dealt out at random
asked = known.assign(decide_at=known["known_at"].max())
rate = neighbour_rate_v0(known, asked, {"body_chars": 500.0, "sla_hours": 24.0}, 3, 0.2)
print(f"correlation with its own random label: {np.corrcoef(rate, known['breached'])[0, 1]:.2f}")

# %% [markdown]
# Write the version that can be trusted: for each of `rows`, the share of breaches among its `k` nearest tickets of
# `history`.
#
# - The distance of two tickets is the sum over the columns of `scales` of |difference| / scale; no other column counts.
#   `scales` was settled at training time.
# - A ticket is never its own neighbour: training rows stand in `history` too, with the same `ticket_id`. Another
#   ticket at distance 0 is a neighbour like others.
# - A neighbour's outcome must have been known at the row's own `decide_at`: `known_at <= decide_at`.
# - Of equally distant tickets those with the smaller `ticket_id` come first, compared as text (`T-10` before `T-9`).
#   With fewer than `k` of them, those that there are count; with none the answer is `prior`.
# - The tables may have any unique index and order; the result has the index of `rows`; the tables stay as they are. A
#   loop over `rows` is fine.

# %% nbgrader={"grade_id": "neighbour-rate", "solution": true}
def neighbour_rate(history: pd.DataFrame, rows: pd.DataFrame, scales: dict[str, float], k: int,
                   prior: float) -> pd.Series:
    """Share of breaches among the k nearest other tickets whose outcome was known at each row's decide_at.

    history: ticket_id (unique), known_at, breached (0 or 1), the columns of `scales` (never missing), perhaps others.
    rows: ticket_id (unique), decide_at, the columns of `scales`, perhaps others (breached too, of training rows).
    Returns floats with the index of `rows`, in its order.
    """
    ### BEGIN SOLUTION
    ordered = history.sort_values("ticket_id")
    places = (ordered[list(scales)] / pd.Series(scales)).to_numpy(dtype=float)
    asked = (rows[list(scales)] / pd.Series(scales)).to_numpy(dtype=float)
    rates = []
    for ticket, moment, place in zip(rows["ticket_id"], rows["decide_at"], asked):
        candidates = ((ordered["ticket_id"] != ticket) & (ordered["known_at"] <= moment)).to_numpy()
        distance = np.abs(places[candidates] - place).sum(axis=1)
        nearest = np.argsort(distance, kind="stable")[:k]
        labels = ordered["breached"].to_numpy(dtype=float)[candidates][nearest]
        rates.append(labels.mean() if len(labels) else prior)
    return pd.Series(rates, index=rows.index, dtype=float)
    ### END SOLUTION

# %% nbgrader={"grade_id": "neighbour-rate-check", "grade": true, "points": 11}
check.neighbour_rate(neighbour_rate)
### BEGIN HIDDEN TESTS
check.neighbour_rate(neighbour_rate, draw="graded")
### END HIDDEN TESTS

# %%
rate = neighbour_rate(known, asked, {"body_chars": 500.0, "sla_hours": 24.0}, 3, 0.2)
print(f"correlation with its own random label: {np.corrcoef(rate, known['breached'])[0, 1]:.2f}")

# %% [markdown]
# ## 7. Which features earn their keep?
# `cv(columns)` trains the team's model on these columns and returns its validation loss in each of 12 folds (smaller is
# better; `cv([])` is the loss of a constant). Validation rows carry the features **as they are served**. Decide which
# features stay.
#
# What is in the list, you do not know: features with signal, some of which help only beside another one; pure noise;
# two columns that are one in two units (hours, and minutes rounded); and perhaps a leak, which equals the label in training and is
# noise when served. While a leak is in the model, the model leans on it, and the others look useless.
#
# - Return `{"keep": [...], "drop": [...]}`: each feature in one of the two lists.
# - Right is: each feature with signal kept (of the two that are one, exactly one), noise and leaks dropped. Your
#   procedure is put to 20 worlds of each kind and must be right in at least 15 of them (not in all, because luck keeps a
#   noise column now and then), with a leak or with partners in 17. How mild your rule is, you decide: how often it is
#   right is all that counts.
# - Signal is what helps surely, be it ever so little: in "uneven" worlds one feature brings more than 99.9 % of all that can be
#   gained, and another, at a dozen standard errors, the rest. In "noise" worlds noise gains more than such a share by luck.
# - The loss may be in euros or in bits: a world's losses may be a thousand times those of another. And some folds are
#   harder than others, whatever the model: a fold's loss may be a few times what a feature is worth, or vastly more,
#   so no share of the loss tells what is much. Twelve folds that are independent of each other say by themselves how much a
#   difference scatters.
# - With n features you may call `cv` at most n² + n times. There may be any number of features, none included.
#
# `make_world(seed, kind)` makes such worlds, so you can measure how often your rule is wrong before the check does.

# %% nbgrader={"grade_id": "make-world", "locked": true}
def make_world(seed, kind):
    """(features, cv, wanted) of a made-up world. kind: "noise", "uneven", "leak", "copies" or "partners"."""
    rng = np.random.default_rng([seed, *kind.encode()])

    number = 10 if kind == "noise" else 7

    def sums(rows, training):
        x = rng.normal(size=(12, rows, number))
        y = (0.3 * x[..., 0] + 0.3 * x[..., 1] + 0.35 * rng.normal(size=(12, rows)) > 0).astype(float)
        if kind == "uneven":        # a label that is a number: nearly all of it hangs on column 0
            y = 10 * x[..., 0] + 0.14 * x[..., 1] + 0.25 * rng.normal(size=(12, rows))
        if kind == "leak":          # column 2 equals the label in training, and noise when served
            x[..., 2] = (y if training else x[..., 2] > 0) + 0.01 * rng.normal(size=(12, rows))
        if kind == "copies":        # hours, and minutes rounded
            x[..., 2] = (60 * x[..., 0]).round()
        if kind == "partners":      # column 0 is signal plus a disturbance, column 2 the disturbance alone
            x[..., 0] += x[..., 2]
        x = np.concatenate([np.ones((12, rows, 1)), x], axis=2)
        turned = x.transpose(0, 2, 1)
        return turned @ x, turned @ y[..., None], (y * y).sum(axis=1)

    train, valid = sums(600, True), sums(240, False)
    names = [f"f{place}" for place in rng.permutation(number)]
    scale = 10.0 ** rng.uniform(-3, 3)
    unexplained = 10.0 ** rng.uniform(-1, 5) * rng.uniform(0.5, 1.5, 12)       # a loss that no feature explains

    def cv(columns):
        at = [0, *(1 + names.index(column) for column in columns)]
        block = np.ix_(range(12), at, at)
        weights = np.linalg.solve(train[0][block] + 1e-3 * np.eye(len(at)), train[1][:, at])
        squares = (weights * (valid[0][block] @ weights - 2 * valid[1][:, at])).sum(axis=(1, 2))
        return scale * (unexplained + (valid[2] + squares) / 240)       # one loss a fold

    signal = {"noise": [0, 1], "uneven": [0, 1], "leak": [0, 1], "copies": [1], "partners": [0, 1, 2]}[kind]
    wanted = {"keep": sorted(names[i] for i in signal),
              "one_of": sorted([names[0], names[2]]) if kind == "copies" else []}
    return sorted(names), cv, wanted

names, cv, wanted = make_world(0, "leak")
print(wanted, "\nwith all features", cv(names).mean().round(5), "| with none", cv([]).mean().round(5),
      "| with the wanted ones", cv(wanted["keep"]).mean().round(5))

# %% nbgrader={"grade_id": "ablate", "solution": true}
def ablate(features: list[str], cv: Callable[[list[str]], np.ndarray]) -> dict[str, list[str]]:
    """Which features to keep and which to drop, judged by the validation losses of the model.

    cv: the losses of the model with a list of columns, one for each of 12 folds, the same folds in each call.
    Returns "keep" and "drop", two lists that together hold each feature once; in any order.
    """
    ### BEGIN SOLUTION
    keep = list(features)
    while keep:
        losses = cv(keep)
        worth = {}
        for feature in keep:
            harm = cv([other for other in keep if other != feature]) - losses
            worth[feature] = harm.mean() / max(harm.std() / np.sqrt(len(harm)), 1e-300)
        least = min(worth, key=worth.get)
        if worth[least] > 4:
            break
        keep.remove(least)
    return {"keep": keep, "drop": [feature for feature in features if feature not in keep]}
    ### END SOLUTION

# %% nbgrader={"grade_id": "ablate-check", "grade": true, "points": 12}
check.ablate(ablate)
### BEGIN HIDDEN TESTS
check.ablate(ablate, draw="graded")
### END HIDDEN TESTS

# %%
for kind in ("noise", "uneven", "leak", "copies", "partners"):
    right = 0
    for seed in range(20):
        names, cv, wanted = make_world(seed, kind)
        kept = ablate(names, cv)["keep"]
        sure = [name for name in kept if name not in wanted["one_of"]]
        right += sorted(sure) == wanted["keep"] and len(kept) - len(sure) == min(1, len(wanted["one_of"]))
    print(f"{kind:10} right in {right} of 20 worlds; needed: {17 if kind in ('leak', 'partners') else 15}")

# %% [markdown]
# ## 8. A test for what a feature promises
# Two hundred features, written by eleven people: nobody reads them all, but each promises the same four things. A
# feature is a function of a table of tickets (`ticket_id`, `created_at`, `account_id`, `breached`, in any order and with any
# unique index) that returns a Series of numbers with the index of that table. Write the test that says which promises it breaks.
#
# | promise | how you test it |
# |---|---|
# | `"order"` | put the rows in reverse order: no ticket's value changes |
# | `"others"` | each ticket alone, in a table of one row: its value is the one it has among all |
# | `"zone"` | write `created_at` in `Asia/Tokyo`, the same instants: no value changes |
# | `"own_label"` | flip `breached` of **one** ticket, 0 to 1 or 1 to 0, and of no other: the value *of this ticket* does not change. Do so for each ticket in turn |
#
# Return the set of the promises that are broken; the empty set for a good feature.
#
# - A value *changes* if it differs by more than 1e-9, be the values large or small (seconds since 1970, millions of
#   euros), or is missing in only one of the two. Missing in both is no change.
# - Values belong to tickets by their index label: a feature may return them in any order.
# - `tickets` stays as it is, and each test starts from it, not from what another test has made of it. A feature
#   may write into the table it is given, also over a column that it reads: give each call a copy of its own. All
#   tickets have a `breached` of 0 or 1. The check uses a few tickets, so loops are fine.

# %% nbgrader={"grade_id": "broken-promises", "solution": true}
def broken_promises(feature: Callable[[pd.DataFrame], pd.Series], tickets: pd.DataFrame) -> set[str]:
    """Which of "order", "others", "zone" and "own_label" a feature breaks on these tickets.

    feature: called with a table like `tickets`, returns numbers with its index. tickets: ticket_id (unique),
    created_at (instants, never missing), account_id (may be missing), breached (0 or 1); any unique index.
    """
    ### BEGIN SOLUTION
    before = feature(tickets.copy())

    def changed(table, labels):
        after = feature(table)
        return not np.allclose(after[labels], before[labels], rtol=0, atol=1e-9, equal_nan=True)

    zoned = tickets.assign(created_at=tickets["created_at"].dt.tz_convert("Asia/Tokyo"))
    flipped = [tickets.assign(breached=tickets["breached"].where(tickets.index != label, 1 - tickets["breached"]))
               for label in tickets.index]
    tests = {
        "order": changed(tickets[::-1].copy(), tickets.index),
        "others": any(changed(tickets.loc[[label]], [label]) for label in tickets.index),
        "zone": changed(zoned, tickets.index),
        "own_label": any(changed(table, [label]) for label, table in zip(tickets.index, flipped)),
    }
    return {promise for promise, broken in tests.items() if broken}
    ### END SOLUTION

# %% nbgrader={"grade_id": "broken-promises-check", "grade": true, "points": 10}
check.broken_promises(broken_promises)
### BEGIN HIDDEN TESTS
check.broken_promises(broken_promises, draw="graded")
### END HIDDEN TESTS

# %% [markdown]
# Three features of the kind that stands in many repositories. What does each of them break? Predict, then run.

# %%
def account_rank(table):
    """How the account compares with the others, from 0 to 1."""
    return table.groupby("account_id")["breached"].transform("mean").rank(pct=True)


def hour(table):
    """Hour of the day."""
    return table["created_at"].dt.hour


def since_last(table):
    """Hours since the previous ticket of the account."""
    return table.groupby("account_id")["created_at"].diff() / pd.Timedelta("1h")


prediction = dict.fromkeys(["account_rank", "hour", "since_last"])     # a set of promises each

# %%
few = finished[finished["account_id"].isin(finished["account_id"].value_counts().index[:3])].head(30)
few = few[["ticket_id", "created_at", "account_id", "breached"]]
for feature in (account_rank, hour, since_last):
    print(feature.__name__, "predicted:", prediction[feature.__name__], "| broken:", broken_promises(feature, few))

# %% [markdown]
# ## 9. The feature card
# `account_rate` goes live. From tomorrow other teams will find it in the catalogue of features, and use it. This is
# what your `DeskFeatures` gives on the tickets of the last thirty days, night by night, and what it is worth in the
# team's model. (The service asks when a ticket is created, an hour before the decision. It takes some seconds.)

# %% nbgrader={"grade_id": "report", "locked": true}
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

first_seats = accounts.sort_values("known_at").drop_duplicates("account_id").set_index("account_id")["seats"]
asked = finished.assign(seats=finished["account_id"].map(first_seats)).sort_values("created_at")
asked = asked[["ticket_id", "account_id", "seats", "sla_hours", "created_at", "breached"]].reset_index(drop=True)
nights = asked["created_at"].dt.floor("D")
last = (nights >= nights.max() - pd.Timedelta("30D")).to_numpy()
features = DeskFeatures(rate=asked["breached"][~last].mean().round(2), strength=5.0)      # of the days before the last 30


def table_of(night_of):
    return pd.concat([features.batch(rows, finished, night_of(night)) for night, rows in asked.groupby(nights)])


fresh, stale = table_of(lambda night: night), table_of(lambda night: night - pd.Timedelta("14D"))
rate = fresh["account_rate"][last]
print(f"{last.sum()} tickets; account_rate from {rate.min():.2f} to {rate.max():.2f}, half of them between "
      f"{rate.quantile(0.25):.2f} and {rate.quantile(0.75):.2f}; breached: {asked['breached'][last].mean():.2f}")
print(f"nothing known of the account: {(fresh['account_log_known'][last] == 0).mean():.0%} of the tickets, "
      f"all of them {features.rate:.2f}")
losses = {}
for name, columns, served in [("all five features", features.columns, fresh),
                              ("without account_rate", [c for c in features.columns if c != "account_rate"], fresh),
                              ("all five, store not rebuilt for 14 days", features.columns, stale)]:
    scale = fresh[~last].std()
    model = LogisticRegression(max_iter=1000).fit(fresh.loc[~last, columns] / scale[columns], asked["breached"][~last])
    risk = model.predict_proba(served.loc[last, columns] / scale[columns])[:, 1]
    labels = asked["breached"][last]
    losses[name] = -np.where(labels == 1, np.log(risk), np.log1p(-risk))
    print(f"{name:40} log-loss {log_loss(labels, risk):.4f}")
codes = asked["account_id"][last].factorize()[0]        # intervals over accounts: their tickets share their fate
draws = np.random.default_rng(0).multinomial(codes.max() + 1, np.full(codes.max() + 1, 1 / (codes.max() + 1)), 1000)
for name in ("without account_rate", "all five, store not rebuilt for 14 days"):
    harm = losses[name] - losses["all five features"]
    means = draws @ np.bincount(codes, harm) / (draws @ np.bincount(codes))
    low, high = np.quantile(means, [0.025, 0.975])
    print(f"{name}: log-loss higher by {harm.mean():.4f} (95 %: {low:.4f} to {high:.4f}, over accounts)")
delay = (finished["known_at"] - finished["created_at"]) / pd.Timedelta("1h")
print(f"the store is made each midnight, so it is 0 to 24 hours old when it is asked; the outcomes in it were known "
      f"{delay.median():.0f} hours after their ticket was created (median; one in ten after {delay.quantile(0.9):.0f} or more)")
print(f"in the stale table {(stale['account_rate'] != fresh['account_rate'])[last].mean():.0%} of the values differ, and "
      f"{(stale['account_log_known'][last] == 0).mean():.0%} of the tickets have no known history")

# %% [markdown]
# Write its card, in 200 to 350 words, for an engineer of another team who has never talked to you and wants to use the
# feature in a model of their own. Your mentor checks these statements, yes or no; the two with a star must be met, and at
# least four of the others. (The last line of the report, of the table that was not rebuilt, is meant for 5 and 6.)
#
# 1. ★ It says in one sentence what the value means, of what it is a rate, and in which range it can lie by its definition.
# 2. ★ It names the source and how old the value can be when it is used: the rhythm of the night job, and the delay of
#    the outcomes behind it.
# 3. It says what value a new account and a ticket without an account get, and why.
# 4. It names an owner who can be reached (a role or team, which you may invent) and what must be agreed with them before it is changed.
# 5. It names one way in which it will fail, and what one would see in the values then.
# 6. It proposes a check that would notice that failure, with a threshold or a comparison.
# 7. It says what the feature is worth, by a figure of the report with its uncertainty.
# 8. It says what it must not be used for, or whom it could treat unfairly.

# %% [markdown] nbgrader={"grade_id": "feature-card", "grade": true, "solution": true, "points": 8}
# **account_rate**
#
# *Meaning.* How often tickets of this account missed their SLA, as a share from 0 to 1: breached tickets of all finished
# tickets of the account, pulled towards the desk's rate as if the account had five more tickets of average fate. So it
# is never quite 0 or 1.
#
# *Source and freshness.* The outcomes `sla_met` and `sla_breached` of the event stream, by the time at which they were
# ingested. A job writes the store at midnight UTC from what was known then; during the day it stays. The value is
# up to 24 hours old, and the outcomes behind it older still: a ticket that is open counts nowhere, so a bad week shows
# late.
#
# *Nothing known.* A new account, and a ticket without an account, get the desk's rate exactly: we know nothing against
# them. Do not read that value as "average": `account_log_known` is 0 there.
#
# *Owner.* The team of the ticket model (channel #ticket-model; on call during working hours). Rate, strength and the
# definition of a breach are changed only together with a new training of every model that reads it: ask first who
# does.
#
# *How it fails.* The night job does not run. Nothing raises; the values age, and each day more tickets of new accounts
# show exactly the desk's rate. **Check:** each morning the share of tickets with `account_log_known` = 0; alarm above twice the
# mean of the last four weeks, and if the store's `as_of` is older than 25 hours.
#
# *Worth.* See the report: the log-loss without it, as a difference with an interval over accounts. If the interval
# includes 0, as it may with so few accounts, treat the feature as unproven and test it again in a quarter.
#
# *Not for.* Judging customers or agents. It reflects who got the fast lane and how we staffed; small accounts are
# pulled to the mean, so large ones stand out, deserved or not.

# %% [markdown]
# ## Done?
# Run *Kernel, Restart Kernel and Run All Cells* once, then in a terminal `craft check 05` for the report on fresh
# data, and `craft submit 05` for the file to hand in.
