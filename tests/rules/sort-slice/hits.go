package p

import "sort"

type level int

type event struct {
	name string
	at   int64
	tags []string
}

type log struct{ events []*event }

func (l *log) order(names []string, levels []level, values []event) {
	sort.Slice(names, func(i, j int) bool { return names[i] < names[j] })
	sort.SliceStable(levels, func(a, b int) bool {
		return levels[a] < levels[b]
	})
	sort.Slice(levels, func(i, j int) bool { return levels[i] > levels[j] })
	sort.Sort(sort.StringSlice(names)) // again
	sort.SliceStable(l.events, func(i, j int) bool { return l.events[i].at < l.events[j].at })
	sort.Slice(values, func(i, j int) bool { return values[i].name < values[j].name })
	sort.Slice(l.events, func(i, j int) bool { return l.events[i].name < l.events[j].name })
}
