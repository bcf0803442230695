# ---
# task = "segment_table"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "MEAN_OF_RATIOS", "TOTAL_AVERAGED", "NULL_SEGMENT_DROPPED", "RATE_OF_NOTHING", "SHARE_OF_ROWS", "ORDER", "INPUT_CHANGED", "WRONG_SOMEWHERE"]
# says = "groupby puts the segment into the index, and that is as good as a column."
# ---
# %% nbgrader={"grade_id": "segment-table", "solution": true}
def segment_table(daily, by):
    named = daily.assign(**{by: daily[by].fillna("unknown")})
    table = named.groupby(by)[["tickets", "breached"]].sum()
    table = table.sort_values("tickets", ascending=False, kind="stable")
    table.loc["all"] = named[["tickets", "breached"]].sum()
    table["rate"] = table["breached"] / table["tickets"].where(table["tickets"] > 0)
    table["share"] = table["tickets"] / daily["tickets"].sum()
    return table
