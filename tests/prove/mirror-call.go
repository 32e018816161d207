package p

import "regexp"

var pattern = regexp.MustCompile(`(b+)|([^a-z]\b)`)

func match(s string) bool { return pattern.Match([]byte(s)) }

func find(s string) []int { return pattern.FindIndex([]byte(s)) }

func findSubmatch(s string) []int { return pattern.FindSubmatchIndex([]byte(s)) }

//prove:with nil, []int{-1, 0, 1, 3}
func findAll(s string, n int) [][]int { return pattern.FindAllIndex([]byte(s), n) }

func findAllSubmatch(s string) [][]int { return pattern.FindAllSubmatchIndex([]byte(s), -1) }

func matchBytes(b []byte) bool { return pattern.MatchString(string(b)) }

func findBytes(b []byte) []int { return pattern.FindStringIndex(string(b)) }

func findSubmatchBytes(b []byte) []int { return pattern.FindStringSubmatchIndex(string(b)) }

func findAllBytes(b []byte) [][]int { return pattern.FindAllStringIndex(string(b), -1) }

func findAllSubmatchBytes(b []byte) [][]int { return pattern.FindAllStringSubmatchIndex(string(b), 2) }

//prove:with nil, []string{"", "x", "<$1>", "$0$0", "${2}-"}
func replaced(s, with string) string { return string(pattern.ReplaceAll([]byte(s), []byte(with))) }
