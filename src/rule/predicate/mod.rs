//! The table of predicates: what a rule can ask about a hole.
//!
//! A predicate translates, it knows nothing: the answer comes from a fact in `go`. A new question is one function and one
//! row. The conditions of a hole are asked in the order of the table, cheapest first; what is not *yes* ends the match
//! with its reason.

mod flow;
mod lifetime;
mod origin;
mod place;
mod sizes;
mod text;
mod types;
mod uses;

use schemars::JsonSchema;
use serde::Deserialize;

use super::file::OneOrMany;
use super::matching::{Bound, Match};
use crate::go::answer::{Answer, Reason};
use crate::go::facts::Facts;
use crate::go::kind::Kind;
use crate::go::scope::LocalId;
use crate::go::syntax::Node;
use flow::{Checked, Filled};
use sizes::{Memory, Room, Rounds};
use text::{Concat, Text};
use types::{AsArguments, FixedSize, LeftOut, Mirror, Shape};
use uses::{Round, UsedAs};

/// A question about a hole of a match.
pub struct Question<'q, 't> {
    /// The declaration that the match stands in.
    pub facts: &'q Facts<'t>,
    /// The match; a predicate may bind further holes.
    pub matched: &'q mut Match<'t>,
    /// The hole, or `match` for the whole.
    pub hole: &'q str,
}

/// The code of a reason that says there is nothing to report: the place has the shape, but not the problem.
pub const MOOT: &str = "moot";

