//! Which functions the Go compiler surely does not inline.
//!
//! The compiler (`cmd/compile/internal/inline`, read and checked for Go 1.26) walks the body of a function and takes one from a budget
//! of 80 for each node of its own tree, more for calls. It gives up at once on `defer`, `go` and `recover`. Here nodes are
//! counted that surely are nodes there too; whatever constant folding or dead code could make disappear is left out. The
//! answer is yes only far above the budget: an experiment of the compiler doubles it. A profile (`default.pgo`) raises it
//! to 2,000 for hot functions, which nobody can see from here.

use super::shape::Shape;
use super::uses::{is_called, operator};
use super::{arguments, called, quote, statements};
use crate::go::answer::Answer;
use crate::go::facts::{Facts, Meaning};
use crate::go::kind::{Field, Kind};
use crate::go::scope::is_name;
use crate::go::split::DeclKind;
use crate::go::syntax::Node;

/// Twice the compiler's budget: what is surely above it is surely not inlined.
const SURE: u32 = 160;

/// What the compiler takes for a call that it does not inline.
const CALL: u32 = 57;

/// How many functions are followed one into the other.
const CALLEES: u8 = 2;

impl<'p> Facts<'p> {
    /// Whether the compiler surely does not inline a function, whatever its callers and build flags are, profiles apart.
    pub fn surely_not_inlined(&self, function: Node<'p>) -> Answer {
        let name = function.get(Field::Name).map_or("func", Node::text);
        if !matches!(function.kind(), Kind::FunctionDeclaration | Kind::MethodDeclaration) {
            // A literal that is called once may have ten times the budget.
            return Answer::unknown("may-be-inlined", format!("`{}` is a function literal", quote(function)));
        }
        let decl = self.file.decl(self.place.decl);
        let text = self.tree.text();
        self.note(function.span());
        let doc = &text[decl.doc.min(function.span().start) as usize..function.span().start as usize];
        if doc.lines().any(|line| line.trim_end() == "//go:noinline") {
            return Answer::Yes;
        }
        let Some(body) = function.get(Field::Body).filter(|_| !function.is_broken()) else {
            return Answer::unknown("may-be-inlined", format!("the body of `{name}` is not here"));
        };
        match self.inline_cost(body, CALLEES) {
            None => Answer::Yes,
            Some(cost) if cost > SURE => Answer::Yes,
            Some(cost) => {
                let text =
                    format!("`{name}` has a cost of at least {cost}, and up to {SURE} the compiler may inline it");
                Answer::unknown("may-be-inlined", text)
            }
        }
    }

    /// A cost in the compiler's own units that the body of a function surely has; none if the body holds something that
    /// is never inlined whatever it costs.
    pub fn inline_cost_at_least(&self, body: Node<'p>) -> Option<u32> {
        self.inline_cost(body, CALLEES)
    }

    fn inline_cost(&self, body: Node<'p>, callees: u8) -> Option<u32> {
        let mut cost = Cost { count: 0, impossible: false, callees };
        self.block_cost(body, &mut cost);
        (!cost.impossible).then_some(cost.count)
    }

    /// Whether a call surely stays a call: it names a function of this package that is itself surely not inlined.
    fn stays_a_call(&self, function: Node<'p>, callees: u8) -> bool {
        let Some(callees) = callees.checked_sub(1) else { return false };
        let Some(Meaning::Package(&[place])) = is_name(function).then(|| self.meaning(function)) else { return false };
        // A function that calls itself would be counted again and again.
        if place == self.place {
            return false;
        }
        let Some(other) = self.other(place) else { return false };
        let declaration = other.tree.root().child(Kind::FunctionDeclaration);
        let Some(body) = declaration.filter(|node| !node.is_broken()).and_then(|node| node.get(Field::Body)) else {
            return false;
        };
        let stays = other.inline_cost(body, callees).is_none_or(|cost| cost > SURE);
        self.absorb(&other);
        stays
    }

