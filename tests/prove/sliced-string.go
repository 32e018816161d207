package p

func rest(b []byte) string {
	return string(b)[len(b)/2:]
}

func compared(b []byte, s string) bool {
	return string(b)[len(b)/2:] == s
}

func head(b []byte, s string) bool {
	return string(b)[:len(b)/2] == s
}

func middle(b []byte, s string) bool {
	return string(b)[len(b)/4:len(b)/2] == s
}

func last(b []byte) byte {
	if len(b) == 0 {
		return 0
	}
	return string(b)[len(b)-1]
}
