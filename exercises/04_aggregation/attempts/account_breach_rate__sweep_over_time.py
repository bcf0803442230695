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
        self.breached = 0

    def learn(self, occurred, breached):
        heappush(self.young, (occurred, breached))
        self.breached += breached

    def forget(self, now):
        while self.young and self.young[0][0] <= now - self.window:
            self.breached -= heappop(self.young)[1]


def account_breach_rate(tickets, events, window, prior):
    rate, strength = prior
    owner = tickets.set_index("ticket_id")["account_id"].to_dict()
    accounts = defaultdict(lambda: Account(window))
    outcomes = events[events["type"].isin(["sla_met", "sla_breached"])]
    arrivals = [(event.ingested_at, 0, event) for event in outcomes.itertuples()]
    questions = [(row.decide_at, 1, (place, row)) for place, row in enumerate(tickets.itertuples())]
    own, answers = {}, [rate] * len(tickets)
    for moment, is_question, what in sorted(arrivals + questions, key=lambda item: item[:2]):
        if not is_question:
            account = owner.get(what.ticket_id)
            if what.ticket_id not in own and isinstance(account, str):
                own[what.ticket_id] = (what.occurred_at, what.type == "sla_breached")
                accounts[account].learn(*own[what.ticket_id])
            continue
        place, row = what
        if isinstance(row.account_id, str):
            account = accounts[row.account_id]
            account.forget(moment)
            known, breached = len(account.young), account.breached
            if row.ticket_id in own and own[row.ticket_id][0] > moment - window:
                known, breached = known - 1, breached - own[row.ticket_id][1]
            answers[place] = (breached + rate * strength) / (known + strength)
    return pd.Series(answers, index=tickets.index)
