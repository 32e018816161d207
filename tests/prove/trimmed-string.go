package p

import "strings"

func length(b []byte) int { return len(strings.TrimSpace(string(b))) }

func blank(b []byte) bool { return strings.TrimSpace(string(b)) == "" }

func notBlank(b []byte) bool { return strings.TrimSpace(string(b)) != "" }

func equal(b []byte, s string) bool { return strings.TrimSpace(string(b)) == s }

func different(b []byte) bool { return strings.TrimSpace(string(b)) != "line" }

func trim(b []byte, s string) bool { return strings.Trim(string(b), "\n\"é ") == s }

func trimLeft(b []byte, s string) bool { return strings.TrimLeft(string(b), "\n ") == s }

func trimRight(b []byte, s string) bool { return strings.TrimRight(string(b), "\n") != s }
