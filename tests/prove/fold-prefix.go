package p

import "strings"

//prove:with []string{"", "x-", "X-", "X-Amz-Meta-", "x-amz-meta-a", "X-Amz-Meta-Ä", "X-AMZ-META", "\xffX-", "x\u212A-", "İx-", "X-\xff", "ſ-x", "Xé", "X\u0130"}
//prove:with _
func metadata(key string) (bool, bool) {
	return strings.HasPrefix(strings.ToLower(key), "x-amz-meta-"), strings.HasPrefix(strings.ToLower(key), "x-")
}

//prove:with []string{"", ".pem", ".PEM", "a.Pem", "aİ.pem", "a\u212A.pem", "a.p\xc3m", "é.pem", "İ", "pem"}
//prove:with _
func suffix(name string) (bool, bool) {
	return strings.HasSuffix(strings.ToLower(name), ".pem"), strings.HasSuffix(strings.ToLower(name), "e")
}

//prove:with []string{"", "http/1.1", "HTTP/", "Http/2", "htıp", "httſ", "H\u212A"}
//prove:with _
func upper(proto string) (bool, bool) {
	return strings.HasPrefix(strings.ToUpper(proto), "HTTP/"), strings.HasSuffix(strings.ToUpper(proto), "E")
}

//prove:with []string{"", "Basic x", "BEARER y", "basic", "a.MKV", "a.mkv"}
func others(key string) (bool, bool) {
	return strings.HasPrefix(strings.ToLower(key), "basic "), strings.HasSuffix(strings.ToLower(key), ".mkv")
}

//prove:with []string{"", "sid=1", "SID=2", "a.iso", "a.Iso", "x"}
func capitals(key string) (bool, bool) {
	return strings.HasPrefix(strings.ToUpper(key), "SID="), strings.HasSuffix(strings.ToUpper(key), ".ISO")
}
