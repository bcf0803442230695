# %% after double
for _ in range(1000):
    print("x" * 100_000)

# %% double
def double(values):
    for _ in range(100):
        print("x" * 100_000)
    return [value and 2 * value for value in values]
