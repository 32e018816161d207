//! Predicates about types.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::file::OneOrMany;
use super::super::matching::{Bound, Code};
use super::flow::one_way_to_fail;
use super::{MOOT, Question, expect, short};
use crate::go::answer::{Answer, Reason};
use crate::go::facts::{Facts, Meaning, Read};
use crate::go::flow::{arguments, called};
use crate::go::gofmt;
use crate::go::kind::{Field, Kind};
use crate::go::known::TextAs;
use crate::go::scope::function_of;
use crate::go::syntax::Node;
use crate::go::types::{Basic, Home, Named, Type};
use crate::go::typing::Kinds;
use crate::go::uses::package_uses;
use crate::text::Span;

/// A kind of value, by its underlying type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    Bool,
    Int,
    Float,
    Complex,
    String,
    Slice,
    Array,
    ArrayPointer,
    Pointer,
    Map,
    Chan,
    Func,
    Struct,
    Interface,
}

impl Shape {
    fn kind(self) -> Kinds {
        match self {
            Shape::Bool => Kinds::Bool,
            Shape::Int => Kinds::Int,
            Shape::Float => Kinds::Float,
            Shape::Complex => Kinds::Complex,
            Shape::String => Kinds::String,
            Shape::Slice => Kinds::Slice,
            Shape::Array => Kinds::Array,
            Shape::ArrayPointer => Kinds::ArrayPointer,
            Shape::Pointer => Kinds::Pointer,
            Shape::Map => Kinds::Map,
            Shape::Chan => Kinds::Chan,
            Shape::Func => Kinds::Func,
            Shape::Struct => Kinds::Struct,
            Shape::Interface => Kinds::Interface,
        }
    }
}

/// The twin of a called function.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Mirror {
    /// What the first argument is for the function that is called.
    pub from: TextAs,
    /// The hole that is bound to the function to call instead.
    pub into: String,
}

pub(super) fn mirror(question: &mut Question<'_, '_>, wanted: &Mirror) -> Result<(), Reason> {
    let none = || Reason::new(MOOT, "the function is not known to have a twin");
    let (facts, call) = (question.facts, question.node()?);
    let callee = facts.callee(call).ok_or_else(none)?;
    let name = facts.known().mirror(wanted.from, &callee).ok_or_else(none)?;
    let function = called(call).ok_or_else(none)?;
    facts.has_twin(function, name).ok()?;
    let own = function.get(Field::Field).unwrap_or(function).span();
    let home = Span::new(function.span().start, own.start);
    let twin = format!("{}{name}", home.of(function.tree().text()));
    question.matched.bind(&wanted.into, Bound::Text(twin));
    Ok(())
}

pub(super) fn string_writer(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let (facts, writer) = (question.facts, question.node()?);
    let name = facts.full_name_of_type(writer);
    let answer = match name.as_deref().is_some_and(|name| facts.known().is_string_writer(name)) {
        true => facts.writes_strings(writer),
        false => {
            let text =
                format!("whether `WriteString` of `{}` does what `Write` does is not known", short(writer.text()));
            Answer::no("other-type", text)
        }
    };
    expect(answer, *wanted, || Reason::new("string-writer", "its `WriteString` does what its `Write` does"))
}

/// A field of a variable that was just made of a literal.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LeftOut {
    /// The hole of the variable.
    pub of: String,
    /// The hole of the elements of the literal.
    pub literal: String,
}

