package p

import (
	"io"
	"os"
	"sync"
)

type entry struct {
	name string
	tags []int
}

type list []string

type store struct {
	lock    sync.Mutex
	entries []*entry
	named   map[string]entry
}

// names appends the name of each entry.
func (s *store) names(to []string) []string {
	s.lock.Lock()
	defer s.lock.Unlock()

	// In their order.
	for _, e := range s.entries {
		to = append(to, e.name) // one each
	}
	return to
}

func (to list) with(entries map[string]entry) list {
	for key, e := range entries {
		to = append(to, key, e.name)
	}
	return append(to, "")
}

func counted(to list, entries [40]entry, make func(entry) string) list {
	defer os.Stdout.Sync()
	for i := 0; i < len(entries); i++ {
		to = append(to, make(entries[i]))
	}
	return to
}

func each(all [][]entry, to []string) []string {
	for _, entries := range all {
		for i := range entries {
			to = append(to, entries[i].name)
		}
	}
	return to
}

func runes(w io.Writer, to []rune, text string) {
	defer w.Write(nil)
	for i := 0; i < len(text); i++ {
		to = append(to, rune(text[i]))
	}
	w.Write([]byte(string(to)))
}

func values(to []any, value any) []any {
	switch value := value.(type) {
	case []string:
		for _, s := range value {
			to = append(to, s)
		}
	case map[string]int:
		for key, n := range value {
			to = append(to, key, n)
		}
	}
	return to
}

func itself(to []int, entries []entry) []int {
	for i := range entries {
		to = append(to, to[i])
	}
	return to
}

func replaced(to []string, entries []entry) []string {
	for _, e := range entries {
		to = append(to, e.name)
		entries = entries[1:]
	}
	return to
}

func doubled(to, from []int) []int {
	for _, n := range from {
		to = append(to, 2*n)
	}
	return to
}
