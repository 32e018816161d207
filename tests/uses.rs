//! Where names are used, over tables of files.
//!
//! In the texts every use that is to be found is written as `‹name›`; the marks are taken out before anybody reads them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use allocfix::go::package::{File, Package};
use allocfix::go::source::Source;
use allocfix::go::split::split;
use allocfix::go::uses::{Place, WorkspaceUses, package_uses, workspace_uses};
use allocfix::go::world::{Places, World};
use allocfix::text::Span;

/// The files of a text in which lines `-- path --` stand in front of each, and the places that are marked in them.
fn table(text: &str) -> (BTreeMap<PathBuf, Vec<u8>>, Vec<Place>) {
    let mut files: BTreeMap<PathBuf, Vec<u8>> = BTreeMap::new();
    let mut marked = Vec::new();
    let mut last = PathBuf::new();
    for line in text.split_inclusive('\n') {
        if let Some(path) = line.strip_prefix("-- ").and_then(|rest| rest.trim_end().strip_suffix(" --")) {
            last = path.into();
            files.insert(last.clone(), Vec::new());
            continue;
        }
        let bytes = files.get_mut(&last).unwrap();
        let mut start = 0;
        for char in line.chars() {
            match char {
                '‹' => start = bytes.len() as u32,
                '›' => marked.push(Place { path: last.clone(), span: Span::new(start, bytes.len() as u32) }),
                _ => bytes.extend(char.encode_utf8(&mut [0; 4]).as_bytes()),
            }
        }
    }
    marked.sort();
    (files, marked)
}

fn show(files: &BTreeMap<PathBuf, Vec<u8>>, places: &[Place]) -> Vec<String> {
    let line = |place: &Place| {
        let text = std::str::from_utf8(&files[&place.path]).unwrap();
        let number = text[..place.span.start as usize].lines().count();
        format!("{}:{number}: {}", place.path.display(), text.lines().nth(number - 1).unwrap().trim())
    };
    places.iter().map(line).collect()
}

/// The uses in the package of the first file; all files are in its folder.
fn in_package(text: &str, name: &str) -> Result<(Vec<String>, Vec<String>), String> {
    let (files, marked) = table(text);
    let read = |(path, bytes): (&PathBuf, &Vec<u8>)| {
        let source = Source::read(bytes.clone()).unwrap();
        let split = split(&source.text);
        File::new(path.clone(), source, split, None)
    };
    let package = Package::group(files.iter().map(read).collect()).into_iter().find(|package| package.name == "p");
    let package = package.unwrap();
    let uses = package_uses(&package, name).map_err(|reason| reason.code)?;
    let place = |(place, node): &(allocfix::go::package::DeclRef, allocfix::go::syntax::Node<'_>)| Place {
        path: package.files[place.file].path.clone(),
        span: node.span(),
    };
    let found: Vec<Place> = uses.iter().map(place).collect();
    Ok((show(&files, &found), show(&files, &marked)))
}

fn in_workspace(text: &str, folder: &str, name: &str) -> Result<WorkspaceUses, String> {
    let (files, _) = table(text);
    let world = World::new(Arc::new(files), Places::default());
    workspace_uses(&world, Path::new(folder), None, name).map_err(|reason| reason.code)
}

#[track_caller]
fn check(text: &str, folder: &str, name: &str, outside: bool) {
    let (files, marked) = table(text);
    let uses = in_workspace(text, folder, name).unwrap();
    assert_eq!(show(&files, &uses.places), show(&files, &marked));
    assert_eq!(uses.places, marked);
    assert_eq!(uses.outside.is_some(), outside, "{:?}", uses.outside);
}

const PACKAGE: &str = "\
-- a.go --
package p

// size is a word in a comment.
var size = 1

type box struct {
	size int
	f    func(size int) string
}

type row [4]int

func (b box) Size() int { return b.size + ‹size› }

func size2() int {
	size := ‹size›
	size++
	return size
}

func shadowed(size int) (n int) { return size }