pub(super) fn left_out(question: &mut Question<'_, '_>, wanted: &LeftOut) -> Result<(), Reason> {
    let (facts, selector) = (question.facts, question.node()?.unparenthesized());
    let variable = question.matched.get(&wanted.of).and_then(Bound::node).and_then(|name| facts.scopes.local(name));
    let (operand, field) = (selector.get(Field::Operand), selector.get(Field::Field));
    let (Some(operand), Some(field)) = (operand.map(Node::unparenthesized), field.map(Node::text)) else {
        return Err(Reason::new(MOOT, "it is no field"));
    };
    if variable.is_none() || facts.scopes.local(operand) != variable {
        return Err(Reason::new(MOOT, "it is no field of the variable"));
    }
    let mut ty = facts.type_of(operand)?;
    if let Type::Pointer(inner) = &ty {
        ty = (**inner).clone();
    }
    // A field of an embedded struct may be behind a pointer, and have a value already.
    let own = matches!(facts.underlying(&ty)?, Type::Struct(fields) if fields.iter().any(|own| &*own.name == field));
    if !own {
        return Err(Reason::new("promoted", format!("`{field}` is a field of what is embedded")));
    }
    let elements = question.matched.get(&wanted.literal).map(Bound::nodes).unwrap_or_default();
    for element in elements {
        match element.get(Field::Key).filter(|_| element.is(Kind::KeyedElement)) {
            Some(key) if key.text() != field => {}
            _ => return Err(Reason::new("has-value", format!("`{}` may be its value", short(element.text())))),
        }
    }
    Ok(())
}

/// Elements of a literal as arguments of a call.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AsArguments {
    /// The hole that is bound to the arguments, as gofmt lays them out behind another one.
    pub into: String,
    /// The hole that is bound to how many they are.
    pub count: String,
}

pub(super) fn as_arguments(question: &mut Question<'_, '_>, wanted: &AsArguments) -> Result<(), Reason> {
    let elements = question.matched.get(question.hole).map(Bound::nodes).unwrap_or_default();
    let plain = |element: &Node<'_>| {
        element.only_child().filter(|value| element.is(Kind::LiteralElement) && !value.is(Kind::LiteralValue)).is_some()
    };
    if let Some(element) = elements.iter().find(|element| !plain(element)) {
        let text = format!("`{}` only means something in a literal", short(element.text()));
        return Err(Reason::new("literal-element", text));
    }
    let values: Vec<Node<'_>> = elements.iter().filter_map(|element| element.only_child()).collect();
    // Go leaves the order of operands open, and the elements of a literal are not those of a call to the compiler.
    one_way_to_fail(question.facts, &values)?;
    let code = listed(&values, 2)?;
    question.matched.bind(&wanted.count, Bound::Text(values.len().to_string()));
    question.matched.bind(&wanted.into, Bound::Code(code));
    Ok(())
}

pub(super) fn as_elements(question: &mut Question<'_, '_>, into: &str) -> Result<(), Reason> {
    let arguments = question.matched.get(question.hole).map(Bound::nodes).unwrap_or_default();
    if arguments.iter().any(|argument| argument.is(Kind::VariadicArgument)) {
        return Err(Reason::new(MOOT, "the elements of a slice are not written one by one"));
    }
    let code = listed(&arguments, 1)?;
    question.matched.bind(into, Bound::Code(code));
    Ok(())
}

pub(super) fn spread(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let node = question.node()?;
    match node.is(Kind::VariadicArgument) == *wanted {
        true => Ok(()),
        false => Err(Reason::new(MOOT, "the elements are handed over otherwise")),
    }
}

/// Pieces of code on one line, separated by commas, as gofmt lays them out at a depth.
fn listed(pieces: &[Node<'_>], depth: usize) -> Result<Code, Reason> {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        return Err(Reason::new(MOOT, "the list is empty"));
    };
    if Span::new(first.span().start, last.span().end).of(first.tree().text()).contains('\n') {
        let text = "the list runs over several lines, which says how it wants to be read";
        return Err(Reason::new("several-lines", text));
    }
    let laid_out = |piece: &Node<'_>| {
        let otherwise = || Reason::new("layout", format!("gofmt lays `{}` out otherwise there", short(piece.text())));
        gofmt::laid_out(*piece, depth).ok_or_else(otherwise)
    };
    let texts = pieces.iter().map(laid_out).collect::<Result<Vec<_>, _>>()?;
    Ok(Code { text: texts.join(", "), packages: Vec::new(), is_sum: false })
}

