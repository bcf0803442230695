# %% double
def double(values):
    return [0 for value in values]

# %% after double
3.0

# %% after double-check
print("3.0")
display(3.0)
3.0
