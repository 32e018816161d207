package p

const name = "name"

type text []byte

func keeps(b []byte, t text, r rune, x string, next func() string, buffer func() []byte) int {
	switch string(b) {
	case "a":
		return 1
	}
	switch string(b) {
	case name, "b":
		return 1
	default:
	}
	switch string(t) {
	case x:
		return 2
	}
	switch string(r) {
	case x:
		return 3
	}
	switch string(b) {
	case next():
		return 4
	}
	switch string(buffer()) {
	case x:
		return 5
	}
	switch n := 3; string(b) {
	case x:
		return n
	}
	switch string(b[:20]) {
	case x:
		return 6
	}
	return 0
}
