package p

import "strings"

type request struct{ method []byte }

func verb(r request, get, post string) (n int) {
	switch string(r.method) {
	case get: // the usual one
		return 1
	}
	switch string(r.method) {
	case strings.ToUpper(get):
		n++
		break
	default:
		n--
	}
	switch string(r.method) {
	case get:
		n++
		fallthrough
	case post:
		n++
	}
	switch string(r.method) {
	// first this
	case get:
		return n
	case "PUT":
		return n + 1
	default:
		return n + 2
	}
}
