package p

func one(b []byte, x string) int {
	switch string(b) {
	case x:
		return 1
	}
	return 0
}

func oneOr(b []byte, x string) int {
	switch string(b) {
	case x:
		return 1
	default:
		return 2
	}
}

func two(b []byte, x string) (n int) {
	switch string(b) {
	case x:
		n = 1
		fallthrough
	case "word":
		n += 2
	}
	return n
}

func twoOr(b []byte, x, y string) int {
	switch string(b) {
	case x:
		return 1
	case y:
		return 3
	default:
		return 2
	}
}
