"""Use cases: one function each, Request → Reply, over one transaction of the store. Knows no platform."""
