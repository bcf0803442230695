# ---
# task = "backlog"
# verdict = "right"
# fails = []
# says = "Walk through the tickets as they came, and keep the closing times of the open ones in a heap."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
import heapq
from itertools import groupby


def backlog(tickets):
    columns = tickets["created_at"], tickets["team"], tickets["closed_at"], range(len(tickets))
    rows = sorted(zip(*columns, strict=True), key=lambda row: row[0])
    queues, counts = {team: [] for team in tickets["team"]}, [0] * len(tickets)
    for moment, arrivals in groupby(rows, key=lambda row: row[0]):
        arrivals = list(arrivals)
        for _, team, closing, row in arrivals:
            heapq.heappush(queues[team], (pd.isna(closing), 0 if pd.isna(closing) else closing, row))
        for _, team, _, row in arrivals:
            queue = queues[team]
            while not queue[0][0] and queue[0][1] <= moment:
                heapq.heappop(queue)
            counts[row] = len(queue) - 1
    return pd.Series(counts, index=tickets.index)
