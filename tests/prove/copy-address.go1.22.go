package p

type sample struct {
	at    int64
	value float64
}

func ends(samples []sample) (first, last *sample) {
	for _, s := range samples {
		if first == nil {
			first = &s
		}
		last = &s
	}
	return first, last
}

func pointers(samples []sample) []*sample {
	all := make([]*sample, 0, len(samples))
	for i, s := range samples {
		if s.at >= 0 && i >= 0 {
			all = append(all, &s)
		}
	}
	return all
}
