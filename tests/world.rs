//! Types across packages: which folder an import leads to, what is read on the way, and what is said where nothing is found.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use allocfix::go::facts::Facts;
use allocfix::go::package::{DeclRef, File, Package};
use allocfix::go::source::Source;
use allocfix::go::split::split;
use allocfix::go::types::full_name;
use allocfix::go::world::{Files, Mode, Places, Work, World};
use allocfix::text::Span;

/// A table of files that tells which of them were read.
#[derive(Default)]
struct Table {
    files: BTreeMap<PathBuf, Vec<u8>>,
    read: Mutex<Vec<PathBuf>>,
}

impl Files for Table {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let bytes = self.files.read(path)?;
        self.read.lock().unwrap().push(path.to_owned());
        Ok(bytes)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.files.list(folder)
    }
}

/// The files of a text in which lines `-- path --` stand in front of each.
fn table(text: &str) -> Arc<Table> {
    let mut files: BTreeMap<PathBuf, Vec<u8>> = BTreeMap::new();
    let mut last = PathBuf::new();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("-- ").and_then(|rest| rest.trim_end().strip_suffix(" --")) {
            Some(path) => last = path.into(),
            None => files.entry(last.clone()).or_default().extend(line.as_bytes()),
        }
    }
    Arc::new(Table { files, read: Mutex::default() })
}

fn places() -> Places {
    Places { mod_cache: Some("/cache".into()), goroot: Some("/go".into()), ..Places::default() }
}

fn package(world: &World, file: &Path, target: Option<&str>) -> Package {
    let folder = file.parent().unwrap();
    let mut files = Vec::new();
    for path in world.files().list(folder).unwrap() {
        if path.extension().is_some_and(|extension| extension == "go") {
            let source = Source::read(world.files().read(&path).unwrap()).unwrap();
            let split = split(&source.text);
            files.push(File::new(path, source, split, None));
        }
    }
    let site = world.site(folder, target.map(|target| target.parse().unwrap()));
    let mut packages = Package::group(files).into_iter().map(|package| package.at_site(&site));
    packages.find(|package| package.file(file).is_some()).unwrap()
}

/// The type of the expression `asked` where it stands last in a file, or why it is not known.
fn ask(world: &World, file: &str, asked: &str, target: Option<&str>) -> String {
    let package = package(world, Path::new(file), target);
    let file = package.files.iter().position(|other| other.path == Path::new(file)).unwrap();
    let text = &package.files[file].source.text;
    let start = text.rfind(asked).unwrap_or_else(|| panic!("`{asked}` is not there")) as u32;
    let span = Span::new(start, start + asked.len() as u32);
    let decl = package.files[file].decl_around(span).unwrap();
    let facts = Facts::new(&package, DeclRef { file, decl }, package.files[file].parsed(decl).unwrap());
    match facts.type_of(facts.tree.covering(span)) {
        Ok(ty) => ty.show(&full_name).to_string(),
        Err(reason) => {
            reason.text.rsplit_once(" is not known: ").map_or(reason.text.clone(), |(_, why)| why.to_owned())
        }
    }
}

#[track_caller]
fn check(text: &str, places: Places, cases: &[(&str, &str, &str)]) {
    let world = World::new(table(text), places);
    for (file, asked, expected) in cases {
        assert_eq!(ask(&world, file, asked, None), *expected, "{file}: {asked}");
    }
}

const MODULES: &str = "\
-- /m/go.mod --
module example.com/m

go 1.21

require (
	example.com/Other v1.2.0
	example.com/Other/deep v0.1.0
	example.com/near v1.0.0
	example.com/gone v1.0.0
	example.com/swapped v1.0.0
)

replace example.com/near => ../near

replace example.com/swapped v1.0.0 => example.com/stand-in v2.0.0+incompatible
-- /m/a.go --
package m

import (
	\"example.com/Other\"
	\"example.com/Other/deep/x\"
	\"example.com/gone\"
	\"example.com/m/nested\"
	\"example.com/m/own\"
	\"example.com/near\"
	\"example.com/nowhere\"
	\"example.com/swapped\"
	\"example.com/m/empty\"
	\"internal/odd\"
)

