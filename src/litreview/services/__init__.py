"""Services on the web: what to ask of each and how to read its answer, never the asking.

Each is a module of pure functions: `ask(...)` builds a Request, `read(response, ...)` reads its Response.
"""
