// Sizes for slices that would be wrong, would change what others see, or would cost more than they save.
package p

import (
	"encoding/json"
	"iter"
	"slices"
)

type row struct{ id, weight int }

type table struct{ rows []row }

// The table may be nil: `len` in front of the check would panic where the loop does not run.
func afterTheCheck(t *table) []int {
	ids := []int{}
	if t == nil {
		return ids
	}
	for _, r := range t.rows {
		ids = append(ids, r.id)
	}
	return ids
}

// `make` panics on a negative size, and the loop does not run.
// said: unsized-append may-be-negative
func negative(n int) []int {
	squares := []int{}
	for i := range n {
		squares = append(squares, i*i)
	}
	return squares
}

// The difference is negative where the loop does not run, and may overflow.
// said: unsized-append count-may-overflow
func difference(low, high int) []int {
	all := []int{}
	for i := low; i < high; i++ {
		all = append(all, i)
	}
	return all
}

// Two rounds at a time.
func everyOther(n int) (out []int) {
	for i := 0; i < n; i += 2 {
		out = append(out, i)
	}
	return out
}

// The body moves the counter.
// said: unsized-append index-changed
func skips(n int) (out []int) {
	for i := 0; i < n; i++ {
		out = append(out, i)
		i++
	}
	return out
}

// The bound moves with the slice.
// said: unsized-append assigned
func bounded(n int) []int {
	var out []int
	for i := 0; i < n-len(out); i++ {
		out = append(out, i)
	}
	return out
}

// A filter may keep nothing: then a size is an allocation for nothing.
func filtered(rows []row) []int {
	var heavy []int
	for _, r := range rows {
		if r.weight > 10 {
			heavy = append(heavy, r.id)
		}
	}
	return heavy
}

// As a filter.
// said: unsized-append early-exit
func untilFound(rows []row) []int {
	var before []int
	for _, r := range rows {
		if r.weight > 10 {
			break
		}
		before = append(before, r.id)
	}
	return before
}

// As a filter.
// said: unsized-append skipped-append
func unlessSkipped(rows []row) []int {
	var kept []int
	for _, r := range rows {
		if r.weight > 10 {
			continue
		}
		kept = append(kept, r.id)
	}
	return kept
}

// A channel has no number of elements to come.
// said: unsized-append no-length
func received(c chan int) []int {
	var all []int
	for v := range c {
		all = append(all, v)
	}
	return all
}

// Nor has an iterator.
// said: unsized-append no-length
func iterated(seq iter.Seq[int]) []int {
	var all []int
	for v := range seq {
		all = append(all, v)
	}
	return all
}

// Runes are not bytes: the length is up to four times too large.
// said: append-loop other-kind
// said: unsized-append bytes-not-runes
func runes(s string) []rune {
	var all []rune
	for _, r := range s {
		all = append(all, r)
	}
	return all
}

// Somebody looks at the capacity.
// said: unsized-append capacity-read
func roomy(rows []row) []int {
	var ids []int
	for _, r := range rows {
		ids = append(ids, r.id)
	}
	return ids[:cap(ids)]
}

// It is not nil any more when the loop comes.
// said: unsized-append grown-elsewhere
func started(first int, rows []row) []int {
	var ids []int
	ids = append(ids, first)
	for _, r := range rows {
		ids = append(ids, r.id)
	}
	return ids
}

// The loop grows what it ranges over the length of.
// said: unsized-append assigned
func growsItself(queue []int) []int {
	var seen []int
	for i := 0; i < len(queue); i++ {
		seen = append(seen, queue[i])
		if queue[i] > 0 {
			queue = append(queue, queue[i]-1)
		}
	}
	return seen
}

// A deferred function sees the slice before the loop.
// said: unsized-append captured
func deferred(rows []row, report func([]int)) {
	var ids []int
	defer func() { report(ids) }()
	for _, r := range rows {
		ids = append(ids, r.id)
	}
}

// `len` is something else here.
// said: unsized-append shadowed-name
func shadowed(rows []row) []int {
	len := func([]row) int { return 0 }
	_ = len(rows)
	ids := []int{}
	for _, r := range rows {
		ids = append(ids, r.id)
	}
	return ids
}

// `append` is something else here.
func ownAppend(rows []row) []int {
	append := func(s []int, v int) []int { return s }
	ids := []int{}
	for _, r := range rows {
		ids = append(ids, r.id)
	}
	return ids
}

