package p

import "strings"

func parts(s string) int { return len(strings.Split(s, "a")) }

func words(s string) bool { return len(strings.Split(s, "bc")) == 2 }

func doubled(s string, n int) int { return n * len(strings.Split(s, "aa")) }
