package p

import "strings"

//prove:with []string{"", "=", "a=b", "a=b=c", "=b", "a=", "ab", "a==b"}
//prove:with _
func checked(s string) (string, string) {
	parts := strings.SplitN(s, "=", 2)
	if len(parts) != 2 {
		return "", parts[0]
	}
	return parts[0], parts[1]
}

//prove:with []string{"", "::", "a::b", "a::b::c", "::b", "a::", "ab", "a:b", "a:::b"}
//prove:with _
func inside(s string) (text string, found bool) {
	parts := strings.SplitN(s, "::", 2)
	text = parts[0]
	if len(parts) > 1 && parts[1] != "" {
		return text + parts[1], true
	}
	return text, len(parts) >= 2
}

//prove:with []string{"", ",", "a,b", "a,b,c", ",b", "a,", "ab"}
//prove:with _
func first(s string) (string, bool) {
	parts := strings.Split(s, ",")
	return parts[0], len(parts) == 1
}

//prove:with []string{"=", "a=b", "a=b=c"}
//prove:with []string{"a=", "=b", "=="}
func unchecked(s string) string {
	parts := strings.SplitN(s, "=", 2)
	return parts[1]
}

//prove:with []string{"=", "a=b", "a=b=c"}
//prove:with []string{"a=", "=b", "=="}
func behind(s string) string {
	value := strings.SplitN(s, "=", 2)[1]
	return value + direct(s)
}

//prove:skip
func direct(s string) string {
	return strings.SplitN(s, "=", 2)[1]
}

//prove:with []string{"=", "a=b", "a=b=c"}
//prove:with []string{"a=", "=b", "=="}
func returned(s string) string {
	return strings.SplitN(s, "=", 2)[1]
}

//prove:with []string{"", "=", "a=b", "a=b=c", "=b", "a="}
//prove:with _
func inHead(s string) string {
	if parts := strings.SplitN(s, "=", 2); len(parts) == 2 {
		return parts[1]
	}
	return s
}

//prove:with []string{"", ":", "a:b", "a:b:c", ":b", "a:"}
//prove:with _
func orElse(s string) string {
	if kv := strings.SplitN(s, ":", 2); len(kv) > 1 {
		return kv[0]
	} else {
		s = "none" + kv[0]
	}
	return s
}
