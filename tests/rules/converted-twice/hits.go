package p

func first(line string, n int) string {
	return string([]byte(line[:n]))
}