type T struct{ own.Base }

func f() {
	_ = yaml.Make(1)
	_ = x.Deep
	_ = gone.X
	_ = nested.X
	_ = own.New()
	_ = own.New().Next
	_ = own.Limit
	_ = near.Box[string]{}.Get()
	_ = nowhere.X
	_ = swapped.X
	_ = empty.X
	_ = odd.Odd()
	_ = T{}.Name()
	_ = T{}.hidden
	_ = own.Alias{}.Name()
	_ = own.Missing
}
-- /m/own/own.go --
package own

import \"example.com/near\"

type Base struct {
	Next   *near.Box[int]
	hidden string
}

type Alias = Base

func New() *Base { return nil }

func (b Base) Name() (n near.Name) { return }

const (
	_ = iota
	One near.Name = \"\"
	Limit = uint8(iota)
)
-- /m/own/own_test.go --
package own

const Missing = 1
-- /m/nested/go.mod --
module example.com/m/nested
-- /m/nested/n.go --
package nested

const X = 1
-- /m/empty/e_test.go --
package empty

const X = 1
-- /near/go.mod --
module example.com/near
-- /near/n.go --
package near

type Name string

type Box[T any] struct{ inner T }

func (b Box[T]) Get() (T, error)
-- /cache/example.com/!other@v1.2.0/o.go --
package yaml

func Make(n int) map[string]Local { return nil }

type Local struct{}
-- /cache/example.com/!other/deep@v0.1.0/x/x.go --
package x

