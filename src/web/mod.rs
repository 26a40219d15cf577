//! The page and the worker in the browser: the only module that names its APIs.
