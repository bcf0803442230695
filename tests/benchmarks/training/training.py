# %% [markdown]
# # A unit that trains: a pipeline on tickets, cross-validated, then judged on fresh ones

# %% nbgrader={"grade_id": "setup", "locked": true}
import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from autograder.practice import check_for

check = check_for("91")

# %% nbgrader={"grade_id": "tickets", "locked": true}
rng = np.random.default_rng(7)
tickets = pd.DataFrame({
    "age": rng.gamma(2.0, 3.0, 3000),
    "length": rng.lognormal(5.0, 1.0, 3000),
    "channel": rng.choice(["mail", "chat", "phone"], 3000),
})
chance = 1 / (1 + np.exp(-(0.4 * tickets["age"] - 2.5 + (tickets["channel"] == "mail"))))
late = pd.Series(rng.random(3000) < chance, name="late").astype(int)
tickets.loc[rng.random(3000) < 0.1, "length"] = np.nan

# %% [markdown]
# A pipeline, not fitted, that fills gaps in numbers, encodes words, and predicts chances.

# %% nbgrader={"grade_id": "pipeline", "solution": true}
def pipeline(numbers: list[str], words: list[str]) -> Pipeline:
    """Imputer and scaler for numbers, one-hot codes for words (unknown ones too), a logistic regression."""
    ### BEGIN SOLUTION
    prepared = ColumnTransformer([
        ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
        ("words", OneHotEncoder(handle_unknown="ignore"), words)])
    return make_pipeline(prepared, LogisticRegression())
    ### END SOLUTION


# %% nbgrader={"grade_id": "cross-validated", "locked": true}
model = pipeline(["age", "length"], ["channel"])
print(cross_val_score(model, tickets, late, cv=5, scoring="roc_auc").round(3))
forest = make_pipeline(model[:-1], RandomForestClassifier(40, max_depth=8, random_state=0))
print(cross_val_score(forest, tickets, late, cv=3, scoring="roc_auc").round(3))

# %% nbgrader={"grade_id": "pipeline-check", "grade": true, "points": 4}
check.pipeline(pipeline)
### BEGIN HIDDEN TESTS
check.pipeline(pipeline, draw="graded")
### END HIDDEN TESTS

# %% [markdown]
# The mean squared distance between chances and what happened.

# %% nbgrader={"grade_id": "brier", "solution": true}
def brier(happened: np.ndarray, chances: np.ndarray) -> float:
    """Between 0 (right and certain) and 1."""
    ### BEGIN SOLUTION
    return float(np.mean((np.asarray(chances) - np.asarray(happened)) ** 2))
    ### END SOLUTION


# %% nbgrader={"grade_id": "brier-check", "grade": true, "points": 2}
check.brier(brier)
### BEGIN HIDDEN TESTS
check.brier(brier, draw="graded")
### END HIDDEN TESTS
