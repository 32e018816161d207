package p

func use(h handle, t thing) {
	_ = h
	//  ^ handle
	//  ^ under unknown: build-variants
	_ = h.fd
	//  ^^^^ unknown: build-variants
	_ = open("x")
	//  ^^^^^^^^^ *thing
	_ = size()
	//  ^^^^^^ unknown: build-variants
	_ = separator
	//  ^^^^^^^^^ untyped rune
	//  ^^^^^^^^^ const unknown
	_ = t.same
	//  ^^^^^^ int
	_ = min(1, 2)
	//  ^^^^^^^^^ unknown: build-variants
	_ = t.onlyHere()
	//  ^^^^^^^^^^^^ bool
	_ = t
	//  ^ has onlyHere unknown
	//  ^ has everywhere yes
	_ = t.differs()
	//  ^^^^^^^^^^^ unknown: build-variants
	_ = name
	//  ^^^^ string
	_ = wrapper{}.Mode
	//  ^^^^^^^^^^^^^^ unknown: build-variants
}

type base struct{ Mode string }
type wrapper struct{ base }

func (thing) everywhere() {}
-- a_linux.go --
package p

type handle struct{ fd int }
type thing struct{ same int }

func open(s string) *thing { return nil }
func size() int            { return 0 }

const separator = '/'

var name = "linux"

func (t thing) onlyHere() bool { return true }
func (t thing) differs() int   { return 1 }
func (w wrapper) Mode() int    { return 1 }
-- a_windows.go --
package p

type handle struct{ fd uintptr }
type thing struct{ same int }

func open(s string) *thing { return nil }
func size() int64          { return 0 }

const separator = '\\'

var name = "windows"

func (t thing) differs() string { return "" }
-- old.go --
//go:build !go1.21

package p

func min(a, b int) string { return "" }

func old() {
	_ = min(1, 2)
	//  ^^^^^^^^^ string
}
