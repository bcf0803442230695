# ---
# task = "SubjectWords"
# verdict = "right"
# fails = []
# says = "Runs and stretches are found by looking at each character."
# ---
# %% nbgrader={"grade_id": "SubjectWords", "solution": true}
from collections import Counter


class SubjectWords(BaseEstimator, TransformerMixin):
    def __init__(self, min_subjects=2):
        self.min_subjects = min_subjects

    def fit(self, subjects, y=None):
        counts = Counter()
        for subject in subjects:
            counts.update(words_of(subject))
        self.vocabulary_ = sorted(word for word in counts if counts[word] >= self.min_subjects)
        return self

    def transform(self, subjects):
        place = {word: number for number, word in enumerate(self.vocabulary_)}
        matrix = np.zeros((len(subjects), len(place) + 1))
        for row, subject in enumerate(subjects):
            found = words_of(subject)
            for word in found:
                if word in place:
                    matrix[row, place[word]] = 1
                else:
                    matrix[row, -1] += 1 / len(found)
        names = [f"word={word}" for word in self.vocabulary_] + ["unknown_share"]
        return pd.DataFrame(matrix, index=subjects.index, columns=names)


def words_of(subject):
    if pd.isna(subject):
        return set()
    stretches, before = [], None
    for character in unicodedata.normalize("NFKC", subject).casefold():
        kind = None
        if character.isalnum():
            kind = "japanese" if re.match(f"[{JAPANESE}]", character) else "other"
        if kind and kind == before:
            stretches[-1][1] += character
        elif kind:
            stretches.append([kind, character])
        before = kind
    words = set()
    for kind, text in stretches:
        if kind == "japanese" and len(text) > 1:
            words.update(a + b for a, b in zip(text, text[1:]))
        else:
            words.add(text)
    return words
