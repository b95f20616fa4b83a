// Views are deeply nested types.
#![recursion_limit = "512"]

