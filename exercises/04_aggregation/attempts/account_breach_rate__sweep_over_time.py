# ---
# task = "account_breach_rate"
# verdict = "right"
# fails = []
# says = "One pass through time: outcomes arrive, outcomes grow old, tickets ask."
# ---
# %% nbgrader={"grade_id": "account-breach-rate", "solution": true}
from collections import defaultdict
from heapq import heappop, heappush


class Account:
    """The outcomes of one account that are known and not too old; `window` is their greatest age."""

    def __init__(self, window):
        self.window = window
        self.young = []

    def learn(self, occurred, ticket, breached):
        heappush(self.young, (occurred, ticket, breached))

    def forget(self, now):
        while self.young and self.young[0][0] <= now - self.window:
            heappop(self.young)

    def others(self, ticket, now):
        """Outcomes of other tickets; one that a fast clock stamped later than now is not there yet."""
        return [breached for occurred, other, breached in self.young if other != ticket and occurred <= now]


def account_breach_rate(tickets, events, window, prior):
    rate, strength = prior
    owner = tickets.set_index("ticket_id")["account_id"].to_dict()
    accounts = defaultdict(lambda: Account(window))
    outcomes = events[events["type"].isin(["sla_met", "sla_breached"])]
    arrivals = [(event.ingested_at, 0, event) for event in outcomes.itertuples()]
    questions = [(row.decide_at, 1, (place, row)) for place, row in enumerate(tickets.itertuples())]
    learned, answers = set(), [rate] * len(tickets)
    for moment, is_question, what in sorted(arrivals + questions, key=lambda item: item[:2]):
        if not is_question:
            account = owner.get(what.ticket_id)
            if what.ticket_id not in learned and isinstance(account, str):
                learned.add(what.ticket_id)
                accounts[account].learn(what.occurred_at, what.ticket_id, what.type == "sla_breached")
            continue
        place, row = what
        if isinstance(row.account_id, str):
            accounts[row.account_id].forget(moment)
            others = accounts[row.account_id].others(row.ticket_id, moment)
            answers[place] = (sum(others) + rate * strength) / (len(others) + strength)
    return pd.Series(answers, index=tickets.index)
