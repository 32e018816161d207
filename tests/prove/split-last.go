package p

import "strings"

//prove:with []string{"", "/", "a", "a/b", "a/b/", "/a", "//", "a//b"}
//prove:with _
func base(path string) (string, bool) {
	parts := strings.Split(path, "/")
	return strings.TrimSpace(parts[len(parts)-1]), parts[len(parts)-1] == ""
}

//prove:with []string{"", "/", "a", "a/b", "a/b/", "/a", "//", "a//b"}
//prove:with _
func named(path string) string {
	parts := strings.Split(path, "/")
	name := parts[len(parts)-1]
	return name
}
