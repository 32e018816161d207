package p

import "strings"

func keeps(name string, raw []byte, next func() string, names []string, prefix string) []bool {
	if name == prefix {
		panic(strings.HasPrefix(strings.ToLower(name), "x-y-"))
	}
	return []bool{
		strings.HasSuffix(strings.ToLower(name), ".PEM"),
		strings.HasSuffix(strings.ToUpper(name), ".pem"),
		strings.HasPrefix(strings.ToLower(name), "été"),
		strings.HasPrefix(strings.ToLower(name), ""),
		strings.HasPrefix(strings.ToLower(next()), "abc"),
		strings.HasPrefix(strings.ToLower(string(raw)), "abc"),
		strings.HasPrefix(strings.ToLower(name), prefix),
		strings.HasPrefix(strings.ToTitle(name), "ABC"),
		strings.HasPrefix("abc", strings.ToLower(name)),
		strings.Contains(strings.ToLower(name), "abc"),
	}
}
