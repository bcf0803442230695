# ---
# task = "segment_table"
# verdict = "wrong"
# fails = ["NULL_SEGMENT_DROPPED", "WRONG_SOMEWHERE"]
# says = "groupby(by).sum() has every row of the table in one of its groups."
# ---
# %% nbgrader={"grade_id": "segment-table", "solution": true}
def segment_table(daily, by):
    table = daily.groupby(by)[["tickets", "breached"]].sum().reset_index()
    table = table.sort_values(["tickets", by], ascending=[False, True])
    total = pd.DataFrame({by: ["all"], "tickets": daily["tickets"].sum(),
                          "breached": daily["breached"].sum()})
    table = pd.concat([table, total], ignore_index=True)
    table["rate"] = table["breached"] / table["tickets"]
    table["share"] = table["tickets"] / daily["tickets"].sum()
    return table
