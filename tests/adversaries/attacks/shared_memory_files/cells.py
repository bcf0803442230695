# %% after double
try:
    for number in range(300):
        open(f"/dev/shm/craft-adversary-{number}", "wb").write(bytes(2**20))
except OSError as error:
    print(error.strerror)