var Deep = []string{\"\"}
-- /cache/example.com/stand-in@v2.0.0+incompatible/s.go --
package swapped

var X float32
-- /go/src/internal/odd/odd.go --
package odd

import \"golang.org/x/copied\"

func Odd() copied.T
-- /go/src/vendor/golang.org/x/copied/c.go --
package copied

type T struct{}
";

#[test]
fn imports_lead_to_folders() {
    check(
        MODULES,
        places(),
        &[
            ("/m/a.go", "yaml.Make(1)", "map[string]example.com/Other.Local"),
            ("/m/a.go", "x.Deep", "[]string"),
            ("/m/a.go", "own.New()", "*example.com/m/own.Base"),
            ("/m/a.go", "own.New().Next", "*example.com/near.Box[int]"),
            ("/m/a.go", "own.Limit", "uint8"),
            ("/m/a.go", "near.Box[string]{}.Get()", "(string, error)"),
            ("/m/a.go", "swapped.X", "float32"),
            ("/m/a.go", "odd.Odd()", "vendor/golang.org/x/copied.T"),
            ("/m/a.go", "T{}.Name()", "example.com/near.Name"),
            ("/m/a.go", "own.Alias{}.Name()", "example.com/near.Name"),
            ("/m/a.go", "T{}.hidden", "`T` has no field or method `hidden` that was found"),
        ],
    );
}

#[test]
fn what_is_missing_is_named_with_the_reason() {
    let gone = "example.com/gone@v1.0.0 is not in the module cache";
    check(
        MODULES,
        places(),
        &[
            ("/m/a.go", "gone.X", gone),
            ("/m/a.go", "nowhere.X", "no module in go.mod holds it"),
            ("/m/a.go", "nested.X", "/m/nested is another module"),
            ("/m/a.go", "empty.X", "/m/empty holds no Go files"),
            ("/m/a.go", "own.Missing", "package \"example.com/m/own\" declares no `Missing`"),
        ],
    );
    let alone = Places::default();
    check(
        MODULES,
        alone,
        &[
            ("/m/a.go", "gone.X", "example.com/gone@v1.0.0 is needed for it, and there is no module cache"),
            ("/m/a.go", "odd.Odd()", "it is not among the packages of the standard library that can be read"),
            ("/m/a.go", "own.New()", "*example.com/m/own.Base"),
            ("/m/a.go", "near.Box[string]{}.Get()", "(string, error)"),
        ],
    );
}

#[test]
fn an_old_go_mod_needs_those_of_its_dependencies() {
    let text = "\
-- /m/go.mod --
module m

go 1.16

require example.com/a v1.0.0

exclude example.com/b v1.9.0
-- /m/m.go --
package m

import \"example.com/b\"

var x = b.X
-- /cache/cache/download/example.com/a/@v/v1.0.0.mod --
module example.com/a

require (
	example.com/b v1.2.0
	example.com/c v1.0.0
)
-- /cache/cache/download/example.com/c/@v/v1.0.0.mod --
module example.com/c

require (
	example.com/b v1.10.0-rc.1
	example.com/b v1.9.0
	example.com/a v0.9.0
)
-- /cache/example.com/b@v1.2.0/b.go --
package b

var X string
-- /cache/example.com/b@v1.10.0-rc.1/b.go --
package b

var X int
";
    check(text, places(), &[("/m/m.go", "b.X", "int")]);
    let newer = text.replace("go 1.16", "go 1.17");
    check(&newer, places(), &[("/m/m.go", "b.X", "no module in go.mod holds it")]);
}

#[test]
fn vendored_packages_come_first_when_go_says_so() {
    let text = "\
-- /m/go.mod --
module m

go 1.20

require example.com/a v1.0.0
-- /m/m.go --
package m

import (
	\"example.com/a\"
	\"m/sub\"
)

var x = a.X
var y = sub.Y
-- /m/sub/s.go --
package sub

var Y bool
-- /m/vendor/modules.txt --
# example.com/a v1.0.0
-- /m/vendor/example.com/a/a.go --
package a

import \"example.com/b\"

var X b.T
-- /m/vendor/example.com/b/b.go --
package b

type T int
-- /cache/example.com/a@v1.0.0/a.go --
package a

var X string
";
    let vendored = [("/m/m.go", "a.X", "example.com/b.T"), ("/m/m.go", "sub.Y", "bool")];
    check(text, places(), &vendored);
    check(text, Places { mode: Mode::Cache, ..places() }, &[("/m/m.go", "a.X", "string")]);
    let old = text.replace("go 1.20", "go 1.13");
    check(&old, places(), &[("/m/m.go", "a.X", "string")]);
    check(&old, Places { mode: Mode::Vendor, ..places() }, &vendored);
}

#[test]
fn a_go_work_brings_modules_together() {
    let text = "\
-- /w/go.work --
go 1.22

use ./a
use (
	./b
)

replace example.com/c => ./c
-- /w/a/go.mod --
module example.com/a

go 1.21

require (
	example.com/b v1.0.0
	example.com/d v1.0.0
)
-- /w/a/a.go --
package a

import (
	\"example.com/b\"
	\"example.com/c\"
	\"example.com/d\"
)

var x = b.X
var y = c.X
var z = d.X
-- /w/b/go.mod --
module example.com/b

go 1.21

require (
	example.com/c v1.0.0
	example.com/d v1.1.0
)
-- /w/b/b.go --
package b

var X uint8
-- /w/c/go.mod --
module example.com/c
-- /w/c/c.go --
package c

var X uint16
-- /cache/example.com/b@v1.0.0/b.go --
package b

var X string
-- /cache/example.com/d@v1.0.0/d.go --
package d

var X string
-- /cache/example.com/d@v1.1.0/d.go --
package d

var X uint32
";
    let together = [("/w/a/a.go", "b.X", "uint8"), ("/w/a/a.go", "c.X", "uint16"), ("/w/a/a.go", "d.X", "uint32")];
    check(text, places(), &together);
    check(text, Places { work: Work::At("/w/go.work".into()), ..places() }, &together);
    let alone = [
        ("/w/a/a.go", "b.X", "string"),
        ("/w/a/a.go", "c.X", "no module in go.mod holds it"),
        ("/w/a/a.go", "d.X", "string"),
    ];
    check(text, Places { work: Work::Off, ..places() }, &alone);
    // Go refuses to build what the `go.work` does not use; alone it would be built.
    check(&text.replace("use ./a\n", ""), places(), &alone);
}

#[test]
fn tests_see_what_belongs_to_tests() {
    let text = "\
-- /m/go.mod --
module example.com/m

go 1.21
-- /m/p/p.go --
package p

type T struct{ count int }

func (t T) Plain() int { return 0 }
-- /m/p/export_test.go --
package p

import \"example.com/m/q\"

func (t T) Count() string { return \"\" }

var ForTests T

var same = q.Give()
var own = same.count
-- /m/p/p_test.go --
package p_test

import \"example.com/m/p\"

var x = p.ForTests
var y = x.Count()
-- /m/q/q.go --
package q

import \"example.com/m/p\"

func Give() p.T { return p.T{} }

var z = Give().Count()
";
    check(
        text,
        places(),
        &[
            ("/m/p/p_test.go", "p.ForTests", "example.com/m/p.T"),
            ("/m/p/p_test.go", "x.Count()", "string"),
            // A package that comes back to itself by way of another one is itself.
            ("/m/p/export_test.go", "q.Give()", "T"),
            ("/m/p/export_test.go", "same.count", "int"),
            ("/m/q/q.go", "Give().Count()", "`p.T` has no field or method `Count` that was found"),
        ],
    );
}

const VARIANTS: &str = "\
-- /m/go.mod --
module example.com/m

go 1.21
-- /m/m.go --
package m

import \"example.com/m/sys\"
import \"example.com/m/trial\"

var x = sys.Word
var y = sys.Name
var z, own = trial.Trial, trial.Own
-- /m/m_windows.go --
package m

import \"example.com/m/sys\"

var w = sys.Word
-- /m/sys/sys_linux.go --
package sys

var Word uint32
var Name string
-- /m/sys/sys_windows.go --
package sys

var Word uint16
var Name string
-- /m/sys/old.go --
//go:build !go1.18

package sys

var Name int
-- /m/trial/trial.go --
//go:build goexperiment.trial && amd64.v1

package trial

var Trial int
-- /m/trial/no_trial.go --
//go:build !(goexperiment.trial && amd64.v1)

package trial

var Trial string
-- /m/trial/by_hand.go --
//go:build byhand

package trial

var Own string
-- /m/trial/own.go --
//go:build !byhand

package trial

var Own int
-- /m/sys/gen.go --
//go:build ignore

package main

var Name int
";

#[test]
fn build_variants_are_told_apart() {
    let world = World::new(table(VARIANTS), places());
    for (file, asked, target, expected) in [
        ("/m/m.go", "sys.Word", None, "`Word` is declared differently for different builds"),
        ("/m/m.go", "sys.Name", None, "string"),
        ("/m/m_windows.go", "sys.Word", None, "uint16"),
        ("/m/m.go", "sys.Word", Some("linux/amd64"), "uint32"),
        ("/m/m.go", "sys.Word", Some("windows/arm64"), "uint16"),
        ("/m/m.go", "sys.Word", Some("plan9/386"), "/m/sys holds no Go files for this build"),
        ("/m/m.go", "trial.Trial", Some("linux/amd64"), "`Trial` is declared differently for different builds"),
        ("/m/m.go", "trial.Own", Some("linux/amd64"), "int"),
    ] {
        assert_eq!(ask(&world, file, asked, target), expected, "{file}: {asked} for {target:?}");
    }
}

#[test]
fn a_target_settles_what_hangs_on_the_system() {
    let text = "\
-- /m/go.mod --
module example.com/m

go 1.21
-- /m/m.go --
package m

import (
	\"runtime\"
	\"unsafe\"
)

type header struct {
	flag bool
	size uintptr
	wide int64
	page [unsafe.Sizeof(uintptr(0))]byte
}

var (
	word   [unsafe.Sizeof(uintptr(0))]byte
	bits   [32 << (^uint(0) >> 63)]byte
	offset [unsafe.Offsetof(header{}.wide)]byte
	system [len(runtime.GOOS)]byte
	other  = header{}.size
)

var _, _, _, _, _ = word, bits, offset, system, other
";
    let world = World::new(table(text), places());
    let unknown = |length: &str| format!("the array length `{length}` is not known");
    let cases = [
        ("word", unknown("unsafe.Sizeof(uintptr(0))"), "[8]uint8", "[4]uint8"),
        ("bits", unknown("32 << (^uint(0) >> 63)"), "[64]uint8", "[32]uint8"),
        ("offset", unknown("unsafe.Offsetof(header{}.wide)"), "[16]uint8", "[8]uint8"),
        ("system", unknown("len(runtime.GOOS)"), "[5]uint8", "[7]uint8"),
        ("other", "uintptr".into(), "uintptr", "uintptr"),
    ];
    for (asked, anywhere, linux, windows) in cases {
        assert_eq!(ask(&world, "/m/m.go", asked, None), anywhere, "{asked}");
        assert_eq!(ask(&world, "/m/m.go", asked, Some("linux/amd64")), linux, "{asked}");
        assert_eq!(ask(&world, "/m/m.go", asked, Some("windows/386")), windows, "{asked}");
    }
}

#[test]
fn dots_and_clauses_are_read() {
    let text = "\
-- /m/go.mod --
module example.com/m

go 1.21
-- /m/a.go --
package m

import (
	. \"example.com/m/dot\"
	\"example.com/m/go-odd\"
	\"example.com/m/len\"
	\"example.com/m/odd\"
)

var a = Dotted()
var b = odd.X
var c = even.X
var d = len.X
var e = Elsewhere
-- /m/b.go --
package m

var e = len(\"\")

type Elsewhere int
-- /m/dot/d.go --
package dot

func Dotted() *T { return nil }

type T struct{}
-- /m/go-odd/o.go --
// Package even is not called what its path says.
package even

var X int8
-- /m/odd/o.go --
package odd

var X int16
-- /m/len/l.go --
package len

var X int32
";
    check(
        text,
        places(),
        &[
            ("/m/a.go", "Dotted()", "*example.com/m/dot.T"),
            ("/m/a.go", "odd.X", "int16"),
            ("/m/a.go", "even.X", "int8"),
            ("/m/a.go", "len.X", "int32"),
            ("/m/b.go", "len(\"\")", "int"),
        ],
    );
}

#[test]
fn a_question_reads_the_packages_it_leads_to() {
    // A package of three files that imports the next one, a hundred times, and each two more beside it.
    let mut text = String::from("-- /m/go.mod --\nmodule example.com/m\n\ngo 1.21\n");
    for number in 0..100 {
        let next = number + 1;
        text += &format!(
            "-- /m/p{number}/a.go --\npackage p{number}\n\nimport (\n\t\"example.com/m/p{next}\"\n\t\"example.com/m/side{number}\"\n)\n\n\
             type T struct{{ Next *p{next}.T; Side side{number}.T; Own int }}\n\nvar x T\nvar y = x.Next.Own\nvar z = x.Own\n\
             -- /m/p{number}/b.go --\npackage p{number}\n\
             -- /m/p{number}/c_test.go --\npackage p{number}\n\
             -- /m/side{number}/s.go --\npackage side{number}\n\ntype T struct{{}}\n"
        );
    }
    let files = table(&text);
    let world = World::new(files.clone(), places());
    let read = |asked: &str| {
        files.read.lock().unwrap().clear();
        let ty = ask(&world, "/m/p7/a.go", asked, None);
        let own = Path::new("/m/p7");
        let mut read: Vec<String> = files
            .read
            .lock()
            .unwrap()
            .iter()
            .filter(|path| !path.starts_with(own))
            .map(|path| path.display().to_string())
            .collect();
        read.sort();
        // The clause of a file may be asked for before the file is.
        read.dedup();
        (ty, read.join(" "))
    };
    assert_eq!(read("x.Own"), ("int".into(), "/m/go.mod /m/p8/a.go /m/p8/b.go /m/side7/s.go".into()));
    assert_eq!(read("x.Next.Own"), ("int".into(), "/m/p9/a.go /m/p9/b.go /m/side8/s.go".into()));
    assert_eq!(read("x.Next.Own"), ("int".into(), String::new()));
}
