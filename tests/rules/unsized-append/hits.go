package p

import "sort"

type ID int
type IDs []ID

type order struct {
	items []item
	byKey map[string]item
	size  int
}

type item struct {
	id   ID
	name string
}

// Nil stays nil: the caller may compare.
func nilSlice(items []item) []string {
	var names []string
	for _, it := range items {
		names = append(names, it.name)
	}
	return names
}

func namedType(items []item) (ids IDs) {
	for _, it := range items {
		ids = append(ids, it.id)
	}
	return ids
}

func overMap(byKey map[string]item) []item {
	var all []item
	for _, it := range byKey {
		all = append(all, it)
	}
	return all
}

func fieldPath(o *order) []string {
	var names []string
	// The order's names.
	for _, it := range o.items {
		names = append(names, it.name)
	}
	return names
}

func rangeOverInt(n int) []int {
	var squares []int
	for i := range n {
		squares = append(squares, i*i)
	}
	return squares
}

func noLoopVariable(xs []int) []bool {
	var out []bool
	for range xs {
		out = append(out, true)
	}
	return out
}

func counted(xs []string) []string {
	var out []string
	for i := 0; i < len(xs); i++ {
		out = append(out, xs[i])
	}
	return out
}

func countedDown(lo, hi uint8) []int {
	var out []int
	for i := 2; i < 100; i++ {
		out = append(out, i)
	}
	return out
}

func emptyLiteral(m map[string]int) []string {
	keys := []string{}
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func emptyMake(items []item) []ID {
	ids := make([]ID, 0)
	total := 0
	for _, it := range items {
		total += len(it.name)
		ids = append(ids, it.id)
	}
	_ = total
	return ids
}

func emptyCounted(xs []int) ([]int, []int) {
	out := make([]int, 0)
	for i := 0; i < len(xs); i++ {
		out = append(out, xs[i])
	}
	doubled := []int{}
	for i := 0; i < len(xs); i++ {
		doubled = append(doubled, 2*xs[i])
	}
	return out, doubled
}

// Nobody can tell nil from empty.
func unobserved(items []item) int {
	var lengths []int
	for _, it := range items {
		lengths = append(lengths, len(it.name))
	}
	total := 0
	for _, n := range lengths {
		total += n
	}
	return total
}

// Two loops, two slices, one round.
func two(xs, ys []int) ([]int, []string) {
	var a []int
	var b []string
	for _, x := range xs {
		a = append(a, x)
	}
	for range ys {
		b = append(b, "y")
	}
	return a, b
}

func array(a *[100]int) []int {
	var out []int
	for _, x := range a {
		out = append(out, x)
	}
	return out
}

type tree struct {
	children []*tree
	names    func() []string
	set      *map[string]bool
}

// The slice is read by a function literal, but only when it is full.
func sorted(byKey map[string]item) []string {
	var keys []string
	for key := range byKey {
		keys = append(keys, key)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	return keys
}

func address(items []item, keep func(*[]string)) {
	names := []string{}
	for _, it := range items {
		names = append(names, it.name)
	}
	keep(&names)
}

// It fails on a nil pointer before anything happens, now as before.
func children(t *tree) []*tree {
	all := []*tree{}
	for _, child := range t.children {
		all = append(all, child)
	}
	return all
}

func set(t *tree) []string {
	names := make([]string, 0)
	for name := range *t.set {
		names = append(names, name)
	}
	return names
}

// A call is made once.
func called(t *tree) []int {
	var lengths []int
	for _, name := range t.names() {
		lengths = append(lengths, len(name))
	}
	return lengths
}

func calledEmpty(t *tree, trees []*tree) ([]string, []string) {
	first := []string{}
	for _, name := range t.names() {
		first = append(first, name+"!")
	}
	second := make([]string, 0)
	for _, name := range trees[0].names() {
		second = append(second, name+"?")
	}
	return first, second
}

func severalEach(items []item, n int) ([]string, []int) {
	var names []string
	for _, it := range items {
		names = append(names, it.name, it.name+"!")
	}
	var steps []int
	for i := 0; i <= n; i++ {
		steps = append(steps, i, i, i)
	}
	return names, steps
}

func inclusive() []item {
	all := make([]item, 0)
	for i := 1; i <= 40; i++ {
		all = append(all, item{})
	}
	return all
}

// Only who has the function sees the slice, and gets it when it is full.
func handedOver(xs []int) func() []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
	}
	return func() []int { return out }
}

func calledLater(t *tree) []string {
	names := []string{}
	lengths := make(map[string]int)
	for _, name := range t.names() {
		lengths[name] = len(name)
		names = append(names, name)
	}
	return names
}

// Where there are elements for sure, no guard is needed.
func surelySome(o *order, names map[string]bool) (all [][]string) {
	if len(o.items) > 0 {
		var texts []string
		for _, it := range o.items {
			texts = append(texts, it.name)
		}
		all = append(all, texts)
	}
	if len(names) == 0 {
		return all
	}
	var keys []string
	for name := range names {
		keys = append(keys, name)
	}
	sort.Strings(keys)
	return append(all, keys)
}

func parenthesized(n int) (all []int) {
	for i := 0; i < (n); i++ {
		all = append(all, i)
	}
	return all
}

func drained(m map[string]int) int {
	clear(m)
	return len(m)
}

// Whoever has the map may empty it between the question and the loop.
func emptied(m map[string]int) (keys []string) {
	all := struct{ m map[string]int }{m}
	if len(all.m) > 1 {
		var names []string
		_ = drained(m)
		for name := range all.m {
			names = append(names, name)
		}
		keys = names
	}
	return keys
}

// More than the small type holds.
func twice(n int8) (all []int8) {
	for i := range n {
		all = append(all, i, -i)
	}
	return all
}

const (
	maxItems       = 40
	small    uint8 = 30
)

func upToConstants(all [][]string, n int32) ([]string, []string, []string, []int32) {
	var names []string
	for i := 0; i < maxItems; i++ {
		names = append(names, all[i][0])
	}
	var pairs []string
	for i := range maxItems {
		pairs = append(pairs, all[i][0], all[i][1])
	}
	var few []string
	for i := range small {
		few = append(few, all[i][0], all[i][1])
	}
	var seconds []int32
	for i := range n {
		seconds = append(seconds, i, i)
	}
	return names, pairs, few, seconds
}

func upToOwn(all [][]string) (names []string) {
	if len(all) > 3 {
		const maxItems = 50
		var names []string
		for i := 0; i < maxItems; i++ {
			names = append(names, all[i][0])
		}
		return names
	}
	var rest []string
	const later = 20
	for i := 0; i < later; i++ {
		rest = append(rest, all[i][0])
	}
	return rest
}

func twoSlices(rows [][2]string) ([]string, []string) {
	var keys []string
	var values []string
	for _, row := range rows {
		keys = append(keys, row[0])
		values = append(values, row[1], row[1])
	}
	return keys, values
}
func threeSlices(n int) ([]int, []int, []string) {
	var a, b []int
	var c []string
	for i := 0; i < n; i++ {
		a = append(a, i)
		if i > 3 {
			c = append(c, "")
		}
		c = append(c, "x")
		b = append(b, i)
	}
	return a, b, c
}

// Each round has a key of its own, also where it deletes that.
func deleted(m map[string]int) []string {
	var out []string
	for k := range m {
		delete(m, k)
		out = append(out, k)
	}
	return out[:len(out)-0]
}

func filled(given []int) []int {
	var rest []int
	for i := len(given); i < 100; i++ {
		rest = append(rest, i)
	}
	return rest
}
