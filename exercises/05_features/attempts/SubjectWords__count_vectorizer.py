# ---
# task = "SubjectWords"
# verdict = "right"
# fails = []
# says = "scikit-learn's CountVectorizer with an analyzer of one's own."
# ---
# %% nbgrader={"grade_id": "SubjectWords", "solution": true}
from sklearn.feature_extraction.text import CountVectorizer


def analyzer(subject):
    if not isinstance(subject, str):
        return []
    text = unicodedata.normalize("NFKC", subject).casefold()
    stretches = re.findall(f"(?:(?=[{JAPANESE}])\\w)+|(?:(?![{JAPANESE}_])\\w)+", text)
    words = set()
    for stretch in stretches:
        if re.match(f"[{JAPANESE}]", stretch) and len(stretch) > 1:
            words.update(stretch[i:i + 2] for i in range(len(stretch) - 1))
        else:
            words.add(stretch)
    return sorted(words)


class SubjectWords(TransformerMixin, BaseEstimator):
    def __init__(self, min_subjects=2):
        self.min_subjects = min_subjects

    def fit(self, subjects, y=None):
        subjects = subjects.fillna("")
        self.words_ = []
        if not any(map(analyzer, subjects)):
            return self
        every = CountVectorizer(analyzer=analyzer).fit(subjects)
        frequent = np.asarray((every.transform(subjects) > 0).sum(axis=0)).ravel() >= self.min_subjects
        self.words_ = sorted(every.get_feature_names_out()[frequent])
        return self

    def transform(self, subjects):
        names = {word: f"word={word}" for word in self.words_}
        found = subjects.map(lambda subject: set(analyzer(subject)), na_action=None).tolist()
        table = pd.DataFrame({name: [word in words for words in found] for word, name in names.items()},
                             index=subjects.index).astype(float)
        unknown = [len([w for w in words if w not in names]) / max(1, len(words)) for words in found]
        return table.assign(unknown_share=np.array(unknown, dtype=float))
