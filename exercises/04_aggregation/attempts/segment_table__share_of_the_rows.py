# ---
# task = "segment_table"
# verdict = "wrong"
# fails = ["SHARE_OF_ROWS", "WRONG_SOMEWHERE"]
# says = "The share of a team is its part of the rows."
# ---
# %% nbgrader={"grade_id": "segment-table", "solution": true}
def segment_table(daily, by):
    segment = daily[by].astype(object).fillna("unknown")
    table = daily.groupby(segment)[["tickets", "breached"]].sum().rename_axis(by).reset_index()
    table = table.sort_values(["tickets", by], ascending=[False, True])
    total = pd.DataFrame({by: ["all"], "tickets": daily["tickets"].sum(),
                          "breached": daily["breached"].sum()})
    table = pd.concat([table, total], ignore_index=True)
    table["rate"] = table["breached"] / table["tickets"]
    days = segment.value_counts()
    table["share"] = (table[by].map(days) / len(daily)).fillna(1.0)
    return table
