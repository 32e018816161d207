package p

import "sort"

type ID int32
type IDs []ID

type item struct {
	id   ID
	name string
}

type order struct {
	items []item
	byKey map[string]item
}

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
	for _, it := range o.items {
		names = append(names, it.name)
	}
	return names
}

func noLoopVariable(xs []int) []bool {
	var out []bool
	for range xs {
		out = append(out, true)
	}
	return out
}

func floats(xs []float64) []float64 {
	var out []float64
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

func pointers(xs []int) (out []*int) {
	for i := range xs {
		out = append(out, &xs[i])
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

func bytesOf(xs []int) (out []byte) {
	for _, x := range xs {
		out = append(out, byte(x))
	}
	return out
}

//prove:with probe.Counts
func upTo(n int) []int {
	var out []int
	for i := 0; i < n; i++ {
		out = append(out, i)
	}
	return out
}

//prove:with []int{0, 1, 5, -3, 100}, []int{0, 1, 2, 6, 100, -7, -9223372036854775808}
func between(lo, hi int) []int {
	var out []int
	for i := lo; i < hi; i++ {
		out = append(out, i)
	}
	return out
}

//prove:with []uint8{0, 1, 9, 255}, []uint8{0, 1, 2, 5, 10, 255}
func narrow(lo, hi uint8) []uint8 {
	var out []uint8
	for i := lo; i < hi; i++ {
		out = append(out, i)
	}
	return out
}

//prove:with []int{0, 1, 5, -3, -1, 100}
func through(n int) []int {
	var out []int
	for i := 0; i <= n; i++ {
		out = append(out, i)
	}
	return out
}

func constant() (out []int) {
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

func emptyCounted(xs []int) [2][]int {
	out := make([]int, 0)
	for i := 0; i < len(xs); i++ {
		out = append(out, xs[i])
	}
	doubled := []int{}
	for i := 0; i < len(xs); i++ {
		doubled = append(doubled, 2*xs[i])
	}
	return [2][]int{out, doubled}
}

func array(a *[100]int) []int {
	var out []int
	for _, x := range a {
		out = append(out, x)
	}
	return out
}

// The slice stays in the function, so it can be on the stack.
func local(items []item) int {
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

func localEmpty(items []item) (total int) {
	ids := []ID{}
	for _, it := range items {
		ids = append(ids, it.id)
	}
	for _, id := range ids {
		total += int(id)
	}
	return total
}

func localInLoop(orders []order) (total int) {
	for _, o := range orders {
		var names []string
		for _, it := range o.items {
			names = append(names, it.name)
		}
		sort.Strings(names)
		total += len(names)
	}
	return total
}

func localBytes(s []uint16) (total int) {
	var out []byte
	for _, c := range s {
		out = append(out, byte(c))
	}
	for _, c := range out {
		total += int(c)
	}
	return total
}

// What is added afterwards may have had room.
func oneMore(xs []int, y int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
	}
	out = append(out, y)
	return out
}

func oneMoreID(xs []ID, y ID) []ID {
	out := []ID{}
	for _, x := range xs {
		out = append(out, x)
	}
	return append(out, y)
}

func oneMoreByte(xs []int) []byte {
	var out []byte
	for _, x := range xs {
		out = append(out, byte(x))
	}
	return append(out, '\n')
}

func oneMoreString(xs []string, y string) []string {
	var out []string
	for _, x := range xs {
		out = append(out, x)
	}
	return append(out, y)
}

func oneMoreLocal(xs []int, y int) (total int) {
	var out []int
	for _, x := range xs {
		out = append(out, x)
	}
	out = append(out, y)
	for _, x := range out {
		total += x
	}
	return total
}

func twoLoops(xs, ys []int32) []int32 {
	var out []int32
	for _, x := range xs {
		out = append(out, x)
	}
	for _, y := range ys {
		out = append(out, y)
	}
	return out
}

func shared(xs []int) [2][]int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
	}
	return [2][]int{append(out, 1), append(out, 2)}
}

// The loop is not always reached.
func early(xs []int, ok bool) []int {
	out := []int{}
	if !ok {
		return nil
	}
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

// A panic in the first round.
func panics(xs []int, y int) []int {
	out := []int{}
	for _, x := range xs {
		out = append(out, x/y)
	}
	return out
}

func nothing(xs []int) []struct{} {
	var out []struct{}
	for range xs {
		out = append(out, struct{}{})
	}
	return out
}

func shrinking(xs []int) []int {
	var out []int
	for i := 0; i < len(xs); i++ {
		out = append(out, xs[i])
		xs = xs[:len(xs)-1]
	}
	return out
}

func large(xs []int) (out [][100]int) {
	for _, x := range xs {
		out = append(out, [100]int{x})
	}
	return out
}

func literal(y string) (out []string) {
	for _, x := range []string{"a", "b", "c", "d", "e", y} {
		out = append(out, x)
	}
	return out
}

func literalLocal() (total int) {
	var out []ID
	for _, x := range [...]ID{1, 2, 3, 4, 5, 6, 7, 8, 9} {
		out = append(out, x)
	}
	for _, x := range out {
		total += int(x)
	}
	return total
}

//prove:skip
func inlinable(xs []int) []int {
	out := []int{}
	for i := 0; i < len(xs); i++ {
		out = append(out, xs[i])
	}
	return out
}

func inlined(xs []int) int { return len(inlinable(xs)) }

// A function literal sees the slice, but only when it is full.
func sorted(byKey map[string]item) []string {
	var keys []string
	for key := range byKey {
		keys = append(keys, key)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	return keys
}

func addressBehind(items []item) *[]string {
	names := []string{}
	for _, it := range items {
		names = append(names, it.name)
	}
	return &names
}

// It panics with a nil pointer, as before.
func behindPointer(o *order) []item {
	all := []item{}
	for _, it := range o.items {
		all = append(all, it)
	}
	return all
}

func behindPointerToMap(byKey *map[string]int) (keys []int) {
	for _, x := range *byKey {
		keys = append(keys, x)
	}
	return keys
}

//prove:skip
func twice(xs []int) []int { return xs }

func called(xs []int) []int {
	var out []int
	for _, x := range twice(xs) {
		out = append(out, x*2)
	}
	return out
}

func calledEmpty(xs []int) []int {
	out := []int{}
	for i := range twice(xs) {
		out = append(out, i)
	}
	return out
}

func severalEach(items []item) []string {
	var names []string
	for _, it := range items {
		names = append(names, it.name, it.name)
	}
	return names
}

//prove:with []int{0, 1, 2, 3, 9, 100, -1, -2, -9223372036854775808}
func severalCounted(n int) []int {
	var out []int
	for i := 0; i < n; i++ {
		out = append(out, i, -i, i)
	}
	return out
}

func calledLater(xs []int) ([]int, int) {
	all := []int{}
	n := len(xs)
	for _, x := range twice(xs) {
		all = append(all, x+n)
	}
	return all, n
}

func surelySome(xs []string) []string {
	if len(xs) == 0 {
		return nil
	}
	var out []string
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

func surelySomeInside(m map[string]int) (keys []string) {
	if len(m) > 1 {
		var out []string
		for key := range m {
			out = append(out, key)
		}
		sort.Strings(out)
		keys = out
	}
	return keys
}

func columns(rows [][]string) (all [][]string) {
	var firsts []string
	var both []string
	for _, row := range rows {
		first := ""
		if len(row) > 0 {
			first = row[0]
		}
		firsts = append(firsts, first)
		both = append(both, first, "-")
	}
	return append(all, firsts, both)
}

//prove:with []int{-1, 0, 1, 2, 9}
func counted2(n int) ([]int, []int) {
	var even, odd []int
	for i := 0; i < n; i++ {
		even = append(even, 2*i)
		odd = append(odd, 2*i+1)
	}
	return even, odd
}
