//! Scores: how well marks agree with other marks.
