package p

//prove:with []string{"a", "é, long enough for the heap: more than eight", "\xff and some more text behind it", "世界 and some more text behind it"}
func first(s string) rune {
	r := []rune(s)[0]
	return r
}

//prove:with []string{"a", "long enough for the heap: more than eight, é", "and some more text before it: \xff", "and some more text: 世界"}
func last(s string) rune {
	r := []rune(s)[len([]rune(s))-1]
	return r
}
