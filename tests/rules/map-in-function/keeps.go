package p

import "sort"

type pair struct{ a, b *int }

type list []string

func (l list) add(s string) { l[0] = s }

type counter struct{ n int }

func (c *counter) inc() { c.n++ }

var kept []string

func returned(c int) []string {
	return map[int][]string{1: {"a"}}[c]
}

func stored(c int) {
	m := map[int][]string{1: {"a"}}
	kept = m[c]
}

func sorted(c int) int {
	m := map[int][]string{1: {"b", "a"}}
	sort.Strings(m[c])
	return len(m)
}

func written(c int) int {
	m := map[int][]string{1: {"b", "a"}}
	m[c] = nil
	return len(m)
}

func deleted(c int) int {
	m := map[int][]string{1: {"b", "a"}}
	delete(m, c)
	return len(m)
}

func method(c int) int {
	m := map[int]list{1: {"b", "a"}}
	m[c].add("c")
	return len(m)
}

func pointerMethod(c int) int {
	m := map[int][]counter{1: {{1}, {2}}}
	m[c][0].inc()
	return m[c][0].n
}

func part(c int) *counter {
	m := map[int][]counter{1: {{1}, {2}}}
	return &m[c][0]
}

func sliced(c int) []string {
	m := map[int][]string{1: {"b", "a"}}
	all := m[c][:1]
	return append(all, "c")
}

func grown(c int) []string {
	m := map[int][]string{1: {"b", "a"}}
	return append(m[c], "c")
}

func changedInside(c int) int {
	m := map[int][]string{1: {"b", "a"}}
	change(m, c)
	return len(m)
}

func change(m map[int][]string, c int) {
	for _, names := range m {
		names[0] = "x"
	}
}

func unknown(f func(map[int][]string)) {
	m := map[int][]string{1: {"b", "a"}}
	f(m)
}

func pointers(c int) pair {
	m := map[int]*pair{1: {}, 2: {}, 3: {}, 4: {}, 5: {}, 6: {}, 7: {}, 8: {}, 9: {}}
	return *m[c]
}

func boxed(c int) any {
	m := map[int]any{1: []string{"a"}}
	return m[c]
}

func local[T comparable](x T) int {
	m := map[T][]string{}
	m2 := map[any]map[T]int{1: {}}
	return len(m) + len(m2[1])
}

func localType(c int) int {
	type key int
	m := map[key][]string{1: {"a"}}
	return len(m[key(c)])
}

func address(c int) *map[int][]string {
	m := map[int][]string{1: {"a"}}
	return &m
}

func later(c int) func() {
	m := map[int][]string{1: {"a"}}
	return func() { m[c] = nil }
}

func started(c int) {
	m := map[int][]string{1: {"a"}}
	go change(m, c)
}

type event struct{ fields any }

var events []event

func emit(fields any) { events = append(events, event{fields}) }

// Who gets it as an interface can take it apart, and change what all calls share.
func asInterface(send chan any) any {
	emit(map[string][]int{"codes": {1, 2}})
	a := map[string][]int{"sent": {1, 2}}
	var x any = a
	send <- x
	var each any
	for _, each = range map[string][]int{"ranged": {1, 2}} {
		emit(each)
	}
	b := map[string]list{"changed": {"a", "b"}}
	var adder interface{ add(string) } = b["changed"]
	adder.add("c")
	return x
}
