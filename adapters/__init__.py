"""The platforms. Each is two pure translations (what comes in → Request, Reply → what goes out) and a thin loop.

No game rule and no sentence lives here, and no adapter knows another.
"""
