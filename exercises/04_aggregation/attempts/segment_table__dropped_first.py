# ---
# task = "segment_table"
# verdict = "wrong"
# fails = ["NULL_SEGMENT_DROPPED", "WRONG_SOMEWHERE"]
# says = "Rows without a team are bad rows, to be dropped before anything else."
# ---
# %% nbgrader={"grade_id": "segment-table", "solution": true}
def segment_table(daily, by):
    daily = daily.dropna(subset=[by])
    segment = daily[by]
    table = daily.groupby(segment)[["tickets", "breached"]].sum().rename_axis(by).reset_index()
    table = table.sort_values(["tickets", by], ascending=[False, True])
    total = pd.DataFrame({by: ["all"], "tickets": daily["tickets"].sum(),
                          "breached": daily["breached"].sum()})
    table = pd.concat([table, total], ignore_index=True)
    table["rate"] = table["breached"] / table["tickets"]
    table["share"] = table["tickets"] / daily["tickets"].sum()
    return table