/// Declares [`Conditions`] and the order in which they are asked.
macro_rules! predicates {
    ($($(#[doc = $doc:literal])* $name:ident: $argument:ty = $function:path,)*) => {
        /// The conditions on one hole. All that are given must hold.
        #[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub struct Conditions {
            $($(#[doc = $doc])* #[serde(default)] pub $name: Option<$argument>,)*
        }

        impl Conditions {
            /// Asks the predicates of the table whose place in it is `place`; nothing if it is not asked for.
            fn ask(&self, place: usize, question: &mut Question<'_, '_>) -> Result<(), Reason> {
                let mut _at = 0;
                $(
                    if _at == place {
                        return match &self.$name { Some(argument) => $function(question, argument), None => Ok(()) };
                    }
                    _at += 1;
                )*
                Ok(())
            }
        }

        /// The names of the predicates, in the order in which they are asked.
        pub const PREDICATES: &[&str] = &[$(stringify!($name),)*];
    };
}

predicates! {
    /// The address of the variable is assigned to something, appended, sent, returned, or put into a literal, so that the variable is
    /// on the heap.
    address_kept: bool = uses::address_kept,
    /// `true`: it stands in the body of a function, where it runs again with every call. `false`: it does not.
    in_function: bool = place::in_function,
    /// A parameter or receiver of the function around the match which nothing but `append` to itself has assigned to before: it is
    /// what the caller handed over, perhaps longer.
    as_passed: bool = flow::as_passed,
    /// Asked of a field of a local variable, which stays the same over the match: nothing in the function around has assigned to it
    /// before. It is as the function found it.
    field_as_passed: bool = flow::field_as_passed,
    /// The literal of a map that is made of constants alone, and allocates even where the map stays in the function: it has
    /// more than 8 elements, or slices or maps in it.
    fixed_map: bool = uses::fixed_map,
    /// `false`: it is not in code that runs once in the life of the program, such as `main`, `init` or a `sync.Once`.
    runs_once: bool = place::runs_once,
    /// `true`: it stands in a loop of its function. `false`: it does not.
    in_loop: bool = place::in_loop,
    /// Asked of a statement of a loop: another round may come to it again. No `return` ends the statements that it is one of, without
    /// a `continue` in between.
    runs_again: bool = place::runs_again,
    /// `false`: it is not on its way out of the program, as the argument of `panic`, `log.Fatal` and the like.
    dying: bool = place::dying,
    /// `true`: the name starts with a capital letter, so other packages can use it. `false`: it does not.
    exported: bool = place::exported,
    /// The function is used by calls only, and nothing but its declaration names it: no second build variant, no
    /// `//go:linkname` or `//export`, and the package has no assembly.
    plain_function: bool = place::plain_function,
    /// Asked of `match`: no `append` to the slice of its first statement stands directly in front of it.
    starts_run: bool = flow::starts_run,
    /// Asked of `match`: no `append` to the slice of its last statement stands directly behind it.
    ends_run: bool = flow::ends_run,
    /// A string that a loop, which it is declared outside of, makes longer with `+=`.
    grown_in_loop: bool = uses::grown_in_loop,
    /// Elements of a literal that stand on one line, at least one, and could be arguments as well, for which at most one of them
    /// can fail: Go leaves their order open. Binds holes to them and to their number.
    as_arguments: AsArguments = types::as_arguments,
    /// Arguments that stand on one line, at least one; binds the hole named here to them as elements of a literal.
    as_elements: String = types::as_elements,
    /// `false`: an argument that is one value. `true`: one that hands over all elements of a slice, as `xs...` does.
    spread: bool = types::spread,
    /// Asked of `match`: it calls a function that is known to have a twin that takes a text in the other form, and binds a hole to
    /// the twin: see `mirrors` in `docs/configuration.md`.
    mirror: Mirror = types::mirror,
    /// Asked of `match`: it is an operand of a function that prints as fmt does (see `formats` in `docs/configuration.md`), whose
    /// constant format has verbs for it, and only these. Nothing that runs before it is printed can change what it reads: no
    /// call among the operands behind it, and no methods of those in front of it.
    printed_by: String = text::printed_by,
    /// The kind of value by its underlying type.
    kind: OneOrMany<Shape> = types::kind,
    /// The type itself, written as in Go: `int`, `string`, `[]byte`. A named type is never a predeclared one.
    r#type: OneOrMany<String> = types::exact,
    /// The kind of its elements, by their underlying type.
    elements: OneOrMany<Shape> = types::elements,
    /// The kind of its keys, by their underlying type.
    keys: OneOrMany<Shape> = types::keys,
    /// `false`: its elements hold no pointers, and so keep nothing from being freed.
    pointers_in_elements: bool = types::pointers_in_elements,
    /// Asked of a selector: a field of a struct that the literal which the variable was just made of leaves out, so that it is
    /// nil, empty or 0.
    left_out: LeftOut = types::left_out,
    /// Its elements are of the same type as those of the hole named here.
    elements_as: String = types::elements_as,
    /// `true`: a type that implements `error`. `false`: one that does not.
    implements_error: bool = types::implements_error,
    /// Asked of a type: what can be assigned to a variable of it passes an assertion to it as well. That is so of interfaces,
    /// pointers and defined types; to a struct type without a name, values of a defined one can be assigned.
    asserted_alike: bool = types::asserted_alike,
    /// A value of a type that is known to do the same for `w.Write([]byte(s))` and `w.WriteString(s)`: see `string-writers` in
    /// `docs/configuration.md`.
    string_writer: bool = types::string_writer,
    /// A value that fmt prints by calling its `String` method: it has no other one that comes before, and cannot be nil as a
    /// pointer or an interface can.
    stringer: bool = types::stringer,
    /// An integer of 2, 4 or 8 bytes on every system; binds holes to how `encoding/binary` appends it.
    fixed_size: FixedSize = types::fixed_size,
    /// Asked of a slice or array: nothing shows that it has at most this many elements, as constant bounds and the size that it is
    /// made with do.
    may_exceed: u64 = origin::may_exceed,
    /// `true`: its value is constant. `false`: it is not.
    constant: bool = text::is_constant,
    /// `false`: it is neither a constant nor a local variable that is declared with one and never changed, which fmt copies as little.
    held_constant: bool = text::held_constant,
    /// A constant string of a certain length, or without a certain text, or of certain characters only.
    text: Text = text::text,
    /// A regular expression, as a constant string, that every Go version compiles.
    regexp: bool = text::regexp,
    /// Binds the hole named here to the number of bytes of a string literal.
    bytes: String = text::bytes,
    /// No call stands in it, and no conversion, which may copy.
    without_calls: bool = text::free_of_calls,
    /// It stands on one line and is no sum of several terms.
    term: bool = text::term,
    /// A list of constant strings, an even number of them.
    pairs: bool = text::pairs,
    /// `true`: it stands in the head of an `else if`. `false`: it does not.
    in_else_if: bool = place::in_else_if,
    /// It is not constant, or stands where a constant is as good as a variable: a statement of a function assigns or returns it, or
    /// it is an element or an argument. Elsewhere Go compares constants, and refuses some.
    unfolded: bool = place::unfolded,
    /// It is all that a statement assigns, returns or sends, or an element of a literal, and no part of a longer expression.
    whole_value: bool = place::whole_value,
    /// Asked of `match`: a variable that is put above the function around it, and depends on no other, has its value
    /// whenever the function runs, also while the package is initialised.
    initialised_before: bool = place::initialised_before,
    /// Asked of `match`: no comment stands directly above it, which would be left without what it is about.
    uncommented: bool = place::uncommented,
    /// `true`: it is the value that a local variable is declared with. `false`: it is not.
    initialises: bool = uses::initialises,
    /// Asked of a literal or the variable that holds it: neither it nor anything in it is changed, nor handed on so that it
    /// could be.
    only_read: bool = uses::only_read,
    /// Nobody can tell whether it is nil or empty.
    nil_unobserved: bool = flow::nil_unobserved,
    /// A local variable that only the statements of its own function can reach: its address is never taken and no
    /// function literal uses it.
    local: bool = flow::local,
    /// As `local`, but function literals that use it and addresses of it may stand behind the match, where control has
    /// not been yet.
    local_so_far: bool = flow::local_so_far,
    /// Evaluating it once more, or each of several pieces, changes nothing, cannot fail and gives the same, wherever it
    /// stands.
    pure: bool = flow::pure,
    /// As `pure`, for an expression that the code behind evaluates anyway: a nil pointer in it fails in both places.
    pure_here: bool = flow::pure_here,
    /// It makes no difference whether it is evaluated before or together with what the hole named here stands for.
    any_order: String = flow::any_order,
    /// Nothing that the statement evaluates behind the match, which is a call, can change what it reads: a call is made in its turn,
    /// and what takes its place may be read later.
    unchanged_behind: bool = flow::unchanged_behind,
    /// It is still the same variable, or the same pointer, when what the hole named here stands for has been evaluated.
    not_replaced_by: String = flow::not_replaced_by,
    /// It is still the same when fmt has made text of the operands that the hole named here stands for: only its own function reaches
    /// the variable, or fmt calls no methods of theirs.
    unchanged_by_text_of: String = flow::unchanged_by_text_of,
    /// It has the same value behind the match, for as long as the variable that the hole named here stands for is used.
    stable_for: String = lifetime::stable_for,
    /// Asked of a slice of bytes: nothing can change them between the match and a use of the variable that the hole named here stands
    /// for.
    bytes_stable_for: String = lifetime::bytes_stable_for,
    /// It and what the hole named here stands for cannot fail in different ways, so that it makes no difference which comes first.
    one_way_to_fail: String = flow::one_way,
    /// Asked of an element of a local slice that nobody assigns: control only comes there where a comparison of the length has
    /// said that there is such an element.
    index_checked: Checked = flow::index_checked,
    /// Nothing names it between the statement that declares it and the loop of the match.
    untouched_between: bool = flow::untouched_between,
    /// What it names means the same at the loop of the match.
    same_at_loop: bool = flow::same_at_loop,
    /// Nothing assigns it between the first and the last statement of the match.
    unassigned_between: bool = flow::unassigned_between,
    /// Nothing but the match appends to it, nor to a variable that it is copied to: a slice with exactly enough room would have to
    /// grow at once. Nor does anything ask for its capacity.
    grown_only_here: bool = flow::grown_only_here,
    /// As `grown-only-here`, but what is appended elsewhere may make the slice itself longer, or what is returned.
    grown_in_turn: bool = flow::grown_in_turn,
    /// No part of it is taken that may reach behind its end: how much room there is behind it, growing leaves open.
    within_length: bool = flow::within_length,
    /// Asked of a field: outside of the match nothing in its function appends to it, asks for its capacity, or takes a part of it that
    /// may reach behind its end.
    appended_only_here: bool = flow::appended_only_here,
    /// Asked of `match`: control can come behind its loop.
    loop_ends: bool = flow::loop_ends,
    /// Asked of an expression: nothing appends to it, nor to the variable that gets its value.
    not_grown: bool = flow::not_grown,
    /// Asked of `match`: from its first statement control surely comes to its loop.
    loop_is_reached: bool = flow::loop_is_reached,
    /// Asked of `match`: how often its loop runs is known, and binds a hole to that number as an expression.
    rounds: Rounds = sizes::rounds,
    /// Asked of `match`: the number of rounds of its loop is no larger than what is in memory already, or the loop surely has all
    /// of them: nothing in it can fail, wait or leave it. A far too large number, which ends any other loop in its first rounds,
    /// could not be allocated.
    all_rounds: bool = sizes::all_rounds,
    /// It keeps its value over the whole match, and means the same at its start.
    stable: bool = flow::stable,
    /// It is nil whenever control comes to the start of the match.
    nil_here: bool = flow::nil_here,
    /// The loop of the match gives it as many elements in every round, by one `append` or by setting an element of a map.
    filled: Filled = flow::filled,
    /// Binds a hole to the number of elements that the loop of the match appends to it, of which there may be several a round.
    room: Room = sizes::room,
    /// Asked of a builder or buffer that nothing is written to in front of the loop of the match: every round writes something to
    /// it, and none leaves the loop before its end. Binds a hole to the number of bytes that all rounds write at least.
    written: Room = sizes::written,
    /// Asked of `match`: its loop appends to no slice once in every round, for which the number of rounds would be a size.
    fills_nothing: bool = flow::fills_nothing,
    /// Asked of `match`: its loop appends to no local variable of the function around it. From Go 1.26 on the first elements
    /// are on the stack, and are not where the loop becomes a function that is called at several places.
    appends_nothing: bool = flow::appends_nothing,
    /// Every round of the loop of the match comes by the statement that it stands in, which is one directly in the loop, and none
    /// leaves the loop before its end.
    every_round: bool = flow::every_round,
    /// Keys of a map that differ between any two rounds of the loop.
    distinct: bool = flow::distinct,
    /// The elements that the loop adds are enough for a size to save anything: not surely so few that Go keeps them on
    /// the stack or in the first allocation.
    worth_sizing: bool = sizes::worth_sizing,
    /// Asked of a slice that is empty: `append` of one element makes no room for a second one, and allocates.
    grows_with_each: bool = sizes::grows_with_each,
    /// A constant number of elements which take a number of bytes within these bounds, on systems of 64 bits.
    memory: Memory = sizes::memory,
    /// It is not the constant 0.
    not_zero: bool = sizes::not_zero,
    /// A constant integer, from 0 to this.
    at_most: u32 = sizes::at_most,
    /// Binds the hole named here to the type of the value, written so that it means the same at the match.
    spelled: String = types::spelled,
    /// Binds the hole named here to the type of the keys of the map, written likewise.
    key_spelled: String = types::key_spelled,
    /// Binds the hole named here to the type of the elements, written likewise.
    element_spelled: String = types::element_spelled,
    /// Asked of a parameter of a function that is only called: all calls pass values of one type, which an interface holds as a
    /// copy. Binds the hole named here to that type.
    passed_alike: String = types::passed_alike,
    /// Binds a hole to the text that a constant format string and plain operands make, as a concatenation.
    concat: Concat = text::concat,
    /// Asked of operands: among them are at least this many strings or bytes that are not constant, each of which is copied to
    /// the heap to be passed as an interface.
    boxed_strings: usize = text::boxed_strings,
    /// A constant format that prints something whatever its operands are.
    prints_text: bool = text::prints_text,
    /// A format that `concat` does not hold of, with the same operands.
    no_concat: Concat = text::no_concat,
    /// Binds a hole to operands of `log/slog`, keys and values in turn, as typed attributes.
    attributes: String = text::attributes,
    /// Asked of an expression: its value, or the variable that it initialises, is only used to call these methods.
    only_methods: Vec<String> = uses::only_methods,
    /// What becomes of a variable is only these. A `value-method` is one that gets a copy.
    only_used_as: Vec<UsedAs> = uses::only_used_as,
    /// The function around it defers nothing: a deferred call may recover, and then the function returns its zero result.
    no_defer: bool = place::no_defer,
    /// Asked of statements: none of them is a `defer`, or calls `recover`. A `defer` in a loop over an iterator is kept on the heap,
    /// and so is the loop; `recover` does nothing there, because the loop is a function of its own.
    defers_nothing: bool = place::defers_nothing,
    /// Asked of `match`: the function around it has no `goto`.
    no_goto: bool = place::no_goto,
    /// Asked of cases of a `select`: to find out what they wait for calls nothing, `Done` of a context aside.
    cases_call_nothing: bool = place::cases_call_nothing,
    /// The function around it is surely too large or too unusual for the compiler to inline it.
    not_inlined: bool = place::not_inlined,
    /// It stands in no function literal that the compiler may copy together with the function around it, which it inlines: in the
    /// copy it inlines hardly anything.
    not_copied: bool = place::not_copied,
    /// The function around it is not so large that the compiler stops inlining most calls in it.
    small_function: bool = place::small_function,
    /// Nothing outside of the match names the variable.
    only_here: bool = uses::only_here,
    /// The local variable of a hash that a function of the standard library made, in such a way that the compiler knows
    /// its type, and that is never another one; binds the hole named here to the length of its sums.
    digest_size: String = uses::digest_size,
    /// Asked of an expression that makes a slice: nothing keeps its memory when the function returns.
    dies: bool = uses::dies,
    /// As `dies`, and nothing in the function looks behind its end, at its capacity, or whether it is nil. Asked of the variable too
    /// that is declared with the slice.
    content_dies: bool = uses::content_dies,
    /// The local variable of a slice or map that a loop declares: when the next round begins, nothing can reach its memory.
    round_only: Round = uses::round_only,
    /// A slice whose memory is on the heap when it is made with the size that the hole named here stands for: the size is
    /// not constant, or the slice is handed on through an interface.
    on_heap: String = sizes::on_heap,
    /// `true`: a call reaches the variable of a slice through an interface, so that its memory is on the heap. `false`: none does.
    by_interface: bool = sizes::by_interface,
    /// No other variable of the function, and nothing else that is named in it, has the name of the variable.
    only_name: bool = uses::only_name,
    /// It means the same at the start of the match.
    same_at_start: bool = flow::same_at_start,
    /// `true`: the variable is used, besides being assigned and having its address taken. `false`: it is not.
    used: bool = uses::used,
    /// Something outside of the match uses the variable, so that it may be declared and assigned in it alone.
    used_elsewhere: bool = uses::used_elsewhere,
    /// Neither the variable that the hole named here stands for nor another one of its name occurs in it.
    free_of: String = uses::free_of,
    /// Its value is read where it stands: it is not assigned, and nothing gets its address.
    read: bool = uses::read,
    /// `true`: it stands in a loop that the variable is declared outside of. `false`: it does not.
    in_inner_loop: bool = uses::in_inner_loop,
    /// Asked of a variable: there are at least so many places that name it, besides its declaration.
    uses_at_least: usize = lifetime::uses_at_least,
    /// Asked of a string variable: some place only looks at it. It is compared, the value of a `switch`, the key of an element that is
    /// read, a byte of it is, or a pure function answers a question about it.
    looked_at: bool = lifetime::looked_at,
    /// The value of a `switch` whose cases are all constant.
    switched_on_constants: bool = lifetime::switched_on_constants,
    /// It stands in a `return` which names the variable that the hole named here stands for only once, and which not every way through
    /// the function comes to: it is in a block inside that of the declaration.
    returned_aside: String = lifetime::returned_aside,
    /// The variable's value is returned, stored, sent, or put into a literal somewhere in the function.
    leaves: bool = uses::leaves,
    /// Asked of an expression: its value, or the variable that it initialises, is returned, stored, sent, or put into a literal
    /// somewhere in the function.
    value_leaves: bool = uses::value_leaves,
    /// No function literal uses the variable.
    uncaptured: bool = uses::uncaptured,
    /// Neither `defer` nor `go` calls a method of the variable, which they hold on to.
    called_in_turn: bool = uses::called_in_turn,
    /// Asked of a variable that a loop declares: neither this loop nor one inside that uses it ranges over an iterator, whose body
    /// is a function.
    no_iterator: bool = uses::no_iterator,
    /// The variable is declared here, and not only assigned.
    fresh_variable: bool = uses::fresh_variable,
    /// Asked of an expression: it is a method of a value, which is not called but made a function.
    binds_method: bool = uses::binds_method,
    /// Asked of a selector: it reads a field, and neither assigns it nor takes its address.
    reads_field: bool = uses::reads_field,
    /// Asked of an argument of a call: the function that is called is known not to keep it.
    not_retained: bool = uses::not_retained,
    /// A slice or a text whose memory is not made by the expression itself, nor where the variable is declared or assigned: there
    /// it may stay on the stack, as long as nothing keeps it.
    made_elsewhere: bool = origin::made_elsewhere,
    /// `false`: its memory is none of a parameter's, which a caller may have on its stack as long as nothing keeps it. `true`: it may
    /// be.
    from_caller: bool = origin::from_caller,
    /// None of these functions, written as in `[known]`, returned it, nor any value that is given to the variable that it is.
    not_result_of: Vec<String> = origin::not_result_of,
    /// A local variable that is declared with a value that `make` or a literal makes for it alone.
    declared_made: bool = origin::declared_made,
    /// A type of a struct of which each value would take a smaller piece of memory if its fields stood in another order, from those
    /// that are aligned to most bytes to those that are aligned to fewest. On systems of 64 bits, up to 2 KiB.
    padded: bool = sizes::padded,
    /// A slice or array whose elements may be copied: they are not larger than this many bytes, and no part of them is a lock, a
    /// `noCopy`, or anything that is not known.
    copyable_elements: u64 = types::copyable_elements,
    /// A struct that may be copied: it is not larger than this many bytes, and no part of it is a lock, a `noCopy`, or
    /// anything that is not known.
    copyable: u64 = types::copyable,
}

/// Asks all conditions of a match.
///
/// # Errors
/// The reason of the first that does not hold, and how far down the table it stands: the further, the closer the miss.
pub fn judge<'t>(
    conditions: &[(String, Conditions)],
    facts: &Facts<'t>,
    matched: &mut Match<'t>,
) -> Result<(), (usize, Reason)> {
    for place in 0..PREDICATES.len() {
        for (hole, conditions) in conditions {
            conditions.ask(place, &mut Question { facts, matched, hole }).map_err(|reason| (place, reason))?;
        }
    }
    Ok(())
}

/// What gofmt lets stand in front of an operand, and `&` behind it.
const ADDRESS: &[&str] = &["(&", "{&", ", &", ": &", "= &", "- &", "return &", "\t&"];

impl Conditions {
    /// The words without which they cannot hold, as groups of which each must have one in the text. Where the reason that
    /// they then give is told, and not among the `silent` ones, it takes a parse to find what it is told of.
    pub fn words(&self, silent: &[String]) -> Vec<Vec<String>> {
        let is_silent = |code: &str| silent.iter().any(|other| other == code);
        let groups: [(bool, &[&[&str]]); 5] = [
            (self.grown_in_loop == Some(true), &[&["for "], &[" += "]]),
            (self.fixed_map == Some(true), &[&["map["]]),
            (self.in_function == Some(true), &[&["func"]]),
            (self.in_loop == Some(true) && is_silent("not-in-loop"), &[&["for "]]),
            (self.address_kept == Some(true) && is_silent("address-not-kept"), &[ADDRESS]),
        ];
        let needed = groups.iter().filter(|(asked, _)| *asked).flat_map(|(_, groups)| groups.iter());
        needed.map(|group| group.iter().map(|word| word.to_string()).collect()).collect()
    }

    /// The holes that these conditions give a meaning.
    pub fn binds(&self) -> Vec<String> {
        let concat = self.concat.as_ref().map(|concat| &concat.into);
        let rounds = self.rounds.as_ref().map(|rounds| &rounds.into);
        let spelled = [
            &self.spelled,
            &self.passed_alike,
            &self.key_spelled,
            &self.element_spelled,
            &self.attributes,
            &self.as_elements,
            &self.digest_size,
            &self.bytes,
        ];
        let spelled = spelled.map(Option::as_ref);
        let arguments = self.as_arguments.iter().flat_map(|wanted| [&wanted.into, &wanted.count]);
        let room = self.room.as_ref().or(self.written.as_ref()).map(|room| &room.into);
        let mirror = self.mirror.as_ref().map(|mirror| &mirror.into);
        let integer = self.fixed_size.iter().flat_map(|wanted| [&wanted.append, &wanted.bits, &wanted.bytes]);
        let one = [rounds, concat, room, mirror].into_iter().chain(spelled).flatten();
        one.chain(arguments).chain(integer).cloned().collect()
    }

    /// The other holes that these conditions name.
    pub fn needs(&self) -> Vec<String> {
        let operands = self.concat.as_ref().or(self.no_concat.as_ref()).map(|concat| &concat.operands);
        let rounds = self.room.as_ref().or(self.written.as_ref()).map(|room| &room.rounds);
        let left_out = self.left_out.as_ref();
        [
            operands,
            left_out.map(|wanted| &wanted.of),
            left_out.map(|wanted| &wanted.literal),
            rounds,
            self.memory.as_ref().map(|wanted| &wanted.of),
            self.any_order.as_ref(),
            self.one_way_to_fail.as_ref(),
            self.not_replaced_by.as_ref(),
            self.elements_as.as_ref(),
            self.free_of.as_ref(),
            self.stable_for.as_ref(),
            self.bytes_stable_for.as_ref(),
            self.returned_aside.as_ref(),
            self.on_heap.as_ref(),
        ]
        .into_iter()
        .flatten()
        .cloned()
        .collect()
    }
}

impl<'t> Question<'_, 't> {
    /// The node that the hole stands for.
    fn node(&self) -> Result<Node<'t>, Reason> {
        if self.hole == "match" {
            return Ok(self.matched.node);
        }
        self.matched
            .get(self.hole)
            .and_then(Bound::node)
            .ok_or_else(|| Reason::new("not-one-node", format!("`${}` is not one piece of code", self.hole)))
    }

    /// The name of a local variable that the hole stands for.
    fn variable(&self) -> Result<LocalId, Reason> {
        let node = self.node()?;
        self.facts
            .scopes
            .local(node.unparenthesized())
            .ok_or_else(|| Reason::new("not-local", format!("`{}` is not a local variable", short(node.text()))))
    }

    /// The loop that the match ends with; a gap before it may hold others.
    fn the_loop(&self) -> Result<Node<'t>, Reason> {
        // From the match on, since there may be very many statements before it.
        let statements = std::iter::successors(Some(self.matched.node), |node| node.next());
        let inside = statements.take_while(|node| node.span().start < self.matched.span.end);
        let found = inside.filter(|node| node.is(Kind::ForStatement) && self.matched.span.covers(node.span())).last();
        found.ok_or_else(|| Reason::new("no-loop", "there is no loop in the match"))
    }
}

/// An answer to a question that the rule expects to be `wanted`.
fn expect(answer: Answer, wanted: bool, otherwise: impl FnOnce() -> Reason) -> Result<(), Reason> {
    match (answer, wanted) {
        (Answer::Unknown(reason), _) | (Answer::No(reason), true) => Err(reason),
        (Answer::Yes, false) => Err(otherwise()),
        _ => Ok(()),
    }
}

/// The first line of some source, for a reason.
fn short(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
