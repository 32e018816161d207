//go:build go1.25

package p

func fromNil(a, b string) []string {
	var all []string
	all = append(all, a)
	all = append(all, b)
	return all
}

func fromLiteral(a, b *int) []*int {
	all := []*int{}
	all = append(all, a) // first
	all = append(all, b, a)
	all = append(all, b)
	return all
}

func fromMake(a, b any) int {
	all := make([]any, 0)
	all = append(all, a, b)
	all = append(all, b)
	return len(all)
}

func grownLater(a, b any, rest []any) []any {
	var all []any
	rest = append(rest, b)
	// It is empty so far.
	all = append(all, a)
	all = append(all, b)
	return append(all, rest...)
}

func runOfThree(a, b any, rest []any) []any {
	all := []any{}
	rest = append(rest, b)
	all = append(all, a)
	all = append(all, b)
	all = append(all, a)
	return append(all, rest...)
}

func notEmpty(a, b any, rest []any) []any {
	var all []any
	all = append(all, rest...)
	all = append(all, a)
	all = append(all, b)
	return all
}

func bytes(a, b byte, rest []byte) []byte {
	var all []byte
	rest = append(rest, b)
	all = append(all, a)
	all = append(all, b)
	return append(all, rest...)
}

type edit struct {
	pos, end int
	text     []byte
}

func large(a, b edit, more bool) []edit {
	var all []edit

	// It is empty so far.
	all = append(all, edit{
		pos: a.pos,
		end: b.end,
	})

	// And this is the second.
	all = append(all, b)
	if more {
		all = append(all, a)
	}
	return all
}

func largeFromLiteral(a, b edit) []edit {
	all := []edit{}
	all = append(all, a)
	all = append(all, b)
	return all
}

func spreads(a, b []any, rest []any) []any {
	var all []any
	rest = append(rest, b)
	all = append(all, a...)
	all = append(all, b...)
	return append(all, rest...)
}
