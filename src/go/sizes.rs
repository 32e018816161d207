//! How values lie in memory: sizes and alignments, pointers, locks, what can be compared.

use std::cell::Cell;

use super::answer::{Answer, Reason};
use super::facts::Facts;
use super::types::{Basic, Home, Type};

/// How deep types may be nested in each other here; deeper ones are not known.
const MAX_DEPTH: u32 = 64;

/// How many parts a value may have before it is not known how it lies: a struct that holds itself twice never ends.
const MAX_PARTS: u32 = 10_000;

/// The packages whose `align64` means something to the compiler.
const ATOMIC: [&str; 2] = ["sync/atomic", "internal/runtime/atomic"];

/// How far a walk through the parts of a type may still go.
#[derive(Clone, Copy)]
struct Limit<'l> {
    depth: u32,
    parts: &'l Cell<u32>,
}

impl Limit<'_> {
    /// The limit for the parts of this one; `None` when it is reached.
    fn inside(self) -> Option<Self> {
        let parts = self.parts.get().checked_sub(1)?;
        self.parts.set(parts);
        Some(Limit { depth: self.depth.checked_sub(1)?, ..self })
    }
}

/// Asks within fresh limits.
fn limited<T>(ask: impl FnOnce(Limit<'_>) -> T) -> T {
    ask(Limit { depth: MAX_DEPTH, parts: &Cell::new(MAX_PARTS) })
}

impl Facts<'_> {
    /// The bytes that a value takes where pointers have `pointer_width` bytes, as Go's compiler lays it out.
    pub fn size_of(&self, ty: &Type, pointer_width: u64) -> Option<u64> {
        limited(|limit| self.layout(ty, pointer_width, limit)).map(|layout| layout.size)
    }

    /// What the address of such a value is a multiple of.
    pub fn align_of(&self, ty: &Type, pointer_width: u64) -> Option<u64> {
        limited(|limit| self.layout(ty, pointer_width, limit)).map(|layout| layout.align)
    }

    /// How far into a struct a field of its own lies.
    pub fn offset_of(&self, ty: &Type, field: &str, pointer_width: u64) -> Option<u64> {
        let Type::Struct(fields) = self.underlying(ty).ok()? else { return None };
        let before = fields.iter().position(|other| &*other.name == field)?;
        limited(|limit| {
            let mut end = 0;
            for other in &fields[..before] {
                let layout = self.layout(&other.ty, pointer_width, limit)?;
                end = up(end, layout.align)?.checked_add(layout.size)?;
            }
            up(end, self.layout(&fields[before].ty, pointer_width, limit)?.align)
        })
    }

    /// Whether the size hangs on what a type parameter stands for, as far as is known.
    pub(super) fn has_variable_size(&self, ty: &Type) -> bool {
        let is_param = |part: &Type| matches!(part, Type::Param(_)).then_some(());
        limited(|limit| self.all_parts(ty, limit, &is_param)).is_some_and(|answer| answer.is_yes())
    }

    fn layout(&self, ty: &Type, word: u64, limit: Limit<'_>) -> Option<Layout> {
        let limit = limit.inside()?;
        if self.is_align64(ty) {
            return Some(Layout { size: 0, align: 8 });
        }
        let words = |count: u64| Some(Layout { size: count * word, align: word });
        match self.underlying(ty).ok()? {
            Type::Basic(basic) => basic_layout(basic, word),
            Type::Pointer(_) | Type::Map(_) | Type::Chan(..) | Type::Func(_) => words(1),
            Type::Slice(_) => words(3),
            Type::Interface(_) => words(2),
            Type::Array(len, element) => {
                let element = self.layout(&element, word, limit)?;
                Some(Layout { size: element.size.checked_mul(len)?, align: element.align })
            }
            Type::Struct(fields) => {
                let mut whole = Layout { size: 0, align: 1 };
                for (index, field) in fields.iter().enumerate() {
                    let layout = self.layout(&field.ty, word, limit)?;
                    whole.size = up(whole.size, layout.align)?.checked_add(layout.size)?;
                    whole.align = whole.align.max(layout.align);
                    // A pointer to an empty last field must not point behind the struct.
                    if layout.size == 0 && index + 1 == fields.len() && whole.size > 0 {
                        whole.size += 1;
                    }
                }
                whole.size = up(whole.size, whole.align)?;
                Some(whole)
            }
            Type::Param(_) | Type::Tuple(_) | Type::Named(_) => None,
        }
    }

    /// The empty struct by which `sync/atomic` asks the compiler for eight bytes everywhere.
    fn is_align64(&self, ty: &Type) -> bool {
        let Type::Named(named) = ty else { return false };
        let path = match &named.home {
            Home::Import(path) => Some(path),
            Home::Here => self.package.path.as_ref(),
            _ => None,
        };
        &*named.name == "align64" && path.is_some_and(|path| ATOMIC.contains(&&**path))
    }

    /// Whether a value holds pointers that the garbage collector must follow.
    pub fn has_pointers(&self, ty: &Type) -> Answer {
        limited(|limit| {
            self.all_parts(ty, limit, &|part| match part {
                Type::Basic(Basic::String | Basic::UnsafePointer)
                | Type::Pointer(_)
                | Type::Slice(_)
                | Type::Map(_)
                | Type::Chan(..)
                | Type::Func(_)
                | Type::Interface(_) => Some(()),
                _ => None,
            })
        })
        .unwrap_or_else(|| Answer::no("no-pointers", format!("`{ty}` holds no pointers")))
    }

    /// Whether a value must not be copied: a lock, something with `Lock` and `Unlock` of its own, or a value that holds one.
    pub fn contains_lock(&self, ty: &Type) -> Answer {
        limited(|limit| self.lock_in(ty, limit))
    }

    fn lock_in(&self, ty: &Type, limit: Limit<'_>) -> Answer {
        let Some(limit) = limit.inside() else {
            return Answer::unknown("too-deep", format!("`{ty}` is nested too deep"));
        };
        if let Type::Named(named) = ty {
            if let Home::Import(path) = &named.home
                && matches!(&**path, "sync" | "sync/atomic")
                && !matches!(&*named.name, "Locker")
            {
                return Answer::Yes;
            }
            // Like `go vet`: what has these methods for its pointer and not for itself is a lock.
            let pointer = ty.clone().pointer_to();
            let by_pointer = |name: &str| match self.method_set_has(&pointer, name) {
                Answer::Yes => match self.method_set_has(ty, name) {
                    Answer::No(_) => Answer::Yes,
                    Answer::Yes => Answer::no("no-lock", format!("`{ty}` is locked through a value")),
                    unknown => unknown,
                },
                other => other,
            };
            match (by_pointer("Lock"), by_pointer("Unlock")) {
                (Answer::Yes, Answer::Yes) => return Answer::Yes,
                (Answer::No(_), _) | (_, Answer::No(_)) => {}
                (Answer::Unknown(reason), _) | (_, Answer::Unknown(reason)) => return Answer::Unknown(reason),
            }
        }
        let none = || Answer::no("no-lock", format!("`{ty}` holds no lock"));
        match self.underlying(ty) {
            Err(reason) => Answer::Unknown(reason),
            Ok(Type::Array(_, element)) => self.lock_in(&element, limit),
            Ok(Type::Param(_)) => Answer::unknown("type-parameter", format!("what `{ty}` stands for is not known")),
            Ok(Type::Struct(fields)) => {
                let mut answer = none();
                for field in fields.iter() {
                    match self.lock_in(&field.ty, limit) {
                        Answer::Yes => return Answer::Yes,
                        Answer::No(_) => {}
                        unknown => answer = unknown,
                    }
                }
                answer
            }
            Ok(_) => none(),
        }
    }

    /// Whether values can be compared with `==`. Interfaces can, and may panic.
    pub fn comparable(&self, ty: &Type) -> Answer {
        let bad = limited(|limit| {
            self.all_parts(ty, limit, &|part| match part {
                Type::Slice(_) | Type::Map(_) | Type::Func(_) => Some(()),
                _ => None,
            })
        });
        match bad {
            None => Answer::Yes,
            Some(Answer::Yes) => Answer::no("not-comparable", format!("`{ty}` cannot be compared")),
            Some(unknown) => unknown,
        }
    }

    /// Whether a value is an interface or holds one in itself, so that comparing it may panic.
    pub(super) fn holds_interface(&self, ty: &Type) -> Answer {
        limited(|limit| {
            self.all_parts(ty, limit, &|part| match part {
                Type::Interface(_) => Some(()),
                _ => None,
            })
        })
        .unwrap_or_else(|| Answer::no("no-interface", format!("`{ty}` holds no interface")))
    }

    /// `Yes` if some part that lies in the value itself is what `is` looks for, unknown if a part is, else nothing.
    fn all_parts(&self, ty: &Type, limit: Limit<'_>, is: &dyn Fn(&Type) -> Option<()>) -> Option<Answer> {
        let Some(limit) = limit.inside() else {
            return Some(Answer::unknown("too-deep", format!("`{ty}` is nested too deep")));
        };
        let under = match self.underlying(ty) {
            Ok(under) => under,
            Err(reason) => return Some(Answer::Unknown(reason)),
        };
        if is(&under).is_some() {
            return Some(Answer::Yes);
        }
        match &under {
            Type::Array(0, _) => None,
            Type::Array(_, element) => self.all_parts(element, limit, is),
            Type::Param(_) => {
                Some(Answer::Unknown(Reason::new("type-parameter", format!("what `{ty}` stands for is not known"))))
            }
            Type::Struct(fields) => {
                let mut unknown = None;
                for field in fields.iter() {
                    match self.all_parts(&field.ty, limit, is) {
                        Some(Answer::Yes) => return Some(Answer::Yes),
                        Some(answer) => unknown = Some(answer),
                        None => {}
                    }
                }
                unknown
            }
            _ => None,
        }
    }
}

#[derive(Clone, Copy)]
struct Layout {
    size: u64,
    align: u64,
}

fn up(size: u64, align: u64) -> Option<u64> {
    size.checked_next_multiple_of(align)
}

fn basic_layout(basic: Basic, word: u64) -> Option<Layout> {
    let same = |size: u64| Some(Layout { size, align: size.min(word) });
    match basic {
        Basic::Bool | Basic::Int8 | Basic::Uint8 => same(1),
        Basic::Int16 | Basic::Uint16 => same(2),
        Basic::Int32 | Basic::Uint32 | Basic::Float32 => same(4),
        Basic::Int64 | Basic::Uint64 | Basic::Float64 => same(8),
        Basic::Int | Basic::Uint | Basic::Uintptr | Basic::UnsafePointer => same(word),
        Basic::Complex64 => Some(Layout { size: 8, align: 4 }),
        Basic::Complex128 => Some(Layout { size: 16, align: word.min(8) }),
        Basic::String => Some(Layout { size: 2 * word, align: word }),
        _ => None,
    }
}
