//! Many spans of one text, asked again and again which of them a span meets.

use std::collections::{BTreeSet, HashMap};

use super::Span;

/// Spans, each with a number of its own.
///
/// A list would be looked through from end to end for every question. Sorting it by start does not help either, since
/// a span that starts far ahead may reach up to here. So each span hangs at the middle of the smallest aligned block of
/// the text that holds it, and only those at the middles of the blocks around a place can reach over that place.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    /// The sizes of blocks, as powers of two, that something hangs at; one bit for each.
    sizes: u64,
    /// By size and number of the block.
    blocks: HashMap<(u32, u32), Block>,
    by_start: BTreeSet<(u32, usize)>,
}

/// The spans that hang at one block: by where they start, and by where they end.
#[derive(Clone, Debug, Default)]
struct Block {
    starts: BTreeSet<(u32, usize)>,
    ends: BTreeSet<(u32, usize)>,
}

impl Spans {
    /// Adds a span under a number.
    pub fn add(&mut self, span: Span, number: usize) {
        // The highest bit in which the ends differ says how large the block around both must be.
        let size = 32 - (span.start ^ span.end).leading_zeros();
        self.sizes |= 1 << size;
        let block = self.blocks.entry((size, shifted(span.start, size))).or_default();
        block.starts.insert((span.start, number));
        block.ends.insert((span.end, number));
        self.by_start.insert((span.start, number));
    }

    /// The first number, in no order that matters but always the same, that `wanted` takes among those of the spans
    /// that share a byte with `span` or at least meet one of its ends.
    pub fn find(&self, span: Span, mut wanted: impl FnMut(usize) -> bool) -> Option<usize> {
        for size in (0..=32).filter(|size| self.sizes & (1 << size) != 0) {
            let number = shifted(span.start, size);
            let Some(block) = self.blocks.get(&(size, number)) else { continue };
            // All spans here reach over the middle, or are a single place in a block of one.
            let middle = (u64::from(number) << size) + ((1u64 << size) >> 1);
            let found = if u64::from(span.start) < middle {
                block.starts.range(..=(span.start, usize::MAX)).map(|(_, number)| *number).find(|n| wanted(*n))
            } else {
                block.ends.range((span.start, 0)..).map(|(_, number)| *number).find(|n| wanted(*n))
            };
            if found.is_some() {
                return found;
            }
        }
        let inside = (span.start, usize::MAX)..=(span.end, usize::MAX);
        self.by_start.range(inside).map(|(_, number)| *number).find(|number| wanted(*number))
    }
}

/// The number of the block of this size that an offset lies in.
fn shifted(offset: u32, size: u32) -> u32 {
    offset.checked_shr(size).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{Span, Spans};

    fn span() -> impl Strategy<Value = Span> {
        let ends = prop_oneof![0..40u32, any::<u32>()];
        (ends.clone(), ends).prop_map(|(a, b)| Span::new(a.min(b), a.max(b)))
    }

    proptest! {
        #[test]
        fn it_finds_what_a_list_finds(all in prop::collection::vec(span(), 0..30), asked in span()) {
            let mut spans = Spans::default();
            for (number, span) in all.iter().enumerate() {
                spans.add(*span, number);
            }
            let mut found = Vec::new();
            let none = spans.find(asked, |number| {
                found.push(number);
                false
            });
            prop_assert_eq!(none, None);
            let unique: BTreeSet<usize> = found.iter().copied().collect();
            prop_assert_eq!(unique.len(), found.len());
            let meets = |span: &Span| span.start <= asked.end && asked.start <= span.end;
            let expected = all.iter().enumerate().filter(|(_, span)| meets(span)).map(|(number, _)| number).collect();
            prop_assert_eq!(unique, expected);
        }
    }
}