pub(super) fn kind(question: &mut Question<'_, '_>, wanted: &OneOrMany<Shape>) -> Result<(), Reason> {
    let node = question.node()?;
    let ty = type_of_value(question.facts, node)?;
    let kind = question.facts.kind_of(&ty)?;
    if wanted.as_slice().iter().any(|shape| shape.kind() == kind) {
        return Ok(());
    }
    let code = match kind {
        Kinds::Chan | Kinds::Func => "no-length",
        Kinds::TypeParam => "type-parameter",
        _ => "other-kind",
    };
    let (name, article) = (kind.name(), if kind.name().starts_with(['a', 'i']) { "an" } else { "a" });
    Err(Reason::new(code, format!("`{}` is {article} {name}", short(node.text()))))
}

/// The type that an expression has as a value: that of a constant without a type is its default. The name behind the dot of
/// a selector has the type of the whole.
fn type_of_value(facts: &Facts<'_>, node: Node<'_>) -> Result<Type, Reason> {
    let node = node.parent().filter(|_| node.field() == Field::Field).unwrap_or(node);
    let ty = facts.type_of(node)?;
    Ok(ty.default_type().unwrap_or(ty))
}

pub(super) fn exact(question: &mut Question<'_, '_>, wanted: &OneOrMany<String>) -> Result<(), Reason> {
    let node = question.node()?;
    let ty = type_of_value(question.facts, node)?;
    let name = ty.show(&unmistakable).to_string();
    if wanted.as_slice().iter().any(|wanted| canonical(wanted) == canonical(&name)) {
        return Ok(());
    }
    let wanted = wanted.as_slice().join("` or `");
    Err(Reason::new("other-type", format!("`{}` is of type `{ty}`, not `{wanted}`", short(node.text()))))
}

/// The name of a type as no other type has it: one that the program declares is never that of a predeclared type, and
/// the path of a package tells it from others of the same name.
pub(super) fn unmistakable(named: &Named) -> String {
    match &named.home {
        Home::Universe => named.name.to_string(),
        Home::Import(path) => format!("{path}.{}", named.name),
        Home::Here | Home::Local(_) => format!("./{}", named.name),
    }
}

/// `byte` and `rune` are other names of the same types.
fn canonical(ty: &str) -> String {
    for prefix in ["[]", "*"] {
        if let Some(element) = ty.strip_prefix(prefix) {
            return format!("{prefix}{}", canonical(element));
        }
    }
    match ty {
        "byte" => "uint8".into(),
        "rune" => "int32".into(),
        "any" => "interface{}".into(),
        _ => ty.into(),
    }
}

/// How the bytes of an integer are appended.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FixedSize {
    /// The hole that is bound to the method of a byte order, such as `AppendUint32`.
    pub append: String,
    /// The hole that is bound to the integer as that method takes it, without a sign.
    pub bits: String,
    /// The hole that is bound to how many bytes it has.
    pub bytes: String,
}

pub(super) fn fixed_size(question: &mut Question<'_, '_>, wanted: &FixedSize) -> Result<(), Reason> {
    let (node, facts) = (question.node()?, question.facts);
    let ty = facts.type_of(node)?;
    let (bytes, unsigned) = match facts.underlying(&ty)?.basic() {
        Some(Basic::Int16 | Basic::Uint16) => (2, Basic::Uint16),
        Some(Basic::Int32 | Basic::Uint32) => (4, Basic::Uint32),
        Some(Basic::Int64 | Basic::Uint64) => (8, Basic::Uint64),
        _ => {
            let text = format!("`{}` is of type `{ty}`, not an integer of 2, 4 or 8 bytes", short(node.text()));
            return Err(Reason::new("other-type", text));
        }
    };
    let bits = match ty.is(unsigned) {
        true => Bound::Node(node),
        false => {
            not_negative(facts, node)?;
            if !matches!(facts.meaning_at(unsigned.name(), node.span().start), Meaning::Universe) {
                let text = format!("`{}` means something else here", unsigned.name());
                return Err(Reason::new("shadowed-name", text));
            }
            // From one integer to another by way of a third of the same size is the same as at once.
            let inner = converted(facts, node).filter(|inner| {
                let kind = facts.type_of(*inner).and_then(|ty| facts.kind_of(&ty));
                matches!(kind, Ok(Kinds::Int)) && facts.shift_without_type(*inner).is_none()
            });
            let text = format!("{}({})", unsigned.name(), inner.unwrap_or(node).text());
            Bound::Code(Code { text, packages: Vec::new(), is_sum: false })
        }
    };
    question.matched.bind(&wanted.append, Bound::Text(format!("AppendUint{}", 8 * bytes)));
    question.matched.bind(&wanted.bytes, Bound::Text(bytes.to_string()));
    question.matched.bind(&wanted.bits, bits);
    Ok(())
}

