# ---
# task = "segment_table"
# verdict = "right"
# fails = []
# says = "A pivot table has margins: the row of all comes with it."
# ---
# %% nbgrader={"grade_id": "segment-table", "solution": true}
def segment_table(daily, by):
    filled = daily.assign(**{by: daily[by].fillna("unknown")})
    table = filled.pivot_table(index=by, values=["tickets", "breached"], aggfunc="sum", margins=True,
                               margins_name="all").reset_index()
    table = table.assign(last=table[by] == "all", rate=table["breached"].div(table["tickets"]),
                         share=table["tickets"] / filled["tickets"].sum())
    table = table.sort_values(["last", "tickets", by], ascending=[True, False, True], ignore_index=True)
    return table[[by, "tickets", "breached", "rate", "share"]]
