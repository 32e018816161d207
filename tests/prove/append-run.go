package p

func fromNil(a, b string) []string {
	var all []string
	all = append(all, a)
	all = append(all, b)
	return all
}

func fromLiteral(a, b *int) []*int {
	all := []*int{}
	all = append(all, a)
	all = append(all, b, a)
	return all
}

func fromMake(a, b any) int {
	all := make([]any, 0)
	all = append(all, a, b)
	all = append(all, b)
	return len(all)
}

type edit struct {
	pos, end int
	text     []byte
}

func fromLarge(a, b edit) []edit {
	var all []edit
	all = append(all, a)
	all = append(all, b)
	return all
}
