package p

import "strings"

//prove:with []string{"", "Content-Type", "content-type", "HOST", "Ärger"}, []string{"", "content-Type", "Host", "ärger", "x"}
func equal(a, b string) bool { return strings.ToLower(a) == strings.ToLower(b) }

//prove:with []string{"", "Content-Type", "content-type", "HOST", "Ärger"}, []string{"", "content-Type", "Host", "ärger", "x"}
func unequal(a, b string) bool { return strings.ToUpper(a) != strings.ToUpper(b) }
