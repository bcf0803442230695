# %% after double
try:
    for number in range(400):
        open(f"craft-adversary-{number}", "wb").write(bytes(2**20))
except OSError as error:
    print(error.strerror)