/// No constant below 0, which has no conversion to a type without a sign.
fn not_negative(facts: &Facts<'_>, node: Node<'_>) -> Result<(), Reason> {
    match facts.is_constant(node) {
        Answer::No(_) => Ok(()),
        Answer::Unknown(reason) => Err(reason),
        Answer::Yes => match facts.constant_value(node).and_then(|value| value.as_int()) {
            Some(0..) => Ok(()),
            _ => {
                let text = format!("the constant `{}` may be negative", short(node.text()));
                Err(Reason::new("negative-constant", text))
            }
        },
    }
}

/// What a conversion converts.
fn converted<'t>(facts: &Facts<'t>, node: Node<'t>) -> Option<Node<'t>> {
    let function = called(node)?;
    let is_type = matches!(facts.is_type(function), Answer::Yes);
    node.get(Field::Arguments).filter(|_| is_type).and_then(Node::only_child)
}

pub(super) fn elements(question: &mut Question<'_, '_>, wanted: &OneOrMany<Shape>) -> Result<(), Reason> {
    let (node, facts) = (question.node()?, question.facts);
    let element = facts.element(&type_of_value(facts, node)?)?;
    let kind = facts.kind_of(&element)?;
    if wanted.as_slice().iter().any(|shape| shape.kind() == kind) {
        return Ok(());
    }
    Err(Reason::new("other-elements", format!("the elements of `{}` are of type `{element}`", short(node.text()))))
}

pub(super) fn keys(question: &mut Question<'_, '_>, wanted: &OneOrMany<Shape>) -> Result<(), Reason> {
    let (node, facts) = (question.node()?, question.facts);
    let key = facts.key(&type_of_value(facts, node)?)?;
    let kind = facts.kind_of(&key)?;
    if wanted.as_slice().iter().any(|shape| shape.kind() == kind) {
        return Ok(());
    }
    Err(Reason::new("other-keys", format!("the keys of `{}` are of type `{key}`", short(node.text()))))
}

pub(super) fn pointers_in_elements(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let (node, facts) = (question.node()?, question.facts);
    let element = facts.element(&type_of_value(facts, node)?)?;
    expect(facts.has_pointers(&element), *wanted, || {
        Reason::new("keeps-alive", format!("a `{element}` may keep other memory from being freed"))
    })
}

pub(super) fn elements_as(question: &mut Question<'_, '_>, other: &str) -> Result<(), Reason> {
    let (node, facts) = (question.node()?, question.facts);
    let other = question
        .matched
        .get(other)
        .and_then(Bound::node)
        .ok_or_else(|| Reason::new("not-one-node", format!("`${other}` is not one piece of code")))?;
    let element = |node| facts.element(&type_of_value(facts, node)?);
    facts.identical(&element(node)?, &element(other)?).ok()
}

pub(super) fn implements_error(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let (node, facts) = (question.node()?, question.facts);
    let answer = facts.implements(&facts.type_of(node)?, &Type::error());
    expect(answer, *wanted, || Reason::new("an-error", format!("`{}` implements `error`", short(node.text()))))
}

pub(super) fn asserted_alike(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (node, facts) = (question.node()?, question.facts);
    match facts.type_of(node)? {
        Type::Pointer(_) | Type::Named(_) | Type::Interface(_) => Ok(()),
        ty => Err(Reason::new("unnamed-type", format!("values of other types can be assigned to a `{ty}` too"))),
    }
}

