package p

import "strings"

type text []byte

func keeps(b []byte, t text, r rune, s, cutset string, next func() string) []string {
	all := []string{strings.TrimSpace(string(t)), strings.TrimSpace(string(r)), strings.TrimSpace(string(s))}
	all = append(all, strings.Trim(string(b), cutset), strings.TrimPrefix(string(b), cutset), strings.TrimSuffix(string(b), next()))
	return append(all, strings.TrimSpace(string(b)), next())
}

func shadowed(b []byte, strings interface{ TrimSpace(string) string }) string {
	return strings.TrimSpace(string(b))
}