    fn block_cost(&self, block: Node<'p>, cost: &mut Cost) {
        for statement in statements(block) {
            self.statement_cost(statement, cost);
            // What follows is dead code, which the compiler drops first.
            if self.may_end(statement) {
                break;
            }
        }
    }

    fn statement_cost(&self, statement: Node<'p>, cost: &mut Cost) {
        let part = |field: Field| statement.get(field);
        match statement.kind() {
            Kind::Block | Kind::StatementList => self.block_cost(statement, cost),
            Kind::GoStatement | Kind::DeferStatement => cost.impossible = true,
            Kind::LabeledStatement => {
                for inner in statement.children().filter(|inner| inner.field() != Field::Label) {
                    self.statement_cost(inner, cost);
                }
            }
            Kind::IfStatement => {
                if let Some(start) = part(Field::Initializer) {
                    self.statement_cost(start, cost);
                }
                let Some(condition) = part(Field::Condition).filter(|c| self.surely_varies(*c)) else { return };
                cost.count += 1;
                self.expr_cost(condition, cost);
                for branch in [part(Field::Consequence), part(Field::Alternative)].into_iter().flatten() {
                    self.statement_cost(branch, cost);
                }
            }
            Kind::ForStatement => {
                let head = statement.children().find(|head| head.field() != Field::Body);
                let condition = match head.map(|head| (head, head.kind())) {
                    None => None,
                    Some((clause, Kind::ForClause)) => clause.get(Field::Condition),
                    // Iterators turn the body into a function of its own.
                    Some((clause, Kind::RangeClause)) => {
                        let plain = clause
                            .get(Field::Right)
                            .is_some_and(|operand| self.shape(operand).is_ok_and(|shape| shape != Shape::Func));
                        if !plain {
                            return;
                        }
                        None
                    }
                    Some((condition, _)) => Some(condition),
                };
                if condition.is_some_and(|condition| !self.surely_varies(condition)) {
                    return;
                }
                cost.count += 1;
                if let Some(condition) = condition {
                    self.expr_cost(condition, cost);
                }
                if let Some(body) = part(Field::Body) {
                    self.block_cost(body, cost);
                }
            }
            Kind::ExpressionSwitchStatement | Kind::TypeSwitchStatement | Kind::SelectStatement => {
                if let Some(start) = part(Field::Initializer) {
                    self.statement_cost(start, cost);
                }
                if !self.keeps_clauses(statement) {
                    return;
                }
                cost.count += 1;
                if let Some(tag) = part(Field::Value) {
                    self.expr_cost(tag, cost);
                }
                for clause in statement.children() {
                    self.block_cost(clause, cost);
                }
            }
            Kind::ReturnStatement
            | Kind::AssignmentStatement
            | Kind::ShortVarDeclaration
            | Kind::IncStatement
            | Kind::DecStatement
            | Kind::SendStatement => {
                cost.count += 1;
                for inner in statement.children() {
                    if inner.is(Kind::ExpressionList) && inner.field() != Field::Left {
                        self.values_cost(inner, cost);
                    } else {
                        self.expr_cost(inner, cost);
                    }
                }
            }
            Kind::ExpressionStatement => {
                for inner in statement.children() {
                    self.expr_cost(inner, cost);
                }
            }
            _ => {}
        }
    }

    /// Counts the values of a list, each of which is a node at least.
    fn values_cost(&self, list: Node<'p>, cost: &mut Cost) {
        for value in list.children() {
            let before = cost.count;
            self.expr_cost(value, cost);
            cost.count = cost.count.max(before + 1);
        }
    }

    /// Whether all clauses of a `switch` or `select` are kept: nothing that decides between them may be constant.
    fn keeps_clauses(&self, statement: Node<'p>) -> bool {
        match (statement.kind(), statement.get(Field::Value)) {
            (Kind::SelectStatement, _) => true,
            // The types of a generic function may settle it.
            (Kind::TypeSwitchStatement, _) => !statement.ancestors().any(|up| {
                let generic_receiver = || {
                    let receiver = up.get(Field::Receiver);
                    receiver.is_some_and(|receiver| receiver.subtree().any(|node| node.is(Kind::TypeArguments)))
                };
                up.get(Field::TypeParameters).is_some() || generic_receiver()
            }),
            (_, Some(tag)) => self.surely_varies(tag),
            (_, None) => statement
                .children()
                .filter_map(|clause| clause.get(Field::Value).filter(|_| clause.is(Kind::ExpressionCase)))
                .flat_map(Node::children)
                .all(|condition| self.surely_varies(condition)),
        }
    }