/// A value that fmt prints by calling its `String` method: it has that one and none that comes before it, and is neither a
/// pointer nor an interface, which may be nil.
pub(super) fn stringer(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (node, facts) = (question.node()?, question.facts);
    let ty = type_of_value(facts, node)?;
    let shown = short(node.text());
    if matches!(facts.kind_of(&ty)?, Kinds::Pointer | Kinds::ArrayPointer | Kinds::Interface | Kinds::TypeParam) {
        return Err(Reason::new("may-be-nil", format!("`{shown}` is a `{ty}`, which may be nil or hold anything")));
    }
    facts.method_set_has(&ty, "String").ok()?;
    let other = |what: &str| Reason::new("other-type", format!("`{shown}` is a `{ty}`, {what}"));
    if facts.member_of(&ty, "String")?.to_string() != "func() string" {
        return Err(other("whose `String` is another method than fmt calls"));
    }
    // It stands for the value that it holds.
    if ty.show(&unmistakable).to_string() == "reflect.Value" {
        return Err(other("for which fmt prints what it holds"));
    }
    for name in ["Error", "Format"] {
        match facts.method_set_has(&ty, name) {
            Answer::No(_) => {}
            Answer::Yes => return Err(other(&format!("whose `{name}` comes before its `String`"))),
            Answer::Unknown(reason) => return Err(reason),
        }
    }
    Ok(())
}

pub(super) fn key_spelled(question: &mut Question<'_, '_>, hole: &str) -> Result<(), Reason> {
    let facts = question.facts;
    let key = facts.key(&facts.type_of(question.node()?)?)?;
    spell_part(question, &key, hole)
}

pub(super) fn element_spelled(question: &mut Question<'_, '_>, hole: &str) -> Result<(), Reason> {
    let facts = question.facts;
    let element = facts.element(&facts.type_of(question.node()?)?)?;
    spell_part(question, &element, hole)
}

/// As [`spell`], for a type that may come to stand at the end of the type of a conversion, where a function would take what is
/// converted for its results.
fn spell_part(question: &mut Question<'_, '_>, ty: &Type, hole: &str) -> Result<(), Reason> {
    match ty.to_string().contains("func(") {
        false => spell(question, ty, hole),
        true => Err(Reason::new("cannot-name-type", format!("a conversion to `[]{ty}` needs parentheses"))),
    }
}

/// Binds a hole to a type as it is written at the match.
fn spell(question: &mut Question<'_, '_>, ty: &Type, hole: &str) -> Result<(), Reason> {
    let text = question.facts.type_text_at(ty, question.matched.node)?;
    // What the match declares may have the name of the type, and stand in front of where it is written.
    let statements = std::iter::successors(Some(question.matched.node), |node| node.next());
    let inside = statements.take_while(|node| node.span().start < question.matched.span.end);
    if let Some(last) = inside.last().filter(|last| *last != question.matched.node) {
        let there = question.facts.type_text_at(ty, last)?;
        if there != text {
            return Err(Reason::new("cannot-name-type", format!("`{text}` means something else further down")));
        }
    }
    // Nobody wants to read fields or methods in the middle of a line, nor would gofmt leave them there.
    if text.replace("struct{}", "").replace("interface{}", "").contains('{') {
        return Err(Reason::new("no-name", format!("`{ty}` has no name")));
    }
    question.matched.bind(hole, Bound::Text(text));
    Ok(())
}

pub(super) fn spelled(question: &mut Question<'_, '_>, hole: &str) -> Result<(), Reason> {
    let node = question.node()?;
    let ty = question.facts.type_of(node)?;
    spell(question, &ty, hole)
}

