//! From bytes to the units that others count in, and back.
//!
//! Knows where the characters of one text begin and how wide they are, but not the text.
//! A text of nothing but ASCII costs nothing; any other costs three eighths of its length.

use serde::{Deserialize, Serialize};

/// What an offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Unicode code points (Python).
    #[default]
    CodePoint,
    /// UTF-16 code units (JavaScript, Java).
    Utf16,
    /// UTF-8 bytes (Rust, Go).
    Byte,
}

/// Converts offsets of one text between units: in constant time from bytes, in logarithmic
/// time to bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetMap {
    /// Bytes of the text.
    len: u32,
    /// One for every 64 bytes; none where the text is ASCII and all units agree.
    blocks: Vec<Block>,
}

/// What 64 bytes of text hold, one bit a byte, the first byte lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Block {
    /// Bytes that begin a character.
    starts: u64,
    /// Those of them that begin a character of two UTF-16 units.
    wide: u64,
    /// Characters that begin before this block.
    chars: u32,
    /// UTF-16 units of these characters.
    utf16: u32,
}

const BLOCK: u32 = 64;

impl OffsetMap {
    pub fn new(text: &str) -> Self {
        let len = text.len() as u32;
        if text.is_ascii() {
            return Self {
                len,
                blocks: Vec::new(),
            };
        }
        let (mut chars, mut utf16) = (0, 0);
        let blocks = text.as_bytes().chunks(BLOCK as usize).map(|bytes| {
            let (mut starts, mut wide) = (0u64, 0u64);
            for (bit, &byte) in bytes.iter().enumerate() {
                starts |= u64::from(byte & 0xC0 != 0x80) << bit;
                wide |= u64::from(byte >= 0xF0) << bit;
            }
            let block = Block {
                starts,
                wide,
                chars,
                utf16,
            };
            chars += starts.count_ones();
            utf16 += starts.count_ones() + wide.count_ones();
            block
        });
        Self {
            len,
            blocks: blocks.collect(),
        }
    }

    /// A byte offset on a `char` boundary in `unit`; past the end it is the end.
    pub fn from_byte(&self, byte: u32, unit: Unit) -> u32 {
        let byte = byte.min(self.len);
        if unit == Unit::Byte || self.blocks.is_empty() {
            return byte;
        }
        // The end of a text that fills its last block is counted from that block's start too.
        let index = ((byte / BLOCK) as usize).min(self.blocks.len() - 1);
        let block = self.blocks[index];
        let inside = byte - index as u32 * BLOCK;
        let below = 1u64.checked_shl(inside).map_or(u64::MAX, |bit| bit - 1);
        let chars = (block.starts & below).count_ones();
        match unit {
            Unit::Byte => byte,
            Unit::CodePoint => block.chars + chars,
            Unit::Utf16 => block.utf16 + chars + (block.wide & below).count_ones(),
        }
    }

    /// The byte offset of `offset`; none past the end of the text or inside a character.
    pub fn to_byte(&self, offset: u32, unit: Unit) -> Option<u32> {
        if self.blocks.is_empty() {
            return (offset <= self.len).then_some(offset);
        }
        let before: fn(&Block) -> u32 = match unit {
            Unit::Byte => return self.begins(offset).then_some(offset),
            Unit::CodePoint => |block| block.chars,
            Unit::Utf16 => |block| block.utf16,
        };
        let index = self.blocks.partition_point(|b| before(b) <= offset) - 1;
        let block = self.blocks[index];
        let mut left = offset - before(&block);
        let mut starts = block.starts;
        while starts != 0 {
            let bit = starts.trailing_zeros();
            if left == 0 {
                return Some(index as u32 * BLOCK + bit);
            }
            let wide = unit == Unit::Utf16 && block.wide >> bit & 1 == 1;
            left = left.checked_sub(1 + u32::from(wide))?;
            starts &= starts - 1;
        }
        // Only behind the last character of the last block may the offset still stand.
        let last = index + 1 == self.blocks.len();
        (last && left == 0).then_some(self.len)
    }

    /// Whether a character, or nothing more, begins at this byte of a text that is not ASCII.
    fn begins(&self, byte: u32) -> bool {
        let block = self.blocks.get((byte / BLOCK) as usize);
        byte == self.len || block.is_some_and(|b| b.starts >> (byte % BLOCK) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_may_begin_inside_a_character() {
        let text = "🦔".repeat(33) + "é";
        let map = OffsetMap::new(&text[..]);
        assert_eq!(map.from_byte(text.len() as u32, Unit::Utf16), 67);
        assert_eq!(map.to_byte(67, Unit::Utf16), Some(text.len() as u32));
        assert_eq!(map.to_byte(65, Unit::Utf16), None);
        assert_eq!(map.to_byte(68, Unit::Utf16), None);
    }
}
