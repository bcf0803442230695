# ---
# task = "SubjectWords"
# verdict = "wrong"
# fails = ["JAPANESE_UNCUT", "WRONG_SOMEWHERE"]
# says = "Kana and kanji are two scripts: a stretch ends where one goes over into the other."
# ---
# %% nbgrader={"grade_id": "SubjectWords", "solution": true}
class SubjectWords(TransformerMixin, BaseEstimator):

    def __init__(self, min_subjects=2):
        self.min_subjects = min_subjects

    def fit(self, subjects, y=None):
        counts = pd.Series([word for subject in subjects for word in self._words(subject)], dtype=object)
        counts = counts.value_counts()
        self.vocabulary_ = sorted(counts[counts >= self.min_subjects].index)
        return self

    def transform(self, subjects):
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
            for japanese, other in re.findall("([\u3040-\u30ff]+|[\u4e00-\u9fff\u3005]+)|([^" + JAPANESE + "]+)", run):
                pairs = {japanese[i:i + 2] for i in range(len(japanese) - 1)}
                found |= pairs or {japanese or other}
        return found
