//! Floor 4: one file per output format, each a function of the outcome.
