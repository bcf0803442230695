# ---
# task = "segment_table"
# verdict = "wrong"
# fails = ["WRONG_SOMEWHERE"]
# says = "The rows without a name are found by their index labels."
# source = "the commonest way to fill a part of a column; labels repeat once two files are concatenated."
# ---
# %% nbgrader={"grade_id": "segment-table", "solution": true}
def segment_table(daily, by):
    named = daily.copy()
    named.loc[named.index[named[by].isna()], by] = "unknown"
    table = named.groupby(by)[["tickets", "breached"]].sum().reset_index()
    table = table.sort_values(["tickets", by], ascending=[False, True])
    total = pd.DataFrame({by: ["all"], "tickets": daily["tickets"].sum(),
                          "breached": daily["breached"].sum()})
    table = pd.concat([table, total], ignore_index=True)
    table["rate"] = table["breached"] / table["tickets"]
    table["share"] = table["tickets"] / daily["tickets"].sum()
    return table
