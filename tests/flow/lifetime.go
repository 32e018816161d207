package p

//? lasts `b` s: yes
//? bytes-last `b` s: yes
func lifetimePlain(b []byte, p *int) bool {
	s := string(b)
	*p = len(s)
	return s == "a" || s == "b"
}

//? lasts `b` s: no assigned
//? bytes-last `b` s: yes
func lifetimeOther(b []byte) bool {
	s := string(b)
	b = b[1:]
	return s == "a"
}

//? lasts `b` s: yes
//? bytes-last `b` s: no assigned
func lifetimeWritten(b []byte) bool {
	s := string(b)
	b[0] = 1
	return s == "a"
}

// Behind the last use it does not matter.
//
//? lasts `b` s: yes
//? bytes-last `b` s: yes
func lifetimeBehind(b []byte, change func()) (n int) {
	s := string(b)
	if s == "a" {
		n++
	}
	change()
	b = nil
	return n + len(b)
}

//? bytes-last `b` s: no call
func lifetimeRound(b []byte, change func()) (n int) {
	s := string(b)
	for range 3 {
		if s == "a" {
			n++
		}
		change()
	}
	return n
}

// Each round has its own.
//
//? bytes-last `b` s: yes
func lifetimeWithin(b []byte, change func()) (n int) {
	for range 3 {
		s := string(b)
		if s == "a" {
			n++
		}
		change()
	}
	return n
}

//? bytes-last `b` s: yes
func lifetimeReturned(b []byte, change func()) bool {
	s := string(b)
	if s == "a" {
		change()
		return true
	}
	return s == "b"
}

//? bytes-last `b` s: yes
func lifetimePanics(b []byte, change func()) bool {
	s := string(b)
	if s == "a" {
		change()
		panic("a")
	}
	return s == "b"
}

//? bytes-last `b` s: no call
func lifetimeGoesOn(b []byte, change func()) bool {
	s := string(b)
	if s == "a" {
		change()
	}
	return s == "b"
}

//? bytes-last `b` s: no call
func lifetimeBreaks(b []byte, change func()) bool {
	s := string(b)
	for {
		if s == "a" {
			change()
			if len(b) > 3 {
				break
			}
			return true
		}
		return false
	}
	return s == "b"
}

//? bytes-last `b` s: yes
func lifetimeElse(b []byte, change func()) bool {
	s := string(b)
	if len(b) > 3 {
		change()
	} else if s == "a" {
		return true
	}
	return false
}

//? bytes-last `b` s: no call
func lifetimeCondition(b []byte, change func() bool) bool {
	s := string(b)
	if change() {
		return false
	} else if s == "a" {
		return true
	}
	return false
}

//? bytes-last `b` s: yes
func lifetimeCases(b []byte, change func()) bool {
	s := string(b)
	switch len(b) {
	case 1:
		change()
	case 2:
		return s == "ab"
	}
	return false
}

//? bytes-last `b` s: no call
func lifetimeFallthrough(b []byte, change func()) bool {
	s := string(b)
	switch len(b) {
	case 1:
		change()
		fallthrough
	case 2:
		return s == "ab"
	}
	return false
}

//? bytes-last `b` s: no call
func lifetimeCaseValue(b []byte, change func() int) bool {
	s := string(b)
	switch len(b) {
	case change():
		return false
	case 2:
		return s == "ab"
	}
	return false
}

//? bytes-last `b` s: no communication
func lifetimeSelect(b []byte, c chan int) bool {
	s := string(b)
	select {
	case <-c:
		return false
	default:
		return s == "ab"
	}
}

//? bytes-last `b` s: no captured
func lifetimeCaptured(b []byte) func() bool {
	s := string(b)
	return func() bool { return s == "a" }
}

//? bytes-last `b` s: no assigned
func lifetimeArray(x [8]byte, y [8]byte) bool {
	b := x[:]
	s := string(b)
	x = y
	return s == "a"
}

//? bytes-last `b` s: no assigned
func lifetimeParameter[T any](b []byte, p *T, x T) bool {
	s := string(b)
	*p = x
	return s == "a"
}

//? bytes-last `b` s: no assigned
func lifetimeByte(b []byte, p *byte) bool {
	s := string(b)
	*p = 3
	return s == "a"
}

//? bytes-last `b` s: yes
func lifetimeAppends(b []byte, names []string, n []int) (bool, []string) {
	s := string(b)
	names = append(names[:1], "x")
	clear(n)
	copy(names, names[1:])
	return s == "a", names
}

//? bytes-last `b` s: no call
func lifetimeAppendsBytes(b []byte, all []byte) (bool, []byte) {
	s := string(b)
	all = append(all, 'x')
	return s == "a", all
}

// What stands beside the use may be evaluated before it.
//
//? bytes-last `b` s: no call
func lifetimeBeside(b []byte, change func() int) (bool, int) {
	s := string(b)
	return s == "a", change()
}

//? bytes-last `b` s: no call
func lifetimeArgument(b []byte, change func() int, take func(bool, int)) {
	s := string(b)
	take(s == "a", change())
}

//? bytes-last `b` s: yes
func lifetimeAround(b []byte, take func(bool) bool) bool {
	s := string(b)
	return take(s == "a")
}

//? bytes-last `b` s: yes
func lifetimeOr(b []byte, change func() bool) bool {
	s := string(b)
	return len(b) > 3 || s == "a" || change()
}

//? bytes-last `b` s: no call
func lifetimeAnd(b []byte, change func() bool) bool {
	s := string(b)
	return change() && s == "a"
}
