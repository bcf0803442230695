# ---
# task = "segment_table"
# verdict = "wrong"
# fails = ["NULL_SEGMENT_DROPPED"]
# says = "The group of missing names is renamed at the end."
# ---
# %% nbgrader={"grade_id": "segment-table", "solution": true}
def segment_table(daily, by):
    table = daily.groupby(by, dropna=False)[["tickets", "breached"]].sum().reset_index()
    table[by] = table[by].fillna("unknown")
    table = table.sort_values(["tickets", by], ascending=[False, True])
    total = {by: "all", "tickets": table["tickets"].sum(), "breached": table["breached"].sum()}
    table = pd.concat([table, pd.DataFrame([total])])
    table["rate"] = table["breached"] / table["tickets"].where(table["tickets"] > 0)
    table["share"] = table["tickets"] / total["tickets"]
    return table
