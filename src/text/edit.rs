//! Edits of one text, and patches: lists of edits that can be made together.
//!
//! Whether it is *right* to make two edits together is not known here, only whether it is possible.

use std::fmt;

use super::Span;

/// One replacement: the bytes of `span` become `text`.
///
/// An empty span inserts, an empty text deletes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What it becomes.
    pub text: String,
}

/// Edits of one text that can all be made, in the order of the text.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Patch {
    /// Sorted by span, and no two spans touch (see [`Span::touches`]), so at most one insertion stands at an offset and
    /// it comes before a replacement that starts there. No edit is an insertion of nothing.
    edits: Vec<Edit>,
}

/// Two edits that cannot both be made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clash {
    /// The edit that was there first; it may come from the same list as `new`.
    pub existing: Edit,
    /// The edit that could not be added.
    pub new: Edit,
}

impl Patch {
    /// Adds all of `edits`, in any order, or, when one of them clashes with another or with what is there, none.
    ///
    /// An edit that is there already, same span and same text, is not added a second time: two fixes that both want an
    /// import get it once. Two different insertions at one place clash, since nothing says which one comes first.
    pub fn add_all(&mut self, edits: Vec<Edit>) -> Result<(), Clash> {
        let added = self.places(edits)?;
        // From the back, so that the places stay right.
        for (place, edit) in added.into_iter().rev() {
            self.edits.insert(place, edit);
        }
        Ok(())
    }

    /// Whether [`Patch::add_all`] would take the edits, without adding them.
    pub fn check(&self, edits: Vec<Edit>) -> Result<(), Clash> {
        self.places(edits).map(|_| ())
    }

    /// The edits that are not there yet, each with its place among those that are.
    fn places(&self, mut edits: Vec<Edit>) -> Result<Vec<(usize, Edit)>, Clash> {
        edits.retain(|edit| !edit.span.is_empty() || !edit.text.is_empty());
        edits.sort();
        edits.dedup();
        // In this order two spans that touch have two neighbours that touch, so neighbours are all that is looked at.
        for pair in edits.windows(2) {
            if pair[0].span.touches(pair[1].span) {
                return Err(Clash { existing: pair[0].clone(), new: pair[1].clone() });
            }
        }
        let mut added = Vec::with_capacity(edits.len());
        for edit in edits {
            let place = self.edits.partition_point(|existing| existing.span < edit.span);
            if self.edits.get(place) == Some(&edit) {
                continue;
            }
            let neighbours = &self.edits[place.saturating_sub(1)..self.edits.len().min(place + 1)];
            if let Some(existing) = neighbours.iter().find(|existing| existing.span.touches(edit.span)) {
                return Err(Clash { existing: existing.clone(), new: edit });
            }
            added.push((place, edit));
        }
        Ok(added)
    }

    /// The text with all edits made.
    ///
    /// # Panics
    /// When an edit does not [fit](Patch::fits) the text, which is a fault of the caller: a patch belongs to one text.
    pub fn apply(&self, text: &str) -> String {
        let grown: usize = self.edits.iter().map(|edit| edit.text.len()).sum();
        let mut result = String::with_capacity(text.len() + grown);
        let mut copied = 0;
        for edit in &self.edits {
            result.push_str(&text[copied..edit.span.start as usize]);
            result.push_str(&edit.text);
            copied = edit.span.end as usize;
        }
        result.push_str(&text[copied..]);
        result
    }

    /// Whether every edit lies inside the text and splits no character.
    pub fn fits(&self, text: &str) -> bool {
        self.edits.iter().all(|edit| text.get(edit.span.range()).is_some())
    }

    /// Where the byte at `offset` of the old text is in the new one; see [`Moves::forward`]. Looks at every edit: for
    /// many offsets, ask [`Patch::moves`] once.
    pub fn map_offset(&self, offset: u32) -> u32 {
        self.moves().forward(offset)
    }

    /// Where the text of `span` is after the edits; see [`Moves::forward_span`].
    pub fn map_span(&self, span: Span) -> Span {
        self.moves().forward_span(span)
    }

    /// An index for mapping many positions between the old text and the new one.
    pub fn moves(&self) -> Moves {
        let mut moved = Vec::with_capacity(self.edits.len());
        let mut shift = 0i64;
        for Edit { span, text } in &self.edits {
            let start = shifted(span.start, shift);
            shift += text.len() as i64 - i64::from(span.len());
            moved.push((*span, Span { start, end: shifted(span.end, shift) }));
        }
        Moves { moved }
    }

    /// The edits, sorted by span; no two of them touch.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }
}

/// What a patch does to positions. Every mapping is monotone: what came first still comes first, or they fall together.
#[derive(Clone, Debug)]
pub struct Moves {
    /// For each edit the span that it replaces and the span of its text afterwards; both sorted, neither overlaps.
    moved: Vec<(Span, Span)>,
}

