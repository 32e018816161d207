package p

type row struct {
	id   int
	name string
	tags [3]uint16
}

type ids []int

func appendIDs(to []int, rows []row) []int {
	for _, r := range rows {
		to = append(to, r.id)
	}
	return to
}

func (to ids) with(rows []row) ids {
	for i := range rows {
		to = append(to, rows[i].id, i)
	}
	return to
}

func appendTags(to []uint16, rows []row) []uint16 {
	for i := 0; i < len(rows); i++ {
		to = append(to, rows[i].tags[0], rows[i].tags[2])
	}
	return to
}

func appendKeys(to []string, m map[string]int) int {
	for key := range m {
		to = append(to, key)
	}
	return len(to)
}

// It is inlined, and hands over nil.
func sum(rows []row) int {
	total := 0
	for _, id := range appendIDs(nil, rows) {
		total += id
	}
	return total
}

// Behind the loop more is appended.
func bytesOf(to []byte, rows []row) []byte {
	to = append(to, '[')
	for range rows {
		to = append(to, ',')
	}
	return append(to, ']', '\n')
}

func rowsOf(to []row, names []string) []row {
	for i, name := range names {
		to = append(to, row{id: i, name: name})
	}
	return append(to, row{})
}

// Several times.
func all(to []int, groups [][]row) []int {
	for _, rows := range groups {
		to = appendIDs(to, rows)
	}
	return to
}
