package p

import "strings"

func parts(s string) int { return len(strings.Split(s, "a")) }

func several(s string) bool { return len(strings.Split(s, "a")) > 1 }

func one(s string) bool { return len(strings.Split(s, "bc")) == 1 }

func words(s string) bool { return len(strings.Split(s, "bc")) == 3 }

func doubled(s string, n int) int { return n * len(strings.Split(s, "aa")) }
