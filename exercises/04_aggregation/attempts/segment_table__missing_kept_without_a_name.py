# ---
# task = "segment_table"
# verdict = "wrong"
# fails = ["NULL_SEGMENT_DROPPED", "WRONG_SOMEWHERE"]
# says = "dropna=False keeps the rows; the name of their group is a matter of display."
# ---
# %% nbgrader={"grade_id": "segment-table", "solution": true}
def segment_table(daily, by):
    table = daily.groupby(by, dropna=False)[["tickets", "breached"]].sum().reset_index()
    table = table.sort_values(["tickets", by], ascending=[False, True])
    total = pd.DataFrame({by: ["all"], "tickets": daily["tickets"].sum(),
                          "breached": daily["breached"].sum()})
    table = pd.concat([table, total], ignore_index=True)
    table["rate"] = table["breached"] / table["tickets"]
    table["share"] = table["tickets"] / daily["tickets"].sum()
    return table