pub(super) fn copyable(question: &mut Question<'_, '_>, limit: &u64) -> Result<(), Reason> {
    let facts = question.facts;
    let ty = facts.type_of(question.node()?)?;
    if facts.kind_of(&ty)? != Kinds::Struct {
        return Err(Reason::new("not-a-struct", format!("`{ty}` is not a struct")));
    }
    may_be_copied(facts, ty, *limit)
}

pub(super) fn copyable_elements(question: &mut Question<'_, '_>, limit: &u64) -> Result<(), Reason> {
    let facts = question.facts;
    let element = facts.element(&facts.type_of(question.node()?)?)?;
    may_be_copied(facts, element, *limit)
}

fn may_be_copied(facts: &Facts<'_>, ty: Type, limit: u64) -> Result<(), Reason> {
    match facts.contains_lock(&ty) {
        Answer::No(_) => {}
        Answer::Yes => {
            return Err(Reason::new("contains-lock", format!("`{ty}` holds a lock, which must not be copied")));
        }
        Answer::Unknown(reason) => return Err(reason),
    }
    let Some(size) = facts.size_of(&ty, 8) else {
        return Err(Reason::new("unknown-size", format!("the size of `{ty}` is not known")));
    };
    if size > limit {
        return Err(Reason::new("too-large", format!("`{ty}` has {size} bytes, more than {limit}")));
    }
    Ok(())
}

pub(super) fn passed_alike(question: &mut Question<'_, '_>, hole: &str) -> Result<(), Reason> {
    let facts = question.facts;
    let parameter = question.node()?;
    let function = function_of(parameter);
    let lists = (function.get(Field::Name), function.get(Field::Parameters));
    let (Some(name), Some(list)) = lists else { return Err(Reason::new("syntax", "it is no parameter")) };
    let names = list.children().flat_map(Node::children).filter(|node| node.field() == Field::Name);
    let index = names.take_while(|name| *name != parameter).count();
    let mut passed: Option<Type> = None;
    for (place, used) in package_uses(facts.package, name.text())? {
        let parsed = facts.package.files[place.file]
            .parsed(place.decl)
            .map_err(|_| Reason::new("too-deep", "a call is nested too deep"))?;
        let there = Facts::new(facts.package, place, parsed);
        let call = used.parent().filter(|call| call.is(Kind::CallExpression) && called(*call) == Some(used));
        let argument = call.and_then(|call| arguments(call).nth(index));
        let Some(argument) = argument else {
            return Err(Reason::new("unknown-use", format!("`{}` is used otherwise than called", name.text())));
        };
        let ty = there.type_of(argument)?;
        facts.note_read(Read { file: place.file, span: argument.span(), words: None });
        for read in there.take_reads() {
            facts.note_read(read);
        }
        match &passed {
            None => passed = Some(ty),
            Some(first) if *first == ty => {}
            Some(first) => {
                return Err(Reason::new(
                    "other-type",
                    format!("`{first}` and `{ty}` are passed for `{}`", parameter.text()),
                ));
            }
        }
    }
    let Some(ty) = passed else { return Err(Reason::new("no-call", format!("nothing calls `{}`", name.text()))) };
    let kind = facts.kind_of(&ty)?;
    let is_box = matches!(kind, Kinds::Bool | Kinds::Int | Kinds::Float | Kinds::Complex | Kinds::String)
        || matches!(kind, Kinds::Slice | Kinds::Array | Kinds::Struct);
    // Of one byte there is a table, and of none nothing to copy.
    if !is_box || facts.size_of(&ty, 8).is_none_or(|size| size < 2) {
        return Err(Reason::new("not-boxed", format!("`{ty}` fits into an interface as it is")));
    }
    // A parameter of a type with a lock is what `go vet` complains of.
    if !matches!(facts.contains_lock(&ty), Answer::No(_)) {
        return Err(Reason::new("contains-lock", format!("`{ty}` may hold a lock, which must not be copied")));
    }
    for (file, source) in facts.package.files.iter().enumerate() {
        let span = Span::new(0, source.source.text.len() as u32);
        facts.note_read(Read { file, span, words: Some(vec![name.text().to_string()]) });
    }
    spell(question, &ty, hole)
}