    /// Counts the variables and operations of an expression that no folding can remove.
    fn expr_cost(&self, expr: Node<'p>, cost: &mut Cost) {
        match expr.kind() {
            // Its body is not part of this function's cost, and a literal that is called on the spot may cost little.
            Kind::FuncLiteral => return,
            Kind::CallExpression => {
                if let Some(name) = self.builtin_called(expr) {
                    match name {
                        "recover" => cost.impossible = true,
                        // Constants, when their operand is an array or their operands are constants.
                        "len" | "cap" if !self.surely_varies(expr) => return,
                        "min" | "max" | "real" | "imag" | "complex" => return,
                        _ => {}
                    }
                }
                // What may be a conversion costs nothing of its own.
                let converts = !self.surely_calls(expr);
                if self.callee(expr).is_some_and(|name| name.starts_with("unsafe.")) {
                    return;
                }
                cost.count += u32::from(!converts);
                if !converts && called(expr).is_some_and(|function| self.stays_a_call(function, cost.callees)) {
                    cost.count += CALL;
                }
                if !converts && self.builtin_called(expr).is_none() {
                    for inner in expr.children() {
                        match inner.is(Kind::ArgumentList) {
                            true => self.values_cost(inner, cost),
                            false => self.expr_cost(inner, cost),
                        }
                    }
                    return;
                }
            }
            // Taking the address of a field gets a refund.
            Kind::UnaryExpression if operator(expr) == "&" => return,
            // Superfluous bounds get a refund.
            Kind::SliceExpression => {
                if let Some(operand) = expr.get(Field::Operand) {
                    self.expr_cost(operand, cost);
                }
                return;
            }
            Kind::IndexExpression => cost.count += u32::from(self.surely_varies(expr)),
            Kind::CompositeLiteral | Kind::TypeInstantiationExpression => return,
            // A sum of strings is one node however many there are.
            Kind::BinaryExpression => cost.count += u32::from(operator(expr) != "+" && self.surely_varies(expr)),
            Kind::SelectorExpression => {
                // The address of a field, also one that a call or a slice takes silently, gets a refund.
                let silent = expr
                    .parent()
                    .is_some_and(|up| matches!(up.kind(), Kind::SelectorExpression | Kind::SliceExpression));
                let is_field = !is_called(expr) && !silent;
                cost.count += u32::from(is_field && self.surely_varies(expr));
            }
            Kind::TypeConversionExpression => {
                if let Some(operand) = expr.get(Field::Operand) {
                    self.expr_cost(operand, cost);
                }
                return;
            }
            _ if is_name(expr) => {
                if let Some(local) = self.scopes.local(expr) {
                    cost.count += u32::from(self.is_variable(local));
                }
                return;
            }
            _ => {}
        }
        for inner in expr.children() {
            self.expr_cost(inner, cost);
        }
    }

