# %% double
def double(values):
    print("<script>alert('printed')</script>")
    raise ValueError("<img src=x onerror=alert('raised')>")

# %% after double
from IPython.display import HTML, Javascript, SVG
display(HTML("<b>bold</b><script>alert('shown')</script><img src=x onerror=alert('image')>"))
display(Javascript("alert('javascript')"))
display({"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' onload=alert('svg')></svg>"}, raw=True)
