# %% after double
held = []
try:
    while len(held) < 64:
        held.append(bytearray(b"x") * (32 * 2**20))
except MemoryError:
    print(len(held), "parts")
held.clear()