// A goto comes back to the loop with what was there.
func again(rows []row) []int {
	var ids []int
	tries := 0
retry:
	for _, r := range rows {
		ids = append(ids, r.id)
	}
	if tries++; tries < 2 {
		goto retry
	}
	return ids
}

// A length that the slice has already is not wanted by all who write it: whether the zeros in front are meant is not known.
// said: length-and-append advice
func zerosInFront(rows []row) []int {
	ids := make([]int, len(rows))
	for _, r := range rows {
		ids = append(ids, r.id)
	}
	return ids
}

// JSON writes null for nil and [] for empty.
func asJSON(rows []row) []byte {
	var ids []int
	for range rows {
		continue
	}
	b, _ := json.Marshal(ids)
	return b
}

// Clone keeps nil and empty apart, and append does not: neither is the other, and neither allocates less.
func cloned(s []int) ([]int, []int) {
	return append([]int(nil), s...), append([]int{}, s...)
}

// As above, and nothing is saved.
func madeAndCopied(s []int) []int {
	c := make([]int, len(s))
	copy(c, s)
	return c
}

// Delete clears what is behind the new end, and others may look at it.
func deleted(s []int, i, j int) []int {
	return append(s[:i], s[j:]...)
}

// The loop panics where the copy is too short, and copy does not.
// said: rows-in-loop declared-later
func copied(to, from []int) {
	for i := range from {
		to[i] = from[i]
	}
}

// The value that is appended reads the slice.
func lengths(s []int) []int {
	s = append(s, 1)
	s = append(s, len(s))
	return s
}

// The second operand changes the first.
// said: nested-append call
func both(s []int, more func() []int) []int {
	return append(append([]int{}, s...), more()...)
}

// Appending the elements of a string gives runes, not bytes.
// said: unsized-append bytes-not-runes
// said: unsized-parameter bytes-not-runes
func spread(b []byte, s string) []byte {
	for _, r := range s {
		b = append(b, byte(r))
	}
	return b
}

// The elements are converted one by one.
// said: append-loop other-type
// said: boxed-elements advice
// said: unsized-append grown-elsewhere
func boxed(s []int) []any {
	var all []any
	all = append(all, true)
	for _, v := range s {
		all = append(all, v)
	}
	return all
}

// Only one of these loops fills it.
// said: unsized-append grown-elsewhere
func either(rows []row, deep bool) []int {
	var ids []int
	if deep {
		for _, r := range rows {
			ids = append(ids, r.weight)
		}
	} else {
		for _, r := range rows {
			ids = append(ids, r.id)
		}
	}
	return ids
}

// Collect of nothing is nil, and sorted keys too.
func sortedNil(m map[int]bool) bool {
	return slices.Sorted(func(yield func(int) bool) {}) == nil && len(m) == 0
}

// What is appended to one is seen behind the end of the other.
func sharedTail(s []int) ([]int, []int) {
	base := append([]int{1, 2}, s...)
	return append(base, 3), append(base, 4)
}

// Each round has a slice of its own, and somebody keeps it.
// said: unsized-append size-from-outside
func keptRows(rows []row) [][]int {
	all := make([][]int, len(rows))
	for i, r := range rows {
		var ids []int
		for range r.weight {
			ids = append(ids, r.id)
		}
		all[i] = ids
	}
	return all
}

// A goroutine still reads it in the next round.
// said: unsized-append size-from-outside
func readLater(rows []row, use func([]int)) {
	for _, r := range rows {
		var ids []int
		for i := range r.weight {
			ids = append(ids, i)
		}
		go use(ids)
	}
}

// Nil says that there was none in this round.
// said: unsized-append size-from-outside
func nilInRound(rows []row) (n int) {
	for _, r := range rows {
		var ids []int
		for i := range r.weight {
			ids = append(ids, i)
		}
		if ids == nil {
			n++
		}
	}
	return n
}

// What was in it in the round before is read: make clears it.
func cleared(rows []row) (n int) {
	for _, r := range rows {
		seen := make([]int, 8)
		seen[r.id%8]++
		n += seen[0]
	}
	return n
}

// Nearly always the search ends early, and most rows are never made.
// said: rows-in-loop early-exit
func trace(limit, width int, step func([]int) bool) [][]int {
	rows := make([][]int, limit)
	for i := range rows {
		rows[i] = make([]int, width)
		if step(rows[i]) {
			return rows[:i+1]
		}
	}
	return nil
}

// Each row is as long as another slice is in its round.
func copied(rows [][]int) [][]int {
	all := make([][]int, len(rows))
	for i, row := range rows {
		all[i] = make([]int, len(row))
		copy(all[i], row)
	}
	return all
}
