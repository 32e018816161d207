package p

import "strings"

const ending = ".ts.net"

type response struct{ proto string }

func (r *response) kinds(key, name string) []bool {
	if !strings.HasPrefix(strings.ToUpper(r.proto), "HTTP/") && name != "" {
		return nil
	}
	return []bool{
		strings.HasPrefix(strings.ToLower(key), "x-amz-meta-"),
		strings.HasSuffix(strings.ToLower(name), ending) == (key == ""),
		strings.HasSuffix(strings.ToUpper(name), ".PEM"),
		strings.HasPrefix(strings.ToLower(key[1:]), "bearer ") || strings.HasPrefix(strings.ToLower(key), "basic "),
		strings.HasSuffix(strings.ToLower(name), ".mkv"),
		strings.HasPrefix(strings.ToUpper(key), "SID="),
		strings.HasSuffix(strings.ToUpper(name), ".ISO"),
	}
}
