# ---
# task = "SubjectWords"
# verdict = "wrong"
# fails = ["PART_OF_A_WORD", "WRONG_SOMEWHERE"]
# says = "A word is looked for in the text, not among its words."
# ---
# %% nbgrader={"grade_id": "SubjectWords", "solution": true}
class SubjectWords(TransformerMixin, BaseEstimator):
    """Which known words stand in a subject; the vocabulary is settled by `fit` and never changes after.

    min_subjects: in how many of the fitted subjects a word must stand to become a column.
    """

    def __init__(self, min_subjects: int = 2) -> None:
        self.min_subjects = min_subjects

    def fit(self, subjects: pd.Series, y: object = None) -> "SubjectWords":
        """Settle the vocabulary; returns self."""
        counts = pd.Series([word for subject in subjects for word in self._words(subject)], dtype=object)
        counts = counts.value_counts()
        self.vocabulary_ = sorted(counts[counts >= self.min_subjects].index)
        return self

    def transform(self, subjects: pd.Series) -> pd.DataFrame:
        """The columns word=... and unknown_share."""
        words = [self._words(subject) for subject in subjects]
        texts = [unicodedata.normalize("NFKC", subject).casefold() if isinstance(subject, str) else ""
                 for subject in subjects]
        columns = {f"word={word}": [float(word in text) for text in texts] for word in self.vocabulary_}
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
