//go:build go1.22

package p

type index struct {
	names []string
	more  *index
}

func (x *index) some(names []string) {
	for _, name := range names {
		if name != "" {
			x.names = append(x.names, name)
		}
	}
}

func (x *index) until(names []string) {
	for _, name := range names {
		if name == "" {
			return
		}
		x.names = append(x.names, name)
	}
}

func (x *index) fresh(names []string) {
	x.names = x.names[:0]
	for _, name := range names {
		x.names = append(x.names, name)
	}
}

func (x *index) behind(names []string) {
	for _, name := range names {
		x.more.names = append(x.more.names, name)
	}
}

func (x *index) walk(names []string) {
	for _, name := range names {
		x.names = append(x.names, name)
		x = x.more
	}
}

func (x *index) room(names []string) int {
	for _, name := range names {
		x.names = append(x.names, name)
	}
	return cap(x.names)
}

func (x *index) received(names chan string) {
	for name := range names {
		x.names = append(x.names, name)
	}
}

var global index

func all(names []string) {
	for _, name := range names {
		global.names = append(global.names, name)
	}
}

func inside(names []string, last map[string]*index) {
	for _, name := range names {
		x := last[name]
		x.names = append(x.names, name)
	}
}
