# %% double
import struct
from decimal import Decimal
nan = struct.unpack("<d", b"\x01\x02\x03\x04\x05\x06\xf8\x7f")[0]

def double(values):
    return [nan, float("inf"), -0.0, Decimal("1e999999999"), None][:len(values)]

# %% above
def above(values, limit):
    return nan
