package p

type base struct {
	id   int
	Name string
}

func (b base) ID() int          { return b.id }
func (b *base) Rename(s string) { b.Name = s }
func (b base) String() string   { return b.Name }

type named = renamed
type renamed = /* another name */ original
type original struct{}
type pointed = *original

func (named) Named() int      { return 1 }
func (*renamed) Renamed() int { return 2 }
func (pointed) Pointed() int  { return 3 }

func aliases(o original, p *original) {
	_ = o.Named
	//  ^^^^^^^ func() int
	_ = p.Renamed
	//  ^^^^^^^^^ func() int
	_ = (*original).Pointed
	//  ^^^^^^^^^^^^^^^^^^^ func(*original) int
}

type middle struct {
	*base
	size uint8
}

type outer struct {
	middle
	Name []byte
}

type left struct{ v int }
type right struct{ v string }
type both struct {
	left
	right
}
type deeper struct {
	both
	v float32
}

type reader interface {
	Read(p []byte) (n int, err error)
}
type closer interface{ Close() error }
type readCloser interface {
	reader
	closer
	Extra(...int)
}
type wraps struct {
	readCloser
	n int
}
type node struct {
	node *node
	kids []node
}
type cyclic struct{ *cyclic }
type ptr *base
type fnType func(int) string

func (f fnType) call() string { return f(1) }

func members(o outer, p *outer, b both, d deeper, rc readCloser, w wraps, n node, c cyclic, q ptr, f fnType, pp **outer) {
	_ = o.id
	//  ^^^^ int
	_ = o.Name
	//  ^^^^^^ []uint8
	_ = o.middle.Name
	//  ^^^^^^^^^^^^^ string
	_ = o.ID()
	//  ^^^^^^ int
	//  ^^^^ func() int
	_ = o.base
	//  ^^^^^^ *base
	_ = p.size
	//  ^^^^^^ uint8
	_ = b.v
	//  ^^^ unknown: unknown-member
	_ = d.v
	//  ^^^ float32
	_, _ = rc.Read(nil)
	//     ^^^^^^^^^^^^ (int, error)
	_ = rc.Close
	//  ^^^^^^^^ func() error
	_ = rc.Extra
	//  ^^^^^^^^ func(...int)
	_ = w.Close()
	//  ^^^^^^^^^ error
	_ = n.node.kids[0].node
	//  ^^^^^^^^^^^^^^^^^^^ *node
	_ = c.nothing
	//  ^^^^^^^^^ unknown: unknown-member
	_ = q.Name
	//  ^^^^^^ string
	_ = q.ID
	//  ^^^^ unknown: unknown-member
	_ = f.call
	//  ^^^^^^ func() string
	_ = base.ID
	//  ^^^^^^^ func(base) int
	_ = (*base).Rename
	//  ^^^^^^^^^^^^^^ func(*base, string)
	_ = outer.String
	//  ^^^^^^^^^^^^ func(outer) string
	_ = reader.Read
	//  ^^^^^^^^^^^ func(reader, []uint8) (int, error)
	_ = pp.size
	//  ^^^^^^^ unknown: unknown-member
	_ = (*pp).size
	//  ^^^^^^^^^^ uint8
	var e error
	_ = e.Error
	//  ^^^^^^^ func() string
	_ = error.Error
	//  ^^^^^^^^^^^ func(error) string
	anon := struct {
		base
		x, y int `json:"x"`
	}{}
	_ = anon
	//  ^^^^ struct{base; x int `json:"x"`; y int `json:"x"`}
	_ = anon.String()
	//  ^^^^^^^^^^^^^ string
}

func sets(b base, pb *base, o outer, po *outer, bb both, w wraps, e error, f fnType, n int) {
	_ = b
	//  ^ has ID yes
	//  ^ has Rename no
	//  ^ has Missing no
	//  ^ has id no
	_ = pb
	//  ^^ has Rename yes
	//  ^^ has String yes
	_ = o
	//  ^ has Rename yes
	//  ^ has String yes
	//  ^ has Name no
	_ = w
	//  ^ has Close yes
	//  ^ has Extra yes
	//  ^ has Write no
	_ = e
	//  ^ has Error yes
	//  ^ has String no
	_ = f
	//  ^ has call yes
	_ = n
	//  ^ has String no
	_ = bb
	//  ^^ has String no
	_ = po
	//  ^^ has ID yes
}
