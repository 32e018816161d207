package p

import "strings"

func split(s string) string {
	head := strings.Split(s, "a")[0]
	return head
}

func splitN(s string) string {
	head := strings.SplitN(s, "bc", 2)[0]
	return head
}

func assigned(s string) (head string) {
	head = strings.Split(s, "\x00")[0]
	return head
}

func returned(s string) string { return strings.Split(s, " ")[0] }

func returnedN(s string) string { return strings.SplitN(s, "%", 2)[0] }

func within(s string, n int) byte {
	head := strings.Split(s[n:], "/")[0]
	return head[0]
}

func trimmed(s string) string {
	t := strings.TrimSpace(strings.SplitN(s, ",", 2)[0])
	return t
}

func lower(s string) string {
	return strings.ToLower(strings.Split(s, ",")[0])
}