    /// Whether an expression surely is no constant, so that the compiler keeps what depends on it.
    fn surely_varies(&self, expr: Node<'p>) -> bool {
        let expr = expr.unparenthesized();
        let part = |field: Field| expr.get(field).is_some_and(|part| self.surely_varies(part));
        match expr.kind() {
            Kind::Identifier => match self.meaning(expr) {
                Meaning::Local(local) => self.is_variable(local),
                Meaning::Package(&[place]) => self.package.at(place).1.kind == DeclKind::Var,
                _ => false,
            },
            Kind::UnaryExpression => part(Field::Operand),
            // `false && x` is constant, and so is `x && false`.
            Kind::BinaryExpression if matches!(operator(expr), "&&" | "||") => part(Field::Left) && part(Field::Right),
            Kind::BinaryExpression => part(Field::Left) || part(Field::Right),
            Kind::SelectorExpression | Kind::IndexExpression => part(Field::Operand),
            Kind::CallExpression => {
                if let Some(name) = self.builtin_called(expr) {
                    // The length of an array is a constant.
                    let sized = |operand| {
                        self.shape(operand)
                            .is_ok_and(|shape| matches!(shape, Shape::Slice | Shape::String | Shape::Map))
                    };
                    let operand = arguments(expr).next().filter(|operand| self.surely_varies(*operand));
                    return matches!(name, "len" | "cap") && operand.is_some_and(sized);
                }
                let is_unsafe = self.callee(expr).is_some_and(|name| name.starts_with("unsafe."));
                // A converted constant is a constant.
                !is_unsafe && (self.surely_calls(expr) || arguments(expr).any(|argument| self.surely_varies(argument)))
            }
            _ => false,
        }
    }

    /// Whether what looks like a call surely is one, or one of a builtin, and no conversion.
    fn surely_calls(&self, call: Node<'p>) -> bool {
        let Some(function) = called(call) else { return false };
        match function.kind() {
            Kind::Identifier => match self.meaning(function) {
                Meaning::Local(local) => self.is_variable(local),
                Meaning::Package(&[place]) => matches!(self.package.at(place).1.kind, DeclKind::Func | DeclKind::Var),
                Meaning::Universe => !self.names_type(function),
                _ => false,
            },
            // A method; of another package it may be a type.
            Kind::SelectorExpression => {
                let operand = function.get(Field::Operand).map(Node::unparenthesized);
                operand.is_some_and(|operand| !is_name(operand) || self.surely_varies(operand))
            }
            _ => false,
        }
    }

    /// Whether the compiler may take what stands behind a statement for dead code. Says yes more often than that is so.
    fn may_end(&self, statement: Node<'p>) -> bool {
        let ends = |block: Node<'p>| statements(block).any(|inner| self.may_end(inner));
        let varies = |field: Field| statement.get(field).is_some_and(|condition| self.surely_varies(condition));
        match statement.kind() {
            Kind::ReturnStatement
            | Kind::GotoStatement
            | Kind::BreakStatement
            | Kind::ContinueStatement
            | Kind::FallthroughStatement => true,
            Kind::ExpressionStatement => {
                statement.only_child().and_then(called).is_some_and(|function| function.text() == "panic")
            }
            Kind::Block => ends(statement),
            Kind::LabeledStatement => statement.children().any(|inner| self.may_end(inner)),
            Kind::IfStatement => {
                let then = statement.get(Field::Consequence).is_some_and(ends);
                let other = statement.get(Field::Alternative).is_some_and(|other| self.may_end(other));
                // A constant condition leaves one branch only.
                if varies(Field::Condition) { then && other } else { then || other }
            }
            // A loop whose condition is missing or constant ends by a `break` or not at all.
            Kind::ForStatement => {
                let head = statement.children().find(|head| head.field() != Field::Body);
                match head.map(|head| (head, head.kind())) {
                    Some((_, Kind::RangeClause)) => false,
                    Some((clause, Kind::ForClause)) => {
                        !clause.get(Field::Condition).is_some_and(|condition| self.surely_varies(condition))
                    }
                    Some((condition, _)) => !self.surely_varies(condition),
                    None => true,
                }
            }
            Kind::ExpressionSwitchStatement | Kind::TypeSwitchStatement | Kind::SelectStatement => {
                let is_clause = |node: &Node<'p>| {
                    matches!(
                        node.kind(),
                        Kind::ExpressionCase | Kind::TypeCase | Kind::DefaultCase | Kind::CommunicationCase
                    )
                };
                let mut clauses = statement.children().filter(is_clause);
                if self.keeps_clauses(statement) { clauses.all(ends) } else { clauses.any(ends) }
            }
            _ => false,
        }
    }
}

/// What has been counted.
struct Cost {
    count: u32,
    impossible: bool,
    /// How many functions may still be followed one into the other.
    callees: u8,
}
