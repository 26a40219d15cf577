//! The command line: native only.