impl Moves {
    /// Where the byte at `offset` of the old text is in the new text, that is behind what is inserted at `offset`.
    /// Inside replaced text: the start of what replaces it.
    pub fn forward(&self, offset: u32) -> u32 {
        map(&self.moved, offset, |pair| *pair)
    }

    /// Where the byte at `offset` of the new text came from. Inside text that a patch put there: the start of what it
    /// replaced.
    pub fn back(&self, offset: u32) -> u32 {
        map(&self.moved, offset, |(old, new)| (*new, *old))
    }

    /// The place in the new text of what is left of `span`: text inserted at its ends stays outside, replacements that
    /// reach into it are inside as a whole.
    pub fn forward_span(&self, span: Span) -> Span {
        map_span(&self.moved, span, |pair| *pair)
    }

    /// The smallest span of the old text that everything in `span` of the new text was made from.
    pub fn back_span(&self, span: Span) -> Span {
        map_span(&self.moved, span, |(old, new)| (*new, *old))
    }
}

/// A pair of spans turned so that the one to map from comes first.
type Turned = fn(&(Span, Span)) -> (Span, Span);

fn map(moved: &[(Span, Span)], offset: u32, turned: Turned) -> u32 {
    // Edits that start at `offset` count too, above all an insertion there.
    let behind = moved.partition_point(|pair| turned(pair).0.start <= offset);
    let Some(pair) = behind.checked_sub(1).map(|last| &moved[last]) else { return offset };
    let (from, to) = turned(pair);
    if from.end <= offset { shifted(to.end, i64::from(offset - from.end)) } else { to.start }
}

fn map_span(moved: &[(Span, Span)], span: Span, turned: Turned) -> Span {
    let start = map(moved, span.start, turned);
    if span.is_empty() {
        return Span::at(start);
    }
    // The end is asked for as the place behind the last byte, since what is inserted at the end is not part of the span.
    let before = moved.partition_point(|pair| turned(pair).0.start < span.end);
    let end = match before.checked_sub(1).map(|last| turned(&moved[last])) {
        None => span.end,
        Some((from, to)) if from.end <= span.end => shifted(to.end, i64::from(span.end - from.end)),
        Some((_, to)) => to.end,
    };
    Span { start, end: end.max(start) }
}

/// `offset + by`, kept in range: a patch may be asked about offsets that its text does not have.
fn shifted(offset: u32, by: i64) -> u32 {
    u32::try_from(i64::from(offset).saturating_add(by).max(0)).unwrap_or(u32::MAX)
}

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Clash { existing, new } = self;
        write!(
            f,
            "edit of bytes {}..{} is in the way of an edit of bytes {}..{}",
            existing.span.start, existing.span.end, new.span.start, new.span.end
        )
    }
}