func keys() {
	_ = box{size: ‹size›}
	_ = &box{size: 1}
	_ = []box{{size: 2}}
	_ = []*box{{size: 2}}
	_ = map[int]string{‹size›: \"size\"}
	_ = row{‹size›: 1}
	_ = map[box]int{{size: ‹size›}: 1}
	_ = func() int { return ‹size› }
size:
	for range ‹size› {
		continue size
	}
	if size := ‹size›; size > 0 {
		_ = size
	}
	_ = ‹size›
}
-- a_test.go --
package p

var inTest = ‹size›
-- b_windows.go --
package p

func f() { _ = ‹size› }
-- c_test.go --
package p_test

var size = 2
var y = size
";

#[test]
fn a_package_tells_all_uses_of_a_name() {
    let (found, marked) = in_package(PACKAGE, "size").unwrap();
    assert_eq!(found, marked);
    assert_eq!(found.len(), 12);
}

#[test]
fn what_may_hide_a_use_is_a_reason() {
    for (more, code) in [
        ("-- b.go --\npackage p\n\nfunc f() { return size + }\n", "broken-use"),
        ("-- b.go --\npackage p\n\nimport _ \"unsafe\"\n\n//go:linkname size other.size\n", "linkname"),
        ("-- b.go --\npackage p\n\nimport \"C\"\n\n//export size\nfunc g()\n", "cgo"),
        ("-- b.go --\npackage p\n\nimport size \"strings\"\n\nvar x = size.Fields\n", "build-variants"),
        ("-- b.go --\npackage p\n\nimport \"x.y/z\"\n\nvar x = z.T{size: 1}\n", "unknown-import"),
    ] {
        let text = format!("-- a.go --\npackage p\n\nvar size = 1\n{more}");
        assert_eq!(in_package(&text, "size").unwrap_err(), code, "{more}");
    }
    assert_eq!(in_package("-- a.go --\npackage p\n", "size").unwrap_err(), "undeclared-name");
    // A word that is broken off elsewhere does no harm.
    let other = "-- a.go --\npackage p\n\nvar size = ‹size2›\n\nvar size2 = 1\n\nfunc f() { return size + }\n";
    let (found, marked) = in_package(other, "size2").unwrap();
    assert_eq!(found, marked);
}

const MODULE: &str = "\
-- /m/go.mod --
module example.com/m

go 1.21
-- /m/p/p.go --
package p

type Limit int

func New() ‹Limit› { return ‹Limit›(1) }
-- /m/p/p_test.go --
package p_test

import (
	. \"example.com/m/p\"
	other \"example.com/m/p\"
)

var a ‹Limit›
var b other.‹Limit›

func f(Limit int) { _ = Limit }
-- /m/q/q.go --
package q

import \"example.com/m/p\"

type Limit p.‹Limit›

type T struct{ p.‹Limit› }

func g(t T) {
	_ = t.Limit
	_ = T{Limit: p.‹Limit›(2)}
	_ = p.‹Limit›(1)
	_ = []p.‹Limit›{}
	_ = Limit(3)
	var p struct{ Limit int }
	_ = p.Limit
}
-- /m/q/testdata/d.go --
package d

import x \"example.com/m/p\"

func h[T ~int](l x.‹Limit›) *x.‹Limit› { return nil }
-- /m/r/r.go --
package r

import \"example.com/other/p\"

var Limit = p.Limit
-- /m/vendor/example.com/other/p/p.go --
package p

var Limit = 1
-- /m/nested/go.mod --
module example.com/m/nested
-- /m/nested/n.go --
package nested

import \"example.com/m/p\"

var x p.Limit
-- /m/.git/x.go --
package x

import \"example.com/m/p\"

var x p.Limit
";

#[test]
fn a_workspace_tells_all_uses_of_a_name() {
    check(MODULE, "/m/p", "Limit", true);
    let internal = MODULE.replace("/m/p", "/m/q/internal/p");
    check(&internal, "/m/q/internal/p", "Limit", false);
    let internal = MODULE.replace("/m/p", "/m/internal/p");
    check(&internal, "/m/internal/p", "Limit", true);
    let command = "\
-- /m/go.mod --
module m
-- /m/main.go --
package main

var Limit = 1

func main() { _ = ‹Limit› }
";
    check(command, "/m", "Limit", false);
}

#[test]
fn a_go_work_is_one_workspace() {
    let text = "\
-- /w/go.work --
go 1.22

use (
	./a
	./a/b
)
-- /w/a/go.mod --
module example.com/a
-- /w/a/a.go --
package a

const X = 1

const Y = ‹X›
-- /w/a/b/go.mod --
module example.com/b
-- /w/a/b/b.go --
package b

import \"example.com/a\"

const Z = a.‹X›
";
    check(text, "/w/a", "X", true);
}

#[test]
fn what_may_hide_a_use_in_the_workspace_is_a_reason() {
    for (more, code) in [
        ("-- /m/z/z.go --\npackage z\n\nimport \"example.com/m/p\"\n\nvar x = p.Limit +\n", "broken-use"),
        ("-- /m/z/z.go --\npackage z\n\nimport \"example.com/m/p\"\n\nvar x = p.Limit\0\n", "unreadable-file"),
        (
            "-- /m/z/z.go --\npackage z\n\nimport \"example.com/m/p\"\n\n//go:linkname x example.com/m/p.Limit\nvar x p.T\n",
            "linkname",
        ),
        ("-- /m/p/p.s --\nTEXT Limit(SB)\n", "other-language"),
    ] {
        assert_eq!(in_workspace(&format!("{MODULE}{more}"), "/m/p", "Limit").unwrap_err(), code, "{more}");
    }
    assert_eq!(in_workspace("-- /m/p.go --\npackage p\n\nvar X = 1\n", "/m", "X").unwrap_err(), "no-module");
    assert_eq!(in_workspace(MODULE, "/m/p", "Nothing").unwrap_err(), "undeclared-name");
    // What does not concern the name may be as broken as it likes.
    let broken = "-- /m/z/z.go --\npackage z\n\nimport \"example.com/m/p\"\n\nvar x = p.New +\n";
    check(&format!("{MODULE}{broken}"), "/m/p", "Limit", true);
}
