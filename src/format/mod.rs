//! Documents as files: each format owns its wire structs.
//!
//! Knows documents and JSON. Must not know how marks were found or shown, nor the file system.