impl std::error::Error for Clash {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Edit, Patch, Span};

    fn edit(start: u32, end: u32, text: &str) -> Edit {
        Edit { span: Span::new(start, end), text: text.to_owned() }
    }

    fn patch(edits: &[Edit]) -> Patch {
        let mut patch = Patch::default();
        patch.add_all(edits.to_vec()).expect("the edits of this test do not clash");
        patch
    }

    #[test]
    fn insertions_stand_before_and_behind_a_replacement() {
        let patch = patch(&[edit(5, 5, ">"), edit(2, 5, "xy"), edit(2, 2, "<")]);
        assert_eq!(patch.apply("abcdefg"), "ab<xy>fg");
    }

    #[test]
    fn the_same_edit_twice_is_one_edit() {
        let mut patch = patch(&[edit(3, 3, "i"), edit(3, 3, "i"), edit(5, 6, "r")]);
        patch.add_all(vec![edit(5, 6, "r"), edit(3, 3, "i"), edit(7, 7, "")]).expect("all are there already");
        assert_eq!(patch.edits(), [edit(3, 3, "i"), edit(5, 6, "r")]);
    }

    #[test]
    fn a_clash_names_both_sides_and_adds_nothing() {
        let mut patch = patch(&[edit(3, 3, "i"), edit(5, 8, "r")]);
        let before = patch.clone();
        for (fine, bad, with) in [
            (edit(0, 1, "x"), edit(3, 3, "j"), edit(3, 3, "i")),
            (edit(9, 9, "x"), edit(2, 4, "j"), edit(3, 3, "i")),
            (edit(8, 8, "x"), edit(6, 6, "j"), edit(5, 8, "r")),
            (edit(5, 5, "x"), edit(7, 9, "j"), edit(5, 8, "r")),
            (edit(0, 1, "x"), edit(5, 8, "s"), edit(5, 8, "r")),
        ] {
            let clash = patch.add_all(vec![fine, bad.clone()]).expect_err("these clash");
            assert_eq!((clash.existing, clash.new), (with, bad));
            assert_eq!(patch, before);
        }
        let clash = patch.add_all(vec![edit(0, 0, "b"), edit(0, 0, "a")]).expect_err("which one comes first?");
        assert_eq!(clash.to_string(), "edit of bytes 0..0 is in the way of an edit of bytes 0..0");
        assert_eq!(patch, before);
    }

    #[test]
    fn offsets_move_with_their_bytes() {
        // "ab" "<" "cde"→"xy" ">" "fg"
        let patch = patch(&[edit(2, 2, "<"), edit(2, 5, "xy"), edit(5, 5, ">")]);
        let moved: Vec<u32> = (0..=7).map(|offset| patch.map_offset(offset)).collect();
        assert_eq!(moved, [0, 1, 3, 3, 3, 6, 7, 8]);
        let back: Vec<u32> = (0..=8).map(|offset| patch.moves().back(offset)).collect();
        assert_eq!(back, [0, 1, 2, 2, 2, 5, 5, 6, 7]);
        assert_eq!(patch.map_span(Span::new(2, 5)), Span::new(3, 5));
        assert_eq!(patch.map_span(Span::new(0, 3)), Span::new(0, 5));
        assert_eq!(patch.map_span(Span::new(5, 6)), Span::new(6, 7));
        assert_eq!(patch.moves().back_span(Span::new(4, 7)), Span::new(2, 6));
        assert_eq!(patch.moves().back_span(Span::new(2, 3)), Span::at(2));
    }

    #[test]
    fn a_patch_for_another_text_is_told_apart() {
        let patch = patch(&[edit(1, 2, "x")]);
        assert!(patch.fits("abc"));
        assert!(!patch.fits("a"));
        assert!(!patch.fits("äb"));
    }

    /// Edits of a text of 24 bytes.
    fn edits() -> impl Strategy<Value = Vec<Edit>> {
        let one =
            (0u32..=24, 0u32..6, "[xy]{0,3}").prop_map(|(start, len, text)| edit(start, (start + len).min(24), &text));
        prop::collection::vec(one, 0..5)
    }

    /// The obvious way: look at all pairs.
    fn clash_free(edits: &[Edit]) -> bool {
        let real: Vec<&Edit> = edits.iter().filter(|edit| !edit.span.is_empty() || !edit.text.is_empty()).collect();
        real.iter().enumerate().all(|(i, a)| real[..i].iter().all(|b| a == b || !a.span.touches(b.span)))
    }

    /// The obvious way to apply: from the back, one by one.
    fn apply_one_by_one(edits: &[Edit], text: &str) -> String {
        let mut sorted = edits.to_vec();
        sorted.sort();
        sorted.dedup();
        let mut text = text.to_owned();
        for edit in sorted.iter().rev() {
            text.replace_range(edit.span.range(), &edit.text);
        }
        text
    }

    proptest! {
        #[test]
        fn add_all_adds_exactly_what_does_not_clash(lists in prop::collection::vec(edits(), 1..6)) {
            let text = "abcdefghijklmnopqrstuvwx";
            let mut patch = Patch::default();
            let mut taken: Vec<Edit> = Vec::new();
            for list in lists {
                let before = patch.clone();
                let mut both = taken.clone();
                both.extend(list.iter().cloned());
                match patch.add_all(list) {
                    Ok(()) => {
                        prop_assert!(clash_free(&both));
                        taken = both;
                    }
                    Err(clash) => {
                        prop_assert!(!clash_free(&both));
                        prop_assert!(both.contains(&clash.existing) && both.contains(&clash.new));
                        prop_assert!(clash.existing != clash.new && clash.existing.span.touches(clash.new.span));
                        prop_assert_eq!(&patch, &before);
                    }
                }
                prop_assert!(patch.edits().windows(2).all(|pair| pair[0].span < pair[1].span));
                prop_assert!(clash_free(patch.edits()) && patch.fits(text));
                prop_assert_eq!(patch.apply(text), apply_one_by_one(&taken, text));
            }
        }

        #[test]
        fn positions_keep_their_order_and_their_bytes(list in edits()) {
            let text = "abcdefghijklmnopqrstuvwx";
            let mut patch = Patch::default();
            prop_assume!(patch.add_all(list).is_ok());
            let new = patch.apply(text);
            let moves = patch.moves();
            let replaced = |offset: u32| patch.edits().iter().any(|edit| edit.span.covers(Span::new(offset, offset + 1)));
            for offset in 0..24u32 {
                let there = patch.map_offset(offset);
                prop_assert!(there <= patch.map_offset(offset + 1));
                if !replaced(offset) {
                    prop_assert_eq!(text.as_bytes()[offset as usize], new.as_bytes()[there as usize]);
                    prop_assert_eq!(moves.back(there), offset);
                }
                for end in offset..=24 {
                    let moved = moves.forward_span(Span::new(offset, end));
                    prop_assert!(moved.end as usize <= new.len());
                    if (offset..end).all(|at| !replaced(at)) && end > offset {
                        // Untouched bytes come back from their new place, nothing more.
                        prop_assert_eq!(moves.back_span(moved), Span::new(offset, end));
                    }
                }
            }
            prop_assert_eq!(patch.map_offset(24) as usize, new.len());
            for offset in 0..new.len() as u32 {
                prop_assert!(moves.back(offset) <= moves.back(offset + 1));
            }
        }
    }
}
