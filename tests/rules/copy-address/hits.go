package p

type sample struct {
	at    int64
	value float64
	tags  [2]string
}

type list struct {
	samples []sample
	first   *sample
	last    *sample
}

// two variables share what they point at
func (l *list) ends() {
	var prev *sample
	for _, s := range l.samples { // in order
		if l.first == nil {
			l.first = &s
		}
		if prev != nil && prev.at > s.at {
			continue
		}
		prev = &s
	}
	l.last = prev
}

func indexed(samples []sample, send chan<- *sample) (byTag map[string]*sample, all []*sample) {
	byTag = map[string]*sample{}
	for i, s := range samples {
		byTag[s.tags[i%2]] = &s
		all = append(all, &s)
		send <- &s
	}
	return byTag, all
}

func wrapped(samples []sample) (all []list) {
	i := len(samples)
	for _, s := range samples {
		all = append(all, list{first: &s})
		i--
	}
	return all[i:]
}
