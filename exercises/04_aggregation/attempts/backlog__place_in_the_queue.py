# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["EDGES", "WRONG_SOMEWHERE"]
# says = "One pass through the arrivals: count whoever is in the heap, then join it."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
import heapq


def backlog(tickets):
    counts, queues = {}, {}
    for row in tickets.sort_values("created_at").itertuples():
        queue = queues.setdefault(row.team, [])
        while queue and queue[0] <= row.created_at:
            heapq.heappop(queue)
        counts[row.Index] = len(queue)
        never = pd.Timestamp("2200-01-01", tz="UTC")
        heapq.heappush(queue, row.closed_at if pd.notna(row.closed_at) else never)
    return pd.Series(counts).reindex(tickets.index)
