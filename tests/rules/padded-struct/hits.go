package p

import "sync"

// Entry is one of many.
type Entry struct {
	seen  bool
	name  string // as given
	dirty bool
	size  int64

	kind uint8
}

type cache struct {
	sync.Mutex
	on    bool
	all   map[string]*Entry
	grown bool
	n     int32
	last  [3]byte
	limit int
}

var local = func() any {
	type inner struct {
		seen bool
		name string
		last bool
	}
	return inner{}
}
